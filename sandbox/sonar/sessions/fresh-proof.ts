import { ServiceProblem } from '../problem.ts';
import type { Service } from '../service.ts';
import type { Caller } from './caller.ts';

/**
 * Refuses with `reverify-required` unless somebody proved the session in person just now: an access token that was
 * stolen must not become something that lasts.
 */
export function requireFreshProof(service: Service, { session }: Caller): void {
  const { proved_at: provedAt } = session;
  if (provedAt === null || service.now() > provedAt + service.ttl().freshProof) {
    throw new ServiceProblem('reverify-required', {}, 'no fresh proof');
  }
}

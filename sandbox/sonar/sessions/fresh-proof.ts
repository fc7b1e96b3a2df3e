import { ServiceProblem } from '../problem.ts';
import type { Service } from '../service.ts';
import type { Caller } from './caller.ts';

/** A proof by an ID token: when it was issued, seconds since 1970, and brought here, milliseconds since 1970. */
interface BroughtToken {
  readonly issuedAt: number;
  readonly verifiedAt: number;
}

/**
 * When the person was seen whose sign-in at the provider an ID token is from, or null when that was too long ago for what
 * lasts: a token that was kept on its way proves who it is of, and not that they are there.
 */
export function seenInPersonAt(service: Service, token: BroughtToken): number | null {
  const age = token.verifiedAt - token.issuedAt * 1_000;
  return age > service.ttl().freshProof ? null : token.verifiedAt;
}

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

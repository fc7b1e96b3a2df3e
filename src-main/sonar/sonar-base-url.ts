import { LoginError } from '../errors/login-error.ts';
import type { EffectivePolicy, PolicyReader } from '../policy/effective-policy.ts';

/** Which Sonar service is meant. */
export interface ServiceAddress {
  /** It ends with `/v1`. Throws `account-service-unreachable` while nobody can know it: then no service is asked. */
  current(): string;
}

type Known = Pick<EffectivePolicy, 'sonarBaseUrl' | 'broken' | 'unread'>;

/** The address of the Sonar service: what policy says, else the configured one; null: not to be known. */
export function chooseSonarBaseUrl(policy: Known, configured: string): string | null {
  if (policy.broken.includes('sonarBaseUrl')) return null;
  if (policy.sonarBaseUrl !== '') return policy.sonarBaseUrl;
  return policy.unread?.isMachine ? null : configured;
}

/** The first address that is known holds until the app ends. */
export function createServiceAddress(policy: PolicyReader, configured: string): ServiceAddress {
  let address = chooseSonarBaseUrl(policy.current(), configured);
  return {
    current() {
      address ??= chooseSonarBaseUrl(policy.current(), configured);
      if (address === null) throw new LoginError('account-service-unreachable');
      return address;
    },
  };
}

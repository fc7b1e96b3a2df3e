import type { ErrorCode, Provider } from '../../preload/contract.ts';
import { LoginError } from '../errors/login-error.ts';
import type { IdentityEvidence, Purpose } from './attempt.ts';
import type { SignInPorts } from './sign-in-ports.ts';

/**
 * Keeps what the provider has proved while the Sonar service could not be reached, so that "try again" asks
 * nobody to sign in twice. In memory, for a few minutes, for one use.
 */
export interface UnsentEvidence {
  keep(purpose: Purpose, evidence: IdentityEvidence): void;
  /** What was kept for the same provider and purpose if it is still fresh; forgets it either way. */
  take(provider: Provider, purpose: Purpose): IdentityEvidence | null;
  /** Forgets what was kept: whoever it was about has left. */
  forget(): void;
}

// The service refuses an ID token that is older than this with a wide margin; asking it would be in vain.
const freshMs = 240_000;

/** Makes an empty holder; `now` in milliseconds since 1970. */
export function createUnsentEvidence(now: () => number): UnsentEvidence {
  let kept: { purpose: string; evidence: IdentityEvidence; until: number } | null = null;
  return {
    keep(purpose, evidence) {
      kept = { purpose: JSON.stringify(purpose), evidence, until: now() + freshMs };
    },
    take(provider, purpose) {
      const candidate = kept;
      kept = null;
      if (candidate === null || candidate.until <= now()) return null;
      const isSame =
        candidate.purpose === JSON.stringify(purpose) &&
        candidate.evidence.tokens.identity.provider === provider;
      return isSame ? candidate.evidence : null;
    },
    forget() {
      kept = null;
    },
  };
}

/** What keeps the Sonar service from being asked at all. */
const unreachableCodes: ReadonlySet<ErrorCode> = new Set([
  'account-service-unreachable',
  'offline',
  'network-portal',
  'proxy-password',
  'connection-untrusted',
]);

/**
 * Keeps evidence that could not be sent for what was thrown: the provider's part is done, and the next try goes on from
 * there, without the browser. Not where the next try may be somebody else's.
 */
export function keepUnsent(
  { policy, unsentEvidence }: Pick<SignInPorts, 'policy' | 'unsentEvidence'>,
  purpose: Purpose,
  evidence: IdentityEvidence,
  thrown: unknown,
): void {
  const isUnreachable = thrown instanceof LoginError && unreachableCodes.has(thrown.code);
  if (isUnreachable && policy.current().keepSignedIn) unsentEvidence.keep(purpose, evidence);
}

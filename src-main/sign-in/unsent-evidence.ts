import type { Provider } from '../../preload/contract/providers.ts';
import type { IdentityLabel } from '../../preload/contract/state.ts';
import { LoginError } from '../errors/login-error.ts';
import type { PolicyReader } from '../policy/effective-policy.ts';
import { isUnasked } from '../sonar/sonar-problem.ts';
import type { IdentityEvidence, Purpose, RecalledProof } from './attempt.ts';

/** What was proved, and what for. */
interface Unsent {
  readonly purpose: Purpose;
  readonly evidence: IdentityEvidence;
  /**
   * `proof`: the person has said that it is to be linked, but the service wants a fresh proof of the account first, and
   * has not looked at the ID token.
   */
  readonly waitsFor: 'service' | 'proof';
}

/**
 * Keeps what the provider has proved while the Sonar service could not be reached, so that nobody has to sign in twice.
 * In memory, for a few minutes, for one use, and only until the person turns to something else or leaves: the window
 * shows whose proof it is, and it is used when they say so.
 */
export interface UnsentEvidence {
  /** Forgets what was kept; an attempt begins, and may keep what it proves under what this answers. */
  begin(): symbol;
  /** Whether an attempt has begun since something was forgotten: it may have kept what it proved, or do so yet. */
  isBegun(): boolean;
  /** Keeps nothing for an attempt since whose beginning something else was forgotten: its person has left. */
  keep(attempt: symbol, unsent: Unsent): void;
  /** Whose proof waits for the service; null: none does. */
  whose(): IdentityLabel | null;
  /** What waits for the service, and forgets it. */
  take(): Unsent | null;
  /** What waits for a fresh proof before the same thing is asked for again. */
  takeProved(provider: Provider, purpose: Purpose): RecalledProof | null;
  forget(): void;
}

// The service refuses an ID token that is older than this with a wide margin; asking it would be in vain.
const freshMs = 240_000;

/** Makes an empty holder; `now` in milliseconds since 1970; `onChange` is called when something is kept or forgotten. */
export function createUnsentEvidence(now: () => number, onChange: () => void): UnsentEvidence {
  let kept: (Unsent & { readonly until: number }) | null = null;
  let begun: symbol | null = null;
  let timer: NodeJS.Timeout | undefined;
  function fresh(waitsFor: Unsent['waitsFor']): Unsent | null {
    return kept !== null && kept.waitsFor === waitsFor && now() < kept.until ? kept : null;
  }
  function forget(): void {
    clearTimeout(timer);
    begun = null;
    if (kept === null) return;
    kept = null;
    onChange();
  }
  return {
    begin() {
      forget();
      const attempt = Symbol('attempt');
      begun = attempt;
      return attempt;
    },
    isBegun: () => begun !== null,
    keep(attempt, unsent) {
      if (attempt !== begun) return;
      clearTimeout(timer);
      kept = { ...unsent, until: now() + freshMs };
      timer = setTimeout(forget, freshMs).unref();
      onChange();
    },
    whose() {
      const identity = fresh('service')?.evidence.tokens.identity;
      return identity === undefined ? null : { provider: identity.provider, email: identity.email };
    },
    take() {
      const taken = fresh('service');
      forget();
      return taken;
    },
    takeProved(provider, purpose) {
      const taken = fresh('proof');
      if (taken === null || JSON.stringify(taken.purpose) !== JSON.stringify(purpose)) return null;
      const { evidence } = taken;
      return evidence.tokens.identity.provider === provider ? { evidence, mayLink: true } : null;
    },
    forget,
  };
}

/** What evidence is kept with. */
export interface KeepNeeds {
  readonly policy: Pick<PolicyReader, 'current'>;
  readonly unsentEvidence: Pick<UnsentEvidence, 'keep'>;
}

/**
 * Keeps evidence that the service has not taken for what was thrown: the provider's part is done, and the person can go
 * on from there, without the browser. Not where the next person may be another one, nor for an attempt that was left.
 */
export function keepUnsent(
  { policy, unsentEvidence }: KeepNeeds,
  attempt: symbol,
  unsent: Omit<Unsent, 'waitsFor'>,
  thrown: unknown,
): void {
  const waitsFor = whatIsMissing(thrown, unsent.purpose);
  if (waitsFor === null || !policy.current().keepSignedIn) return;
  unsentEvidence.keep(attempt, { ...unsent, waitsFor });
}

function whatIsMissing(thrown: unknown, { kind }: Purpose): Unsent['waitsFor'] | null {
  if (isUnasked(thrown)) return 'service';
  const isProof = thrown instanceof LoginError && thrown.code === 'reverify-required';
  return isProof && kind === 'link' ? 'proof' : null;
}

import { createEmitter } from '../common/emitter.ts';
import type { KeychainTrouble } from './keychain-messages.ts';
import type { LookAtKeychain } from './keychain-state.ts';

const longestPauseMs = 300_000;

/** Knows whether the keychain answers, and tells when it does so again. */
interface Availability {
  /** Null: it answers. */
  readonly trouble: KeychainTrouble | null;
  /** What the latest use of the keychain showed; null: it answered. */
  report(trouble: KeychainTrouble | null): void;
  /** Calls `listener` when the keychain answers again; answers the function that stops it. */
  onAvailable(listener: () => void): () => void;
  close(): void;
}

/**
 * While the keychain does not answer, looks at it every `lookEveryMs` without a prompt. Where nobody can look quietly,
 * `probe` asks it a question that no item answers, less and less often, for it may bring up a prompt. A broken
 * installation does not mend itself: that is not looked at, and only a use shows that it is over.
 */
export function createAvailability(options: {
  readonly look: LookAtKeychain;
  readonly probe: () => Promise<boolean>;
  readonly lookEveryMs: number;
}): Availability {
  const available = createEmitter();
  let trouble: KeychainTrouble | null = null;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let pauseMs = options.lookEveryMs;
  let probeAfterMs = 15 * options.lookEveryMs;
  let sinceProbeMs = 0;

  function isWorthLooking(): boolean {
    return !closed && trouble !== null && trouble !== 'keychain-broken';
  }

  function schedule(): void {
    clearTimeout(timer);
    if (!isWorthLooking()) return;
    timer = setTimeout(() => void lookAgain(), pauseMs);
    timer.unref();
  }

  async function isOpenAgain(): Promise<boolean> {
    const state = await options.look();
    if (state !== 'cannot-tell') return state === 'open';
    sinceProbeMs += pauseMs;
    if (sinceProbeMs < probeAfterMs) return false;
    sinceProbeMs = 0;
    probeAfterMs = Math.min(2 * probeAfterMs, longestPauseMs);
    return options.probe();
  }

  async function lookAgain(): Promise<void> {
    const isOpen = await isOpenAgain();
    if (!isWorthLooking()) return;
    if (!isOpen) return schedule();
    // An open keychain in which the next use fails again must not make us spin.
    pauseMs = Math.min(2 * pauseMs, longestPauseMs);
    announce();
  }

  function announce(): void {
    trouble = null;
    clearTimeout(timer);
    available.emit();
  }

  return {
    get trouble() {
      return trouble;
    },
    report(next) {
      if (closed) return;
      if (next === null) {
        pauseMs = options.lookEveryMs;
        probeAfterMs = 15 * options.lookEveryMs;
        if (trouble !== null) announce();
        return;
      }
      const wasLooking = isWorthLooking();
      trouble = next;
      if (wasLooking && isWorthLooking()) return;
      sinceProbeMs = 0;
      schedule();
    },
    onAvailable: available.listen,
    close() {
      closed = true;
      clearTimeout(timer);
      available.clear();
    },
  };
}

import type { LookAtKeychain } from './keychain-state.ts';

const longestPauseMs = 300_000;

/** Knows whether the keychain answers, and tells when it does so again. */
export interface Availability {
  readonly isAnswering: boolean;
  /** What the latest use of the keychain showed. */
  report(isAnswering: boolean): void;
  /** Calls `listener` when the keychain answers again; answers the function that stops it. */
  onAvailable(listener: () => void): () => void;
  close(): void;
}

/**
 * While the keychain does not answer, looks at it every `lookEveryMs` without a prompt. Where nobody can look quietly,
 * `probe` asks it a question that no item answers, less and less often, for it may bring up a prompt.
 */
export function createAvailability(options: {
  readonly look: LookAtKeychain;
  readonly probe: () => Promise<boolean>;
  readonly lookEveryMs: number;
}): Availability {
  const listeners = new Set<() => void>();
  let isTroubled = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let pauseMs = options.lookEveryMs;
  let probeAfterMs = 15 * options.lookEveryMs;
  let sinceProbeMs = 0;

  function schedule(): void {
    clearTimeout(timer);
    if (closed || !isTroubled) return;
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
    if (closed || !isTroubled) return;
    if (!isOpen) return schedule();
    // An open keychain in which the next use fails again must not make us spin.
    pauseMs = Math.min(2 * pauseMs, longestPauseMs);
    announce();
  }

  function announce(): void {
    isTroubled = false;
    clearTimeout(timer);
    for (const listener of [...listeners]) listener();
  }

  return {
    get isAnswering() {
      return !isTroubled;
    },
    report(isAnswering) {
      if (closed) return;
      if (isAnswering) {
        pauseMs = options.lookEveryMs;
        probeAfterMs = 15 * options.lookEveryMs;
        if (isTroubled) announce();
      } else if (!isTroubled) {
        isTroubled = true;
        sinceProbeMs = 0;
        schedule();
      }
    },
    onAvailable(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      closed = true;
      clearTimeout(timer);
      listeners.clear();
    },
  };
}

/** One pending renewal per account; a later one replaces an earlier one. */
export interface RenewalTimers {
  /** `at` in milliseconds since 1970; `Infinity` for never, `NaN` for nobody knows. */
  schedule(accountId: string, at: number): void;
  cancel(accountId: string): void;
  /** Nothing is scheduled any more, by whatever ends later either. */
  close(): void;
}

// Longer waits would overflow setTimeout's 31 bits and fire at once; a day is long enough to look again.
const longestWaitMs = 86_400_000;

// What is no date may be due or not; an hour is soon enough to find out, and nothing spins.
const unknownWaitMs = 3_600_000;

/** Makes the timers; `renew` is called when one is due. */
export function createRenewalTimers(
  renew: (accountId: string) => void,
  now: () => number,
): RenewalTimers {
  const timers = new Map<string, NodeJS.Timeout>();
  let isClosed = false;
  function cancel(accountId: string): void {
    clearTimeout(timers.get(accountId));
    timers.delete(accountId);
  }
  return {
    schedule(accountId, at) {
      cancel(accountId);
      if (isClosed || at === Number.POSITIVE_INFINITY) return;
      const ahead = at - now();
      const wait = Number.isNaN(ahead)
        ? unknownWaitMs
        : Math.min(Math.max(ahead, 0), longestWaitMs);
      timers.set(
        accountId,
        setTimeout(() => {
          timers.delete(accountId);
          renew(accountId);
        }, wait),
      );
    },
    cancel,
    close() {
      isClosed = true;
      for (const accountId of timers.keys()) cancel(accountId);
    },
  };
}

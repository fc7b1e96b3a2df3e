/** Each renewal rotates a token at the service; no fault of ours may make it do so without pause. */
export const betweenRenewalsMs = 2_000;

/** Keeps a distance between two renewals of one account, whatever asks for them. */
export interface RenewalFloor {
  /** Ends when the account may be renewed again; null: now, for its last renewal was not a moment ago. */
  wait(accountId: string): Promise<void> | null;
  /** Notes that the account was renewed now. */
  note(accountId: string): void;
}

/** Makes the floor; `now` in milliseconds since 1970, `closing` ends all waiting. */
export function createRenewalFloor(now: () => number, closing: AbortSignal): RenewalFloor {
  const renewedAt = new Map<string, number>();
  return {
    wait(accountId) {
      const since = now() - (renewedAt.get(accountId) ?? Number.NEGATIVE_INFINITY);
      // Below 0 the clock was set back, and tells nothing.
      if (since < 0 || since >= betweenRenewalsMs) return null;
      return new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer);
          closing.removeEventListener('abort', end);
          resolve();
        };
        const timer = setTimeout(end, betweenRenewalsMs - since);
        closing.addEventListener('abort', end);
      });
    },
    note: (accountId) => void renewedAt.set(accountId, now()),
  };
}

/** Counts calls that are running; says no when there are too many, so that a flood cannot fill the memory. */
interface CallLimit {
  /** Runs `call`, or answers `full` at once when the limit is reached. */
  run<T>(call: () => Promise<T>, full: T): Promise<T>;
}

/** A limit of `most` calls at a time. A hand never has more than two under way. */
export function createCallLimit(most: number): CallLimit {
  let running = 0;
  return {
    async run(call, full) {
      if (running >= most) return full;
      running += 1;
      try {
        return await call();
      } finally {
        running -= 1;
      }
    },
  };
}

/** Why a call from the window was refused; never its arguments. */
interface Refusal {
  readonly verb: string;
  readonly reason: string;
}

/** Notes refusals: the first of each kind in a second with all it says, the rest of that second as a number. */
export interface RefusalLog {
  note(refusal: Refusal): void;
}

const windowMs = 1_000;

/** Keeps a flood of refused calls from becoming a flood of log lines; `write` gets at most one line per kind a second. */
export function createRefusalLog(
  write: (refusal: Refusal & { readonly suppressed: number }) => void,
  now: () => number,
): RefusalLog {
  const seen = new Map<string, { since: number; suppressed: number }>();
  return {
    note(refusal) {
      const key = `${refusal.verb} ${refusal.reason}`;
      const earlier = seen.get(key);
      if (earlier !== undefined && now() - earlier.since < windowMs) {
        earlier.suppressed += 1;
        return;
      }
      seen.set(key, { since: now(), suppressed: 0 });
      write({ ...refusal, suppressed: earlier?.suppressed ?? 0 });
    },
  };
}

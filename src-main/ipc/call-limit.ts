/** Counts calls that are running; says no when there are too many, so that a flood cannot fill the memory. */
export interface CallLimit {
  /** Runs `call`, or answers `full` at once when the limit is reached. */
  run<T>(call: () => Promise<T>, full: T): Promise<T>;
  /** Calls running right now. */
  readonly running: number;
}

/** A limit of `most` calls at a time. A hand never has more than two under way. */
export function createCallLimit(most: number): CallLimit {
  let running = 0;
  return {
    get running() {
      return running;
    },
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

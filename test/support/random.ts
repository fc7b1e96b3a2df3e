/** Numbers by chance that a seed decides: the same seed gives the same ones. */
export interface Chance {
  /** From 0, below 1. */
  next(): number;
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
}

/** Makes them by mulberry32, which is good enough to choose what is tried next. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  return {
    next,
    pick<T>(list: readonly T[]): T {
      const found = list[Math.floor(next() * list.length)];
      if (found === undefined) throw new Error('there is nothing to choose from');
      return found;
    },
  };
}

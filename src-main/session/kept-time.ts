/** A clock that was wrong is seldom set back by more than this; what was kept meanwhile is not held against anybody. */
const skewMs = 600_000;

/**
 * A moment that has passed, as it was kept, in milliseconds since 1970. What is no time, or lies ahead of `now`, tells
 * nothing of how long ago it was: it counts as longer ago than anything (`-Infinity`), so that what hangs on it is due.
 */
export function readPast(kept: string, now: number): number {
  const time = Date.parse(kept);
  return time <= now + skewMs ? time : Number.NEGATIVE_INFINITY;
}

/** A moment until which something holds; what is no time has passed already (`-Infinity`). */
export function readUntil(kept: string): number {
  const time = Date.parse(kept);
  return Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time;
}

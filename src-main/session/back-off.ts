const firstWaitMs = 5_000;
const longestWaitMs = 300_000;
const longestRetryAfterMs = 900_000;

/**
 * When to try again after `failures` transient failures in a row (at least 1), milliseconds since 1970:
 * doubling from 5 s to 5 min with up to a quarter of chance, or what the service asked for, at most 15 min.
 */
export function nextTryAt(
  failures: number,
  retryAt: string | undefined,
  now: number,
  random: () => number,
): number {
  const asked = retryAt === undefined ? Number.NaN : Date.parse(retryAt);
  if (!Number.isNaN(asked)) return Math.min(Math.max(asked, now), now + longestRetryAfterMs);
  const wait = Math.min(firstWaitMs * 2 ** (failures - 1), longestWaitMs);
  // Chance keeps an office full of softphones from coming back in the same second.
  return now + wait * (1 + random() / 4);
}

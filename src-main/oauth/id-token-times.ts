/** How far two clocks may differ, in milliseconds. */
export const clockToleranceMs = 60_000;

/** A token that comes straight from the token endpoint; Microsoft dates its own five minutes back. */
const maxAgeMs = 15 * 60_000;

/** Longest life of an ID token that still makes sense; both providers give about an hour. */
const maxLifeMs = 24 * 60 * 60_000;

/** What the time claims say: right, wrong by their shape (no clock could mend it), or wrong now. */
export type TimesVerdict = 'right' | 'malformed' | 'wrong-now';

/** Checks `exp`, `iat` and `nbf` (RFC 7519 section 4.1, OpenID Connect Core section 3.1.3.7 steps 9 and 10). */
export function checkTimes(claims: Readonly<Record<string, unknown>>, nowMs: number): TimesVerdict {
  const { exp, iat, nbf = iat } = claims;
  if (!isNumericDate(exp) || !isNumericDate(iat) || !isNumericDate(nbf)) return 'malformed';
  if (exp <= iat || (exp - iat) * 1000 > maxLifeMs) return 'malformed';
  const earliestMs = nowMs - clockToleranceMs;
  const latestMs = nowMs + clockToleranceMs;
  const isOver = exp * 1000 <= earliestMs;
  const isEarly = iat * 1000 > latestMs || nbf * 1000 > latestMs;
  const isOld = iat * 1000 < earliestMs - maxAgeMs;
  return isOver || isEarly || isOld ? 'wrong-now' : 'right';
}

/**
 * Whether `auth_time` (OpenID Connect Core section 2) says that the person signed in after `sinceMs`, as far as two
 * clocks can tell. A token that does not say it says no.
 */
export function isSignedInSince(
  { auth_time: signedInAt }: Readonly<Record<string, unknown>>,
  sinceMs: number,
): boolean {
  return isNumericDate(signedInAt) && signedInAt * 1000 >= sinceMs - clockToleranceMs;
}

/** Whether this computer's clock and the `Date` of the server that sent the token differ by more than the tolerance. */
export function isClockOff(serverDateMs: number | null, nowMs: number): boolean {
  return serverDateMs !== null && Math.abs(serverDateMs - nowMs) > clockToleranceMs;
}

/** Seconds since 1970 within the years that dates can have. */
function isNumericDate(value: unknown): value is number {
  return (
    typeof value === 'number' && Number.isFinite(value) && value >= 0 && value < 253_402_300_800
  );
}

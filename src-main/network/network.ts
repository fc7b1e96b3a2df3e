/** The one way out of the app: Electron's `net.fetch` in the product, Node's `fetch` in plain Node. */
export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

/** Milliseconds since 1970; an argument wherever a deadline or a time check needs one. */
export type Now = () => number;

/** Whether a server answers that it cannot answer now (RFC 9110 section 15.6, RFC 6585 section 4). */
export function isBusyStatus(status: number): boolean {
  return status === 429 || status >= 500;
}

/** However long a server asks us to stay away, we look again after an hour. */
const maxRetryAfterMs = 60 * 60 * 1000;

/** When a `Retry-After` header (seconds or a date, RFC 9110 section 10.2.3) wants us back, ISO 8601; null: no wish. */
export function readRetryAt(header: string | null, now: Now): string | null {
  if (header === null) return null;
  const delayMs = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now();
  if (!Number.isFinite(delayMs) || delayMs <= 0) return null;
  return new Date(now() + Math.min(delayMs, maxRetryAfterMs)).toISOString();
}

import type { ErrorCode } from '../../preload/contract/errors.ts';
import { unlessAborted, within } from '../common/within.ts';
import { type FailureFacts, LoginError } from '../errors/login-error.ts';
import { type NetworkFault, readCertificateIssuer, readNetworkFault } from './network-fault.ts';

/** The promise of the product: no network call takes longer. */
const networkDeadlineMs = 10_000;

/** Far above any answer of an API that we call, far below what hurts. */
const maxAnswerBytes = 1024 * 1024;

/** What each request is held to. */
interface FetchBounds {
  /** Code for a server that does not answer, or answers with something else than JSON. */
  readonly unreachable: 'provider-unreachable' | 'account-service-unreachable';
  /** Facts to tell with every failure. */
  readonly facts?: FailureFacts;
  readonly deadlineMs?: number;
  readonly maxBytes?: number;
  /** Content types of a success beside JSON. */
  readonly otherTypes?: readonly string[];
  readonly now?: Now;
}

/**
 * A `Fetch` for JSON over HTTP that always ends: with a response whose whole body is already here, or with a
 * `LoginError` (`offline`, `network-portal`, `proxy-password`, `connection-untrusted`, `bounds.unreachable`, or the
 * reason of the caller's signal). Follows no redirect and asks `fetch` once; `send-once.ts` sees to it that Chromium does too.
 */
export function boundFetch(fetch: Fetch, bounds: FetchBounds): Fetch {
  const { deadlineMs = networkDeadlineMs, maxBytes = maxAnswerBytes } = bounds;
  const fail = (code: ErrorCode, cause?: unknown, more?: FailureFacts) =>
    new LoginError(code, { ...bounds.facts, ...more }, cause);

  const retryFacts = (response: Response): FailureFacts => {
    const retryAt = readRetryAt(response.headers.get('retry-after'), bounds.now ?? Date.now);
    return retryAt === null ? {} : { retryAt };
  };

  return async (input, init) => {
    const stop = new AbortController();
    const given = init.signal ?? null;
    try {
      if (given?.aborted) throw given.reason;
      const asked = given === null ? ask() : unlessAborted(given, ask());
      return await within(deadlineMs, asked, () => {
        throw fail(bounds.unreachable);
      });
    } catch (thrown) {
      throw given !== null && thrown === given.reason ? toReason(given) : thrown;
    } finally {
      // After the answer: what `fetch` makes of the abort must not be told instead.
      stop.abort();
    }

    async function ask(): Promise<Response> {
      const { signal } = stop;
      try {
        const response = await fetch(input, { ...init, redirect: 'manual', signal });
        const fault = checkAnswer(response, bounds.otherTypes);
        if (fault === 'portal') throw fail('network-portal');
        if (fault === 'proxy-password') throw fail('proxy-password');
        if (fault === 'not-json') throw fail(bounds.unreachable, undefined, retryFacts(response));
        const body = await readBoundedBody(response, maxBytes);
        if (body === null) throw fail(bounds.unreachable);
        return copyWithBody(response, body);
      } catch (error) {
        if (error instanceof LoginError || signal.aborted) throw error;
        const fault = readNetworkFault(error);
        throw fail(codeOfFault(fault, bounds.unreachable), error, await describe(fault, input));
      }
    }
  };
}

/** What a person is told of a fault. */
export function codeOfFault(fault: NetworkFault, unreachable: ErrorCode): ErrorCode {
  if (fault === 'offline') return 'offline';
  if (fault === 'untrusted') return 'connection-untrusted';
  if (fault === 'proxy-password') return 'proxy-password';
  return fault === 'redirected' ? 'network-portal' : unreachable;
}

async function describe(fault: NetworkFault, url: string): Promise<FailureFacts> {
  const certificateIssuer = fault === 'untrusted' ? await readCertificateIssuer(url) : null;
  return certificateIssuer === null ? {} : { certificateIssuer };
}

function copyWithBody(response: Response, body: string): Response {
  const headers = new Headers(response.headers);
  headers.delete('content-encoding');
  headers.delete('content-length');
  return new Response(response.status === 204 ? null : body, { status: response.status, headers });
}

function toReason(signal: AbortSignal): LoginError {
  const reason: unknown = signal.reason;
  return reason instanceof LoginError ? reason : new LoginError('cancelled', {}, reason);
}

/** Why an answer is not the one asked for; null when it may be. */
type AnswerFault = 'portal' | 'proxy-password' | 'not-json' | null;

/**
 * Holds status and content type against what an API would send. Somebody else answered (a captive portal or an
 * inspecting proxy: `portal`) when there is a redirect, a status 511 (RFC 6585 section 6), or a page of HTML in the place
 * of success or of a refusal by authority. A status 407 is a proxy's that wants a name and a password (RFC 9110 section
 * 15.5.8), which no page can be opened for. `otherTypes`: what a success may be beside JSON.
 */
function checkAnswer(response: Response, otherTypes: readonly string[] = []): AnswerFault {
  const { status } = response;
  if (response.redirected || response.type === 'opaqueredirect') return 'portal';
  if (status === 407) return 'proxy-password';
  if ((status >= 300 && status < 400) || status === 511) return 'portal';
  if (status === 204) return null;
  const type = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json' || type?.endsWith('+json')) return null;
  if (response.ok && type !== undefined && otherTypes.includes(type)) return null;
  const isPage = type === 'text/html' || type === 'application/xhtml+xml';
  if (isPage && (response.ok || status === 401 || status === 403 || status === 451))
    return 'portal';
  return 'not-json';
}

/**
 * Reads a body as UTF-8 text, or answers null as soon as it is longer than `maxBytes`. Counts the bytes after
 * decompression, piece by piece, so that a small compressed body cannot fill the memory.
 */
async function readBoundedBody(response: Response, maxBytes: number): Promise<string | null> {
  if (response.body === null) return '';
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new TextDecoder().decode(Buffer.concat(chunks));
    size += value.byteLength;
    if (size > maxBytes) {
      // Not awaited: a body that never ends may also never confirm that it was given up.
      reader.cancel().catch(() => {});
      return null;
    }
    chunks.push(value);
  }
}

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

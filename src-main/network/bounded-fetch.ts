import type { ErrorCode } from '../../preload/contract.ts';
import { unlessAborted, within } from '../common/within.ts';
import { type FailureFacts, LoginError } from '../errors/login-error.ts';
import { checkAnswer } from './answer-check.ts';
import { readCertificateIssuer } from './certificate-issuer.ts';
import type { Fetch, Now } from './network.ts';
import { type NetworkFault, readNetworkFault } from './network-fault.ts';
import { readBoundedBody } from './read-bounded-body.ts';
import { readRetryAt } from './retry-after.ts';

/** The promise of the product: no network call takes longer. */
const networkDeadlineMs = 10_000;

/** Far above any answer of an API that we call, far below what hurts. */
const maxAnswerBytes = 1024 * 1024;

/** What each request is held to. */
export interface FetchBounds {
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

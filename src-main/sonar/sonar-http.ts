import { createHash } from 'node:crypto';
import createClient, { type MaybeOptionalInit } from 'openapi-fetch';
import type { z } from 'zod';
import { LoginError } from '../errors/login-error.ts';
import type { Fetch, Now } from '../network/network.ts';
import { answers } from './generated/answers.ts';
import type { paths } from './generated/openapi.ts';
import { type SessionKey, signProof } from './session-key.ts';
import type { ServiceAddress } from './sonar-base-url.ts';
import { toSonarError } from './sonar-problem.ts';

type Answers = typeof answers;
type Path = keyof Answers & keyof paths;
type Method<Of extends Path> = keyof Answers[Of] & keyof paths[Of] & string;

/** The body of a success as the contract describes it, parsed; null where there is none. */
export type AnswerBody<Of extends Path, How extends Method<Of>> = Answers[Of][How] extends {
  readonly body: infer Body extends z.ZodType;
}
  ? z.output<Body>
  : never;

/** What one operation of the contract is sent. */
type Sent<Of extends Path, How extends Method<Of>> = MaybeOptionalInit<
  paths[Of],
  How & ('get' | 'put' | 'post' | 'delete')
>;

/** A success: its parsed body and its headers. */
export interface SonarAnswer<Body> {
  readonly body: Body;
  readonly headers: Headers;
}

/** The one way to the service: typed by the contract, and every answer parsed by it. */
export interface SonarHttp {
  readonly now: Now;
  /** The header that proves a key for a POST to `path`, and for the refresh token that goes with it. */
  prove(key: SessionKey, path: keyof paths, refreshToken?: string): Promise<ProofHeader>;
  /**
   * Asks one operation. Throws a `LoginError`: that of the service's problem, or `account-service-invalid` for an answer
   * that is not as the contract says; nothing of such an answer is told.
   */
  ask<Of extends Path, How extends Method<Of>>(
    method: How,
    path: Of,
    request: Sent<Of, How>,
  ): Promise<SonarAnswer<AnswerBody<Of, How>>>;
}

/** RFC 9449 section 4.1. */
export interface ProofHeader {
  readonly DPoP: string;
}

/** `fetch` has its own deadline and size limit and throws a `LoginError`. */
export function createSonarHttp(service: ServiceAddress, fetch: Fetch, now: Now): SonarHttp {
  const client = createClient<paths>({ fetch: (request) => send(fetch, request) });
  // Which of the operations it is cannot be followed here; the types of `ask` hold both sides together.
  const request = client.request as unknown as (
    method: string,
    path: string,
    init: object,
  ) => Promise<Settled>;
  return {
    now,
    async prove(key, path, refreshToken) {
      const url = `${service.current().replace(/\/$/, '')}${path}`;
      const tokenHash =
        refreshToken === undefined
          ? null
          : createHash('sha256').update(refreshToken).digest('base64url');
      return { DPoP: await signProof(key, { method: 'POST', url, tokenHash, now: now() }) };
    },
    async ask(method, path, init) {
      const baseUrl = service.current();
      const asked = { ...init, baseUrl, parseAs: 'text' } as const;
      const settled = await request(method, path, asked).catch((thrown: unknown) => {
        throw toTransportError(thrown);
      });
      const { response, error } = settled;
      if (!response.ok) {
        // A fault on the way or in the service is no definite answer, whatever stands in its body.
        const said = response.status >= 500 ? null : error;
        throw toSonarError(said, response.headers.get('retry-after'), now());
      }
      const expected: ExpectedAnswer = answers[path][method] as never;
      const body = readSuccess(expected, response, settled.data ?? '');
      return { body: body as never, headers: response.headers };
    },
  };
}

/** What openapi-fetch gives back. */
interface Settled {
  /** The text of a success. */
  readonly data?: string;
  readonly error?: unknown;
  readonly response: Response;
}

interface ExpectedAnswer {
  readonly status: number;
  readonly mediaType: string | null;
  readonly body: z.ZodType;
}

/** The body of a success if status, media type and every value are as expected; throws `account-service-invalid`. */
function readSuccess(expected: ExpectedAnswer, response: Response, text: string): unknown {
  const parsed =
    response.status === expected.status && isMediaType(expected.mediaType, response, text)
      ? expected.body.safeParse(decode(expected.mediaType, text))
      : null;
  if (!parsed?.success) throw new LoginError('account-service-invalid');
  return parsed.data;
}

function isMediaType(expected: string | null, { headers }: Response, text: string): boolean {
  if (expected === null) return text === '';
  const type = (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return type === expected || (expected === 'application/json' && type.endsWith('+json'));
}

function decode(mediaType: string | null, text: string): unknown {
  if (mediaType === null) return null;
  if (mediaType !== 'application/json' || text === '') return text;
  try {
    return JSON.parse(text);
  } catch (thrown) {
    // Half a document: the connection broke, or a proxy did it.
    throw new LoginError('account-service-unreachable', {}, thrown);
  }
}

/** The headers of a write, and of whoever makes it. */
export function writeHeader(idempotencyKey: string): { readonly 'Idempotency-Key': string } {
  return { 'Idempotency-Key': idempotencyKey };
}

/** RFC 6750 section 2.1. */
export function bearer(accessToken: string): { readonly Authorization: string } {
  return { Authorization: `Bearer ${accessToken}` };
}

async function send(fetch: Fetch, request: Request): Promise<Response> {
  const body = request.body === null ? null : await request.text();
  const { url, method, headers, signal } = request;
  return fetch(url, { method, headers, body, signal });
}

/** An answer that could not be read is a proxy's or a broken one: it says nothing about the session. */
function toTransportError(thrown: unknown): LoginError {
  if (!(thrown instanceof LoginError)) {
    return new LoginError('account-service-unreachable', {}, thrown);
  }
  return thrown.code === 'provider-unreachable'
    ? new LoginError('account-service-unreachable', thrown.facts, thrown)
    : thrown;
}

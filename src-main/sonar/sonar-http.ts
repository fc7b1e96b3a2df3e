import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { LoginError } from '../errors/login-error.ts';
import { answers, type Requests } from '../generated/service-contract.ts';
import { boundFetch, type Fetch, type Now } from '../network/bounded-fetch.ts';
import type { EffectivePolicy, PolicyReader } from '../policy/effective-policy.ts';
import { type SessionKey, signProof } from './session-key.ts';
import { toSonarError } from './sonar-problem.ts';

type Answers = typeof answers;
type Path = keyof Answers & keyof Requests;
type Method<Of extends Path> = keyof Answers[Of] & keyof Requests[Of] & string;

/** The body of a success as the contract describes it, parsed; null where there is none. */
type AnswerBody<Of extends Path, How extends Method<Of>> = Answers[Of][How] extends {
  readonly body: () => infer Body extends z.ZodType;
}
  ? z.output<Body>
  : never;

/** What one operation of the contract is sent. */
type Sent<Of extends Path, How extends Method<Of>> = Requests[Of][How] & {
  readonly signal?: AbortSignal;
};

/** A success: its parsed body and its headers. */
interface SonarAnswer<Body> {
  readonly body: Body;
  readonly headers: Headers;
}

/** The one way to the service: typed by the contract, and every answer parsed by it. */
export interface SonarHttp {
  readonly now: Now;
  /** The header that proves a key for a POST to `path`, and for the refresh token that goes with it. */
  prove(key: SessionKey, path: Path, refreshToken?: string): Promise<ProofHeader>;
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
interface ProofHeader {
  readonly DPoP: string;
}

/** `fetch` has its own deadline and size limit and throws a `LoginError`. */
export function createSonarHttp(service: ServiceAddress, fetch: Fetch, now: Now): SonarHttp {
  return {
    now,
    async prove(key, path, refreshToken) {
      const url = addressOf(service.current(), path, {});
      const tokenHash =
        refreshToken === undefined
          ? null
          : createHash('sha256').update(refreshToken).digest('base64url');
      return { DPoP: await signProof(key, { method: 'POST', url, tokenHash, now: now() }) };
    },
    async ask(method, path, request) {
      const url = addressOf(service.current(), path, request);
      const { response, text } = await send(fetch, method, url, request).catch(
        (thrown: unknown) => {
          throw toTransportError(thrown);
        },
      );
      if (!response.ok) {
        // A fault on the way or in the service is no definite answer, whatever stands in its body.
        const said = response.status >= 500 ? null : parseJson(text);
        throw toSonarError(said, response.headers.get('retry-after'), now());
      }
      // Which of the operations it is cannot be followed here; the types of `ask` hold both sides together.
      const expected: ExpectedAnswer = answers[path][method] as never;
      const body = readSuccess(expected, response, text);
      return { body: body as never, headers: response.headers };
    },
  };
}

/** Any request of the contract. */
interface AnyRequest {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly header?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly accessToken?: string;
  readonly signal?: AbortSignal;
}

function addressOf(base: string, path: string, { path: places = {}, query = {} }: AnyRequest) {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(places[name] ?? ''),
  );
  const asked = new URLSearchParams(definedIn(query)).toString();
  return `${base.replace(/\/$/, '')}${filled}${asked && `?${asked}`}`;
}

async function send(fetch: Fetch, method: string, url: string, request: AnyRequest) {
  const { header = {}, body, accessToken, signal } = request;
  const headers = new Headers(definedIn(header));
  // RFC 6750 section 2.1.
  if (accessToken !== undefined) headers.set('authorization', `Bearer ${accessToken}`);
  if (body !== undefined) headers.set('content-type', 'application/json');
  const response = await fetch(url, {
    method: method.toUpperCase(),
    headers,
    body: body === undefined ? null : JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  });
  return { response, text: await response.text() };
}

function definedIn(values: Readonly<Record<string, string | undefined>>): [string, string][] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] satisfies [string, string]],
  );
}

interface ExpectedAnswer {
  readonly status: number;
  readonly mediaType: string | null;
  readonly body: () => z.ZodType;
}

/** The body of a success if status, media type and every value are as expected; throws `account-service-invalid`. */
function readSuccess(expected: ExpectedAnswer, response: Response, text: string): unknown {
  const parsed =
    response.status === expected.status && isMediaType(expected.mediaType, response, text)
      ? expected.body().safeParse(decode(expected.mediaType, text))
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

/** What a refusal says; null when it is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
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

/** The review of an organization with ten thousand accounts has several megabytes. */
const maxAnswerBytes = 16 * 1024 * 1024;

/** A `Fetch` held to what the Sonar service may answer: JSON, and CSV for the export. */
export function boundSonarFetch(fetch: Fetch, now: Now): Fetch {
  return boundFetch(fetch, {
    unreachable: 'account-service-unreachable',
    maxBytes: maxAnswerBytes,
    otherTypes: ['text/csv'],
    now,
  });
}

/** Which Sonar service is meant. */
export interface ServiceAddress {
  /** It ends with `/v1`. Throws `account-service-unreachable` while nobody can know it: then no service is asked. */
  current(): string;
}

/** The first address that is known holds until the app ends. */
export function createServiceAddress(policy: PolicyReader, configured: string): ServiceAddress {
  let address = chooseSonarBaseUrl(policy.current(), configured);
  return {
    current() {
      address ??= chooseSonarBaseUrl(policy.current(), configured);
      if (address === null) throw new LoginError('account-service-unreachable');
      return address;
    },
  };
}

type Known = Pick<EffectivePolicy, 'sonarBaseUrl' | 'broken' | 'unread'>;

/** The address of the Sonar service: what policy says, else the configured one; null: not to be known. */
function chooseSonarBaseUrl(policy: Known, configured: string): string | null {
  if (policy.broken.includes('sonarBaseUrl')) return null;
  if (policy.sonarBaseUrl !== '') return policy.sonarBaseUrl;
  return policy.unread?.isMachine ? null : configured;
}

/** What the contract asks of each write that changes something once. */
interface WriteHeader {
  readonly 'Idempotency-Key': string;
}

/** The header of one write: of one that is meant once unless `idempotencyKey` names it. */
export function writeHeader(idempotencyKey: string = randomUUID()): WriteHeader {
  return { 'Idempotency-Key': idempotencyKey };
}

/** Makes the same UUID for the same intended write, so that repeating it after a lost answer changes nothing. */
type IdempotencyKey = (...parts: readonly string[]) => string;

/**
 * Keys for writes whose parts may be guessable, such as a password: keyed with a secret of this process, so that
 * a key tells nothing about them.
 */
export function createIdempotencyKey(): IdempotencyKey {
  const secret = randomBytes(32);
  return (...parts) => toUuid(createHmac('sha256', secret).update(JSON.stringify(parts)).digest());
}

/** A UUID of version 8, whose content is the application's own (RFC 9562 section 5.8). */
function toUuid(digest: Buffer): string {
  const bytes = Buffer.from(digest.subarray(0, 16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [8, 12, 16, 20]
    .map((end, i) => hex.slice([0, 8, 12, 16][i], end))
    .concat(hex.slice(20))
    .join('-');
}

import createClient, { type Client } from 'openapi-fetch';
import { LoginError } from '../errors/login-error.ts';
import type { Fetch, Now } from '../network/network.ts';
import type { paths } from './generated/openapi.ts';
import { toSonarError } from './sonar-problem.ts';

/** The typed client of the contract, and what turns its answers into values or a `LoginError`. */
export interface SonarHttp {
  readonly client: Client<paths>;
  readonly now: Now;
  /** What `convert` makes of the body of a success; `account-service-invalid` for a body that it cannot use. */
  value<T, Value>(answer: Promise<SonarAnswer<T>>, convert: (body: T) => Value): Promise<Value>;
  /** The response of a success. */
  respond(answer: Promise<SonarAnswer<unknown>>): Promise<Response>;
  /** Waits for a success without a body. */
  done(answer: Promise<SonarAnswer<unknown>>): Promise<void>;
}

/** What openapi-fetch gives back. */
interface SonarAnswer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** `baseUrl` ends with `/v1`; `fetch` has its own deadline and size limit and throws a `LoginError`. */
export function createSonarHttp(baseUrl: string, fetch: Fetch, now: Now): SonarHttp {
  const client = createClient<paths>({ baseUrl, fetch: (request) => send(fetch, request) });
  async function settle<T>(answer: Promise<SonarAnswer<T>>): Promise<SonarAnswer<T>> {
    const settled = await answer.catch((thrown: unknown) => {
      throw toTransportError(thrown);
    });
    const { response, error } = settled;
    if (response.ok && error === undefined) return settled;
    throw toSonarError(error, response.headers.get('retry-after'), now());
  }
  return {
    client,
    now,
    async value(answer, convert) {
      const { data } = await settle(answer);
      try {
        if (data !== undefined) return convert(data);
      } catch (thrown) {
        throw new LoginError('account-service-invalid', {}, thrown);
      }
      throw new LoginError('account-service-invalid');
    },
    async respond(answer) {
      return (await settle(answer)).response;
    },
    async done(answer) {
      await settle(answer);
    },
  };
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

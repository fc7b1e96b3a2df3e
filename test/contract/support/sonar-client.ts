import { createHash, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import {
  type Contract,
  createMessageChecks,
  readContract,
} from '../../../services/sonar/contract.ts';
import type { Wire } from '../../../src-main/generated/service-contract.ts';

/** A request that a proof is made for; `token`: the refresh token that it carries. */
export interface ProofTarget {
  readonly url: string;
  readonly token: string | null;
}

/** What a test changes of a proof. */
export interface ProofChange {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** A key of a device, by the specification and not by the app's code. */
export interface DeviceKey {
  prove(target: ProofTarget, change?: ProofChange): Promise<string>;
}

/** Makes a key as RFC 9449 describes it. */
export async function makeDeviceKey(): Promise<DeviceKey> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  return {
    async prove({ url, token }, { header, claims } = {}) {
      const ath = token === null ? {} : { ath: hashOf(token) };
      const payload: JWTPayload = {
        htm: 'POST',
        htu: url,
        jti: randomUUID(),
        iat: 0,
        ...ath,
        ...claims,
      };
      return new SignJWT(payload)
        .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk, ...header })
        .sign(privateKey);
    },
  };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** What of `fetch` the client of the tests uses. */
type Send = (url: string, init: SendInit) => Promise<Response>;

/** A request of the client. */
export interface SendInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * Sends from an address of its own: on Linux the whole of 127.0.0.0/8 is this machine, so that each address of it
 * stands for a computer somewhere else.
 */
function sendFrom(localAddress: string): Send {
  return (url, { method, headers, body }) =>
    new Promise((resolve, reject) => {
      const outgoing = request(url, { method, headers, localAddress, agent: false }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const status = incoming.statusCode ?? 0;
          const text = status === 204 ? null : Buffer.concat(chunks).toString('utf8');
          const received = Object.entries(incoming.headers).map(
            ([name, value]): [string, string] => [name, String(value)],
          );
          resolve(new Response(text, { status, headers: received }));
        });
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
}

type Schemas = Wire;

function outcomeOf<Outcome extends Schemas['SignInOutcome']['outcome']>(
  reply: Reply,
  outcome: Outcome,
): Extract<Schemas['SignInOutcome'], { outcome: Outcome }> {
  const body = reply.body as Schemas['SignInOutcome'];
  if (reply.status !== 200 || body.outcome !== outcome) {
    throw new Error(`not ${outcome}: ${reply.status} ${JSON.stringify(reply.body)}`);
  }
  return body as Extract<Schemas['SignInOutcome'], { outcome: Outcome }>;
}

/** The offer that a sign-in gave; throws on anything else. */
export function offerOf(reply: Reply): Schemas['OfferOutcome'] {
  return outcomeOf(reply, 'offer');
}

/** The request to link that a sign-in gave; throws on anything else. */
export function linkRequiredOf(reply: Reply): Schemas['LinkRequiredOutcome'] {
  return outcomeOf(reply, 'link-required');
}

/** A successful answer as the schema `name`; throws on a problem. */
export function bodyAs<Name extends keyof Schemas>(reply: Reply, _name: Name): Schemas[Name] {
  if (reply.status >= 300) {
    throw new Error(`not a success: ${reply.status} ${JSON.stringify(reply.body)}`);
  }
  return reply.body as Schemas[Name];
}

/** The session that a sign-in, a choice, a link, a password or a refresh gave; throws on anything else. */
export function sessionOf(reply: Reply): Schemas['Session'] {
  const body = bodyAs(reply, 'Session');
  return 'sessionId' in body ? body : outcomeOf(reply, 'session').session;
}

/** What a call sends; `idempotencyKey` null sends none, absent makes a new one. */
export interface Call {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly accessToken?: string;
  readonly idempotencyKey?: string | null;
  /** Proves this key, for the refresh token of the body if there is one. */
  readonly key?: DeviceKey;
  /** What is changed of the proof, or the whole header. */
  readonly proof?: ProofChange | string;
  /** The client's address, in 127.0.0.0/8. */
  readonly from?: string;
}

/** An answer that the document describes. */
export interface Reply {
  readonly status: number;
  /** `code` of a problem, else null. */
  readonly code: string | null;
  /** Parsed JSON, or text; narrowed by `bodyAs` and its like. */
  readonly body: unknown;
  readonly headers: Headers;
}

/** Calls operations by name. */
export type SonarClient = (operationId: string, call?: Call) => Promise<Reply>;

/** The OpenAPI document of the project. */
export function projectContract(): Contract {
  return readContract(new URL('../../../services/sonar/openapi.yaml', import.meta.url));
}

async function proofHeader(url: string, call: Call): Promise<Record<string, string>> {
  if (typeof call.proof === 'string') return { dpop: call.proof };
  if (call.key === undefined) return {};
  const { refreshToken = null } = (call.body ?? {}) as { readonly refreshToken?: string };
  return { dpop: await call.key.prove({ url, token: refreshToken }, call.proof) };
}

function fillPath(path: string, params: Readonly<Record<string, string>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}

/** A client for the service at `baseUrl`; an answer that the document does not describe rejects. */
export function createSonarClient(baseUrl: string, contract = projectContract()): SonarClient {
  const checks = createMessageChecks(contract);
  return async (operationId, call = {}) => {
    const operation = contract.operations.find((entry) => entry.operationId === operationId);
    if (!operation) throw new Error(`the document has no ${operationId}`);
    const query = new URLSearchParams(call.query).toString();
    const url = `${baseUrl}${fillPath(operation.path, call.params ?? {})}${query && `?${query}`}`;
    const isWrite = operation.method !== 'GET';
    const key = call.idempotencyKey === undefined ? randomUUID() : call.idempotencyKey;
    const send: Send = call.from === undefined ? fetch : sendFrom(call.from);
    const response = await send(url, {
      method: operation.method,
      headers: {
        ...(await proofHeader(url, call)),
        ...(isWrite && key !== null ? { 'idempotency-key': key } : {}),
        ...(call.accessToken ? { authorization: `Bearer ${call.accessToken}` } : {}),
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });
    const text = await response.text();
    const contentType = response.headers.get('content-type');
    const isJson = contentType?.includes('json') ?? false;
    const body = isJson ? JSON.parse(text) : text;
    const complaint = checks.response(operation, {
      status: response.status,
      contentType,
      body,
      headers: Object.fromEntries(response.headers),
    });
    if (complaint) throw new Error(`undocumented answer: ${complaint}`);
    const { status, headers } = response;
    return { status, headers, body, code: (isJson && body.code) || null };
  };
}

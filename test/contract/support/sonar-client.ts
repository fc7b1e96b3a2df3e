import { randomUUID } from 'node:crypto';
import {
  type Contract,
  createMessageChecks,
  readContract,
} from '../../../services/sonar/contract.ts';
import type { DeviceKey, ProofChange } from './device-key.ts';
import { type Send, sendFrom } from './fetch-from.ts';

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

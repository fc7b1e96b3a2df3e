import type { FastifyRequest } from 'fastify';
import type { MessageChecks } from '../openapi/check-messages.ts';
import type { ContractOperation } from '../openapi/contract.ts';
import { ServiceProblem } from '../problem.ts';
import { sessionIdOf } from '../sessions/caller.ts';
import type { OperationRequest } from './operation.ts';

/** The bearer token of an Authorization header (RFC 6750 section 2.1), or null. */
function bearerOf(authorization: string | undefined): string | null {
  return authorization?.match(/^Bearer ([A-Za-z0-9._~+/-]{1,512}=*)$/i)?.[1] ?? null;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** What was asked, held against the document; throws `bad-request` with what is wrong. */
export function readRequest(
  operation: ContractOperation,
  checks: MessageChecks,
  request: FastifyRequest,
): OperationRequest {
  const body = request.body ?? undefined;
  const params = record(request.params);
  const query = record(request.query);
  const detail = checks.request(operation, { params, query, headers: request.headers, body });
  if (detail) throw new ServiceProblem('bad-request', { detail });
  const accessToken = bearerOf(request.headers.authorization);
  const key = request.headers['idempotency-key'];
  const content = [
    request.method,
    request.url,
    // The session, not the token: a repetition may come with a fresh access token.
    sessionIdOf(accessToken),
    JSON.stringify(body ?? null),
  ].join('\n');
  return {
    operationId: operation.operationId,
    params: params as Record<string, string>,
    query: query as Record<string, string>,
    body: body ?? null,
    accessToken,
    write:
      typeof key === 'string' && request.method !== 'GET'
        ? { idempotencyKey: key.toLowerCase(), content }
        : null,
  };
}

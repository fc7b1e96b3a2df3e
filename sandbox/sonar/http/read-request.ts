import type { FastifyRequest } from 'fastify';
import type { MessageChecks } from '../openapi/check-messages.ts';
import type { ContractOperation } from '../openapi/contract.ts';
import { ServiceProblem } from '../problem.ts';
import { keyOf, noProof, readProof } from '../sessions/device-proof.ts';
import type { OperationRequest } from './operation.ts';

/** The bearer token of an Authorization header (RFC 6750 section 2.1), or null. */
function bearerOf(authorization: string | undefined): string | null {
  return authorization?.match(/^Bearer ([A-Za-z0-9._~+/-]{1,512}=*)$/i)?.[1] ?? null;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** What was asked, held against the document; throws `bad-request` with what is wrong. */
export async function readRequest(
  operation: ContractOperation,
  checks: MessageChecks,
  request: FastifyRequest,
): Promise<OperationRequest> {
  const body = request.body ?? undefined;
  const params = record(request.params);
  const query = record(request.query);
  const detail = checks.request(operation, { params, query, headers: request.headers, body });
  if (detail) throw new ServiceProblem('bad-request', { detail });
  const accessToken = bearerOf(request.headers.authorization);
  const key = request.headers['idempotency-key'];
  const takes = (name: string) => operation.parameters.some((parameter) => parameter.name === name);
  const proof = takes('DPoP')
    ? await readProof(request.headers.dpop, request.method, request.url.split('?')[0] ?? '')
    : noProof;
  // The key, not its proof: a repetition comes with a fresh one.
  const content = [request.method, request.url, keyOf(proof), JSON.stringify(body ?? null)].join(
    '\n',
  );
  return {
    operationId: operation.operationId,
    params: params as Record<string, string>,
    query: query as Record<string, string>,
    body: body ?? null,
    address: request.socket.remoteAddress ?? '',
    proof,
    accessToken,
    write:
      typeof key === 'string' && takes('Idempotency-Key')
        ? { idempotencyKey: key.toLowerCase(), content }
        : null,
  };
}

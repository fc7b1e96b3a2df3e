import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastify from 'fastify';
import { recordProblem } from '../audit.ts';
import type { Contract, ContractOperation, MessageChecks } from '../contract.ts';
import { isDatabaseFault } from '../database/database.ts';
import { type Answer, problemAnswer, ServiceProblem } from '../problem.ts';
import type { Service } from '../service.ts';
import { keyOf, noProof, readProof } from '../sessions/device-proof.ts';
import { createOnce, type Once } from './once.ts';
import type { Operation, OperationRequest } from './operation.ts';

/** What the server needs besides the service. */
export interface ServerInput {
  readonly service: Service;
  readonly contract: Contract;
  readonly checks: MessageChecks;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly isDown: () => boolean;
  /** Told of answers that the document does not describe. */
  readonly onUndocumented: (complaint: string) => void;
  readonly onError: (error: unknown) => void;
  /** Key and certificate, PEM; absent: plain http. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

const bodyLimit = 64 * 1_024;

const requestTimeoutMs = 30_000;

/** One route for each operation of the document; throws when one of the two lists has an entry that the other has not. */
export function createServer(input: ServerInput): FastifyInstance {
  const { service, contract, checks, operations } = input;
  const server = fastify({
    bodyLimit,
    requestTimeout: requestTimeoutMs,
    forceCloseConnections: true,
    // Where Fastify has an answer of its own before there is a route, and Node's parser before there is a request.
    frameworkErrors: (_error, _request, reply) =>
      send(reply as unknown as FastifyReply, problemAnswer('bad-request')),
    clientErrorHandler: (error, socket) => refuseUnread(error, socket),
    ...(input.tls === undefined ? {} : { https: { ...input.tls } }),
    // Two types of server, one kind of routes.
  }) as unknown as FastifyInstance;
  const once = createOnce();
  const unknown = Object.keys(operations).filter(
    (id) => !contract.operations.some(({ operationId }) => operationId === id),
  );
  if (unknown.length > 0) throw new Error(`not in the document: ${unknown.join(', ')}`);

  for (const entry of contract.operations) {
    const operation = operations[entry.operationId];
    if (!operation) throw new Error(`not implemented: ${entry.operationId}`);
    server.route({
      method: entry.method,
      url: `/v1${entry.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      exposeHeadRoute: false,
      async handler(request, reply) {
        if (input.isDown()) {
          return send(reply, documented(input, entry, problemAnswer('service-unavailable')));
        }
        let answer: Answer;
        try {
          const read = await readRequest(entry, checks, request);
          answer = await runOperation(service, once, operation, read, input.onError);
        } catch (error) {
          if (!(error instanceof ServiceProblem)) throw error;
          answer = problemAnswer(error.code, error.facts);
        }
        return send(reply, documented(input, entry, answer));
      },
    });
  }
  server.setNotFoundHandler((_request, reply) => send(reply, problemAnswer('not-found')));
  server.setErrorHandler((error, _request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    if (status >= 500) input.onError(error);
    // What Fastify refuses before us (not JSON, too large, prototype keys) is a request that is not as described.
    return send(reply, problemAnswer(status < 500 ? 'bad-request' : 'internal-error'));
  });
  return server;
}

/** Runs one operation: a write once for each idempotency key, anything else in a transaction of its own. Never rejects. */
async function runOperation(
  service: Service,
  once: Once,
  operation: Operation,
  request: OperationRequest,
  report: (error: unknown) => void,
): Promise<Answer> {
  const { database } = service;
  const prepare = () => operation(service, request);
  const onProblem = (problem: ServiceProblem) => recordProblem(service, request, problem);
  try {
    if (request.write === null) return database.transaction(await prepare());
    const { believe } = operation;
    const believed = believe ? database.transaction(() => believe(service, request)) : null;
    return await once(service, { ...request.write, request, believed }, prepare, onProblem);
  } catch (error) {
    try {
      if (error instanceof ServiceProblem) database.transaction(() => onProblem(error));
      return answerError(error, report);
    } catch (second) {
      return answerError(second, report);
    }
  }
}

/** Turns whatever went wrong into an answer; nothing of an unexpected error leaves the service. */
function answerError(error: unknown, report: (error: unknown) => void): Answer {
  if (error instanceof ServiceProblem) return problemAnswer(error.code, error.facts);
  report(error);
  return problemAnswer(isDatabaseFault(error) ? 'service-unavailable' : 'internal-error');
}

/** What was asked, held against the document; throws `bad-request` with what is wrong. */
async function readRequest(
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

/** The bearer token of an Authorization header (RFC 6750 section 2.1), or null. */
function bearerOf(authorization: string | undefined): string | null {
  return authorization?.match(/^Bearer ([A-Za-z0-9._~+/-]{1,512}=*)$/i)?.[1] ?? null;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** An answer that the document does not describe is a fault of the service and never reaches a client. */
function documented(input: ServerInput, operation: ContractOperation, answer: Answer): Answer {
  const complaint = input.checks.response(operation, answer);
  if (complaint === null) return answer;
  input.onUndocumented(complaint);
  return problemAnswer('internal-error');
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  reply.code(answer.status).headers({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...answer.headers,
  });
  if (answer.contentType === null) return reply.send();
  const text = answer.contentType.startsWith('text/') ? answer.body : JSON.stringify(answer.body);
  return reply.header('content-type', answer.contentType).send(text);
}

/** Answers what is no HTTP request as any other that is not as described, and ends the connection. */
function refuseUnread({ code }: { readonly code: string }, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, contentType, body } = problemAnswer('bad-request');
  const text = JSON.stringify(body);
  const lines = [
    `HTTP/1.1 ${status} Bad Request`,
    `Content-Type: ${contentType}`,
    `Content-Length: ${Buffer.byteLength(text)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    'Connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${text}`);
}

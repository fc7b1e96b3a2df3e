import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  constants,
  createSecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2';
import { createServer } from 'node:https';
import type { Socket } from 'node:net';
import type { ServerTls } from '../../../services/loopback-server.ts';

export type Protocol = 'HTTP/1.1' | 'HTTP/2';

/**
 * Ways in which a connection dies before the first header of an answer: reset, ended, ended in the middle of the status
 * line; in HTTP/2 also one that says goodbye first and a stream that fails alone.
 */
type Fault = 'reset' | 'end' | 'half-line' | 'goodbye' | 'stream';

/** The faults that a version of HTTP knows. */
export const faultsOf: Readonly<Record<Protocol, readonly Fault[]>> = {
  'HTTP/1.1': ['reset', 'end', 'half-line'],
  'HTTP/2': ['reset', 'end', 'goodbye', 'stream'],
};

/** A request as it arrived. */
export interface Arrival {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  /** Counts the connections. */
  readonly connection: number;
}

/** What comes instead of the usual answer to a request: a fault, another status, or nothing until `answerHeld`. */
export type Verdict = Fault | 'refuse-stream' | number | 'nothing' | null;

/** A server that counts what arrives on the wire, and answers `{}` unless told otherwise. */
export interface Judge {
  readonly origin: string;
  readonly arrivals: Arrival[];
  /** Open connections. */
  open(): number;
  /** Decides about requests from now on. */
  judge(decide: (arrival: Arrival) => Verdict): void;
  /** How many requests got `nothing` so far. */
  held(): number;
  /** Answers them. */
  answerHeld(): void;
  close(): Promise<void>;
}

type Request = IncomingMessage | Http2ServerRequest;
type Reply = ServerResponse | Http2ServerResponse;

/** Starts a judge; it is also a provider as far as discovery and keys go. */
export async function startJudge(protocol: Protocol, tls: ServerTls): Promise<Judge> {
  const arrivals: Arrival[] = [];
  const sockets = new Set<Socket>();
  const numbers = new Map<Socket, number>();
  const held: Reply[] = [];
  let decide: (arrival: Arrival) => Verdict = () => null;

  async function onRequest(request: Request, reply: Reply): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const raw = rawOf(request);
    const connection = raw === undefined ? 0 : (numbers.get(raw) ?? 0);
    const { method = '', url: path = '' } = request;
    const arrival = { method, path, body, connection };
    arrivals.push(arrival);
    const verdict = decide(arrival);
    if (verdict === 'nothing') held.push(reply);
    else if (verdict === null || typeof verdict === 'number') answer(reply, path, verdict ?? 200);
    else commit(verdict, request);
  }

  function answer(reply: Reply, path: string, status = 200): void {
    reply.statusCode = status;
    reply.setHeader('content-type', 'application/json');
    if (status === 401)
      reply.setHeader('www-authenticate', ['Basic realm="x"', 'Negotiate', 'NTLM']);
    if (status !== 200) reply.setHeader('retry-after', '0');
    reply.end(JSON.stringify(bodyOf(path)));
  }

  function bodyOf(path: string): unknown {
    if (path.endsWith('/keys')) return { keys: [] };
    if (!path.endsWith('/.well-known/openid-configuration')) return {};
    const mount = path.startsWith('/organizations') ? '/organizations' : '';
    return {
      issuer: mount === '' ? origin : `${origin}/{tenantid}/v2.0`,
      authorization_endpoint: `${origin}${mount}/authorize`,
      token_endpoint: `${origin}${mount}/token`,
      jwks_uri: `${origin}${mount}/keys`,
    };
  }

  const server =
    protocol === 'HTTP/2'
      ? createSecureServer(tls, (request, reply) => void onRequest(request, reply))
      : createServer(tls, (request, reply) => void onRequest(request, reply));
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    numbers.set(socket, numbers.size + 1);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => {});
  server.on('sessionError', () => {});
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, resolve));
  const address = server.address();
  const origin = `https://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  return {
    origin,
    arrivals,
    open: () => sockets.size,
    judge(next) {
      decide = next;
    },
    held: () => held.length,
    answerHeld() {
      for (const reply of held.splice(0)) answer(reply, '');
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };

  /** The connection under the TLS of a request. */
  function rawOf(request: Request): Socket | undefined {
    const port =
      'stream' in request ? request.stream.session?.socket.remotePort : request.socket.remotePort;
    return [...sockets].find(({ remotePort }) => remotePort === port);
  }

  function commit(fault: Fault | 'refuse-stream', request: Request): void {
    if (fault === 'reset') rawOf(request)?.resetAndDestroy();
    else if ('stream' in request) {
      const { stream } = request;
      const { session } = stream;
      stream.on('error', () => {});
      if (fault === 'stream') stream.close(constants.NGHTTP2_INTERNAL_ERROR);
      else if (fault === 'refuse-stream') stream.close(constants.NGHTTP2_REFUSED_STREAM);
      else {
        if (fault === 'goodbye') session?.goaway(constants.NGHTTP2_INTERNAL_ERROR);
        session?.destroy();
      }
    } else {
      if (fault === 'half-line') request.socket.write('HTTP/1.1 2');
      request.socket.end();
    }
  }
}

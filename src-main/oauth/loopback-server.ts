import { createServer, type RequestListener, request, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { LoginError } from '../errors/login-error.ts';

/** First and last port to try; both 0: any free port, which the system chooses (RFC 8252 section 7.3). */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** Loopback only, by address: a name or no host at all could listen to the network (RFC 8252 section 8.3). */
export type LoopbackAddress = '127.0.0.1' | '::1';

/** A server that listens on one loopback address. */
export interface LoopbackServer {
  readonly address: LoopbackAddress;
  readonly server: Server;
}

/** How often to ask the system for another port when the one it chose on IPv4 is taken on IPv6. */
const freePortTries = 20;

/** What the system answers where IPv6 is switched off; then the name `localhost` cannot mean it either. */
const noSuchStack = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EPROTONOSUPPORT', 'EINVAL']);

/** What another port may cure; anything else (EMFILE, ENFILE, ...) fails the same way on every port. */
const portTrouble = new Set(['EADDRINUSE', 'EACCES', 'EPERM']);

/**
 * Listens on every address with one and the same port. Fails with `callback-unavailable` when no port can be had;
 * nothing is left listening then.
 */
export async function listenOnLoopback(
  addresses: readonly LoopbackAddress[],
  range: PortRange,
  createServer: () => Server,
): Promise<{ readonly port: number; readonly servers: readonly LoopbackServer[] }> {
  let cause: unknown;
  for (const wanted of portsToTry(range)) {
    try {
      return await listenOnPort(addresses, wanted, createServer);
    } catch (error) {
      cause = error;
      if (!portTrouble.has(codeOf(error))) break;
    }
  }
  throw new LoginError('callback-unavailable', {}, cause);
}

/** Stops listening and ends every connection, whatever it is doing; fulfils when the port is free. */
export async function closeLoopback(servers: readonly LoopbackServer[]): Promise<void> {
  await Promise.all(
    servers.map(({ server }) => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    }),
  );
}

function* portsToTry({ first, last }: PortRange): Generator<number> {
  if (first === 0) for (let tries = 0; tries < freePortTries; tries += 1) yield 0;
  else for (let port = first; port <= last; port += 1) yield port;
}

async function listenOnPort(
  addresses: readonly LoopbackAddress[],
  wanted: number,
  createServer: () => Server,
): Promise<{ port: number; servers: readonly LoopbackServer[] }> {
  const servers: LoopbackServer[] = [];
  let port = wanted;
  try {
    for (const address of addresses) {
      const server = createServer();
      try {
        port = await listen(server, address, port);
        servers.push({ address, server });
      } catch (error) {
        if (address === '127.0.0.1' || !noSuchStack.has(codeOf(error))) throw error;
      }
    }
    return { port, servers };
  } catch (error) {
    for (const { server } of servers) server.close();
    throw error;
  }
}

function listen(server: Server, address: LoopbackAddress, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: address, port, exclusive: true }, () => {
      server.off('error', reject);
      // A failing accept (EMFILE) must not end the app; the attempt's own deadline covers it.
      server.on('error', () => {});
      const bound = server.address();
      if (bound === null || typeof bound === 'string') reject(new Error('no TCP address'));
      else resolve(bound.port);
    });
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Longest request, start line and headers together; a real authorization response has a few kilobytes. */
const maxRequestBytes = 64 * 1024;

/** More open connections than any browser makes; beyond it the oldest that was not answered yet must go. */
const maxConnections = 64;

/** What else than requests a server tells. */
interface LoopbackServerEvents {
  /** A connection was accepted, this moment. */
  readonly onConnection?: (socket: Socket) => void;
  /** A browser speaks TLS here, which nobody answers; it is there until `refuse` was called. */
  readonly onTls?: (socket: Socket, refuse: () => void) => void;
}

/**
 * An HTTP server for a public place: strict parser, short limits, and room for one more connection however many
 * slow ones are open (each new one pushes out the oldest that has not been answered).
 */
export function createLoopbackServer(
  handle: RequestListener,
  events: LoopbackServerEvents = {},
): Server {
  const waiting = new Set<Socket>();
  const server = createServer(
    {
      maxHeaderSize: maxRequestBytes,
      insecureHTTPParser: false,
      requireHostHeader: true,
      headersTimeout: 5_000,
      requestTimeout: 10_000,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: 1_000,
    },
    (request, response) => {
      waiting.delete(request.socket);
      handle(request, response);
    },
  );
  server.maxHeadersCount = 100;
  server.on('connection', (socket) => {
    events.onConnection?.(socket);
    waiting.add(socket);
    socket.once('close', () => waiting.delete(socket));
    if (waiting.size <= maxConnections) return;
    const [oldest] = waiting;
    oldest?.destroy();
  });
  server.on('clientError', (error: ParseError, stream) => {
    const socket = stream as Socket;
    const refuse = () => refuseUnread(error, socket);
    if (events.onTls === undefined || !isTlsHello(error, socket)) {
      refuse();
      return;
    }
    socket.pause();
    events.onTls(socket, refuse);
  });
  return server;
}

/** What Node tells of bytes that are no request. */
type ParseError = Error & { readonly code?: string; readonly rawPacket?: Buffer };

/** The first byte of a TLS record that begins a handshake (RFC 8446 section 5.1). */
const tlsHandshake = 0x16;

/** Whether these are the first bytes of a connection, and those of a TLS ClientHello. */
function isTlsHello({ rawPacket }: ParseError, { bytesRead }: Socket): boolean {
  return rawPacket?.[0] === tlsHandshake && rawPacket.length === bytesRead;
}

/** Answers as Node does when nobody listens for such errors. */
function refuseUnread({ code }: ParseError, socket: Socket): void {
  const status =
    code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request';
  if (socket.writable) socket.write(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
  socket.destroy();
}

/** A firewall that swallows packets answers nothing at all; 4 s keeps the whole failure under 5 s. */
const selfTestDeadlineMs = 4_000;

/**
 * Asks our own listener for `path` the way a browser will, and says whether it answered with exactly `answer`.
 * Never rejects; false also when something else answers on that port.
 */
export function canReachListener(
  address: LoopbackAddress,
  port: number,
  path: string,
  answer: string,
  deadlineMs: number = selfTestDeadlineMs,
): Promise<boolean> {
  return new Promise((resolve) => {
    // `agent: false`: a connection of its own, and no proxy from the environment in between.
    const asking = request({ host: address, port, path, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
        if (body.length > answer.length) end(false);
      });
      response.on('end', () => end(response.statusCode === 200 && body === answer));
      response.on('error', () => end(false));
    });
    const timer = setTimeout(() => end(false), deadlineMs);
    asking.on('error', () => end(false));
    asking.end();

    function end(reachable: boolean): void {
      clearTimeout(timer);
      asking.destroy();
      resolve(reachable);
    }
  });
}

import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';

/** Longest request, start line and headers together; a real authorization response has a few kilobytes. */
const maxRequestBytes = 64 * 1024;

/** More open connections than any browser makes; beyond it the oldest that was not answered yet must go. */
const maxConnections = 64;

/** What else than requests a server tells. */
export interface LoopbackServerEvents {
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

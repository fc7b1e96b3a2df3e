import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';

/** Longest request, start line and headers together; a real authorization response has a few kilobytes. */
const maxRequestBytes = 64 * 1024;

/** More open connections than any browser makes; beyond it the oldest that was not answered yet must go. */
const maxConnections = 64;

/**
 * An HTTP server for a public place: strict parser, short limits, and room for one more connection however many
 * slow ones are open (each new one pushes out the oldest that has not been answered).
 */
export function createLoopbackServer(handle: RequestListener): Server {
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
    waiting.add(socket);
    socket.once('close', () => waiting.delete(socket));
    if (waiting.size <= maxConnections) return;
    const [oldest] = waiting;
    oldest?.destroy();
  });
  return server;
}

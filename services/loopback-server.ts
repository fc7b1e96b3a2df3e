import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';

/** Key and certificate of a server, PEM. */
export interface ServerTls {
  readonly key: string;
  readonly cert: string;
}

/** A server on 127.0.0.1 and how to end it. */
export interface LoopbackServer {
  readonly origin: string;
  readonly port: number;
  /** Ends at once, open connections included. */
  close(): Promise<void>;
}

/** Listens on `preferredPort`, or on any free port if that one is taken or 0; speaks https with `tls`, else http. */
export async function startLoopbackServer(
  preferredPort: number,
  handle: RequestListener,
  tls?: ServerTls,
): Promise<LoopbackServer> {
  const listener: RequestListener = (request, response) => {
    // A connection kept alive would be stale for a client that meets the restarted server on this port.
    response.shouldKeepAlive = false;
    handle(request, response);
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer({ ...tls }, listener);
  const port = await listen(server, preferredPort).catch((cause: NodeJS.ErrnoException) => {
    if (preferredPort === 0 || cause.code !== 'EADDRINUSE') throw cause;
    return listen(server, 0);
  });
  return {
    origin: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server | TlsServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port }, () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') {
        reject(new Error('no port'));
      } else {
        resolve(address.port);
      }
    });
  });
}

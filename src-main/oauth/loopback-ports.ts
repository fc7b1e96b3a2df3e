import type { Server } from 'node:http';
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

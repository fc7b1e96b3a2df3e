import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import { join } from 'node:path';
import type { KoaContextWithOIDC } from 'oidc-provider';
import Provider from 'oidc-provider';
import { createEngineConfiguration, defaultTtls } from './engine-configuration.ts';
import { createDirectory, type Person } from './people.ts';
import { createProviderControl, type ProviderControl } from './provider-control.ts';
import { createRequestHandler } from './provider-requests.ts';
import { createProviderState } from './provider-state.ts';
import { openProviderStore, revokeGrantsOf } from './provider-store.ts';
import type { ProviderStyle } from './provider-style.ts';
import { dropResponseIssuer, loadSigningKey, reshapeTokenAnswer } from './token-answer.ts';

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

/** How to start a stand-in. */
export interface ProviderOptions {
  /** Where its state is kept; must exist. */
  readonly dataDirectory: string;
  /** Tried first; 0: any. */
  readonly port: number;
  readonly clientId: string;
  readonly people: readonly Person[];
  /** Absent: plain http. */
  readonly tls?: ServerTls;
}

/** A running stand-in. */
export interface RunningProvider {
  /** `http://127.0.0.1:PORT`, or https. */
  readonly origin: string;
  readonly port: number;
  readonly clientId: string;
  readonly control: ProviderControl;
  close(): Promise<void>;
}

/** Loopback redirect URIs of any port (RFC 8252 section 7.3), further narrowed by the style. */
function isLoopbackRedirect(style: ProviderStyle, redirectUri: string): boolean {
  const url = URL.canParse(redirectUri) ? new URL(redirectUri) : undefined;
  return (
    url?.protocol === 'http:' &&
    ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname) &&
    url.username === '' &&
    url.hash === '' &&
    style.allowsRedirect(url)
  );
}

/** Starts one stand-in in its look and with its people; a second start on the same directory keeps sign-ins. */
export async function startProvider(
  style: ProviderStyle,
  options: ProviderOptions,
): Promise<RunningProvider> {
  const database = openProviderStore(join(options.dataDirectory, `${style.name}.sqlite`));
  const directory = createDirectory(database);
  directory.add(options.people);
  const signingKey = await loadSigningKey(database, style.name);
  const ttls = { ...defaultTtls };
  const state = createProviderState();

  let handle = (_request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(503).end();
  };
  const server = await startLoopbackServer(
    options.port,
    (request, response) => handle(request, response),
    options.tls,
  );
  const { origin, port } = server;

  const { clientId } = options;
  const input = { style, directory, database, signingKey, clientId, port, ttls };
  const engine = new Provider(origin, createEngineConfiguration(input));
  engine.Client.prototype.redirectUriAllowed = (uri: string) => isLoopbackRedirect(style, uri);
  engine.use(async (ctx, next) => {
    await next();
    // Routes without OpenID in them have no such context.
    const oidcContext = ctx as unknown as KoaContextWithOIDC;
    if (ctx.path === style.routes.token && ctx.method === 'POST') {
      await reshapeTokenAnswer({ style, directory, signingKey, origin, state }, oidcContext);
    }
    if (
      style.advertisesRevocation &&
      ctx.path === style.routes.revocation &&
      ctx.method === 'POST'
    ) {
      // As at Google, revoking one token takes back the person's whole consent, on every device.
      const { RefreshToken, AccessToken } = oidcContext.oidc.entities;
      const subject = (RefreshToken ?? AccessToken)?.accountId;
      if (subject) {
        directory.setConsented(subject, false);
        revokeGrantsOf(database, subject);
      }
    }
    if (!style.sendsResponseIssuer) dropResponseIssuer(oidcContext, origin);
  });
  handle = createRequestHandler({ engine, style, directory, state, origin, clientId });

  return {
    origin,
    port,
    clientId,
    control: createProviderControl({ style, directory, database, ttls, state }),
    async close() {
      await server.close();
      database.close();
    },
  };
}

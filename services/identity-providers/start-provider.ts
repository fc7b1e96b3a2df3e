import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { KoaContextWithOIDC } from 'oidc-provider';
import Provider from 'oidc-provider';
import { type ServerTls, startLoopbackServer } from '../loopback-server.ts';
import type { GoogleSeedPerson, MicrosoftSeedPerson, SeedPerson } from '../seed/seed.ts';
import { createEngineConfiguration, defaultTtls } from './engine-configuration.ts';
import { microsoftSubject } from './microsoft.ts';
import { createDirectory, type Person } from './people.ts';
import { createProviderControl, type ProviderControl } from './provider-control.ts';
import { createRequestHandler } from './provider-requests.ts';
import { createProviderState } from './provider-state.ts';
import { openProviderStore, revokeGrantsOf } from './provider-store.ts';
import type { ProviderStyle } from './provider-style.ts';
import { dropResponseIssuer, loadSigningKey, reshapeTokenAnswer } from './token-answer.ts';

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
  const input = { style, directory, database, signingKey, clientId, port, ttls, state };
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

/** The directory of one stand-in, from the seeded people. */
export function peopleOfSeed(
  people: readonly SeedPerson[],
  provider: SeedPerson['provider'],
): Person[] {
  return people.flatMap((person) => {
    if (person.provider !== provider) return [];
    return person.provider === 'google' ? googlePerson(person) : microsoftPerson(person);
  });
}

function googlePerson({ key, subject, email, name, emailVerified, hd }: GoogleSeedPerson): Person {
  const claims = { email_verified: emailVerified, ...(hd === null ? {} : { hd }) };
  return { key, subject, email, name, claims };
}

function microsoftPerson({ key, email, name, tid, oid, xmsEdov }: MicrosoftSeedPerson): Person {
  const claims = { tid, oid, xms_edov: xmsEdov };
  return { key, subject: microsoftSubject(tid, oid), email, name, claims };
}

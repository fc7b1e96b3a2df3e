import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { SecureContextOptions } from 'node:tls';
import {
  type Claims,
  createSigningKey,
  createTokenMaker,
  genuineClaims,
  type Style,
  type TokenMaker,
} from './token-maker.ts';

/** What the provider does wrong from now on; what is not named it does right. */
export interface Misbehaviour {
  /** The ID token to give. */
  readonly idToken?: (maker: TokenMaker) => unknown;
  /** Laid over the token response's members; `undefined` takes one out. */
  readonly tokenResponse?: Claims;
  /** Answers the token request in the place of the provider. */
  readonly tokenEndpoint?: (response: ServerResponse, origin: string) => void;
  /** The discovery document to give. */
  readonly discovery?: (document: Claims, origin: string) => unknown;
  /** The key set to give. */
  readonly jwks?: (maker: Pick<TokenMaker, 'keys'>) => unknown;
  /** Parameters of the authorization response, laid over `code`, `state` and `iss`. */
  readonly authorizationResponse?: Readonly<Record<string, string | undefined>>;
  /** Value of the `Date` header; default: the true one. */
  readonly date?: string;
}

/** A running hostile provider. */
export interface HostileProvider {
  readonly style: Style;
  readonly origin: string;
  /** The issuer (Google) or the authority (Microsoft) to configure. */
  readonly address: string;
  readonly keys: TokenMaker['keys'];
  /** How often each endpoint was asked. */
  readonly counts: { discovery: number; jwks: number; token: number; stolen: number };
  /** Every token request, oldest first. */
  readonly tokenRequests: URLSearchParams[];
  misbehave(how: Misbehaviour): void;
  close(): Promise<void>;
}

/**
 * Starts a provider that signs the browser in without asking (its authorization endpoint answers at once) and is
 * honest except for what `misbehave` tells it.
 */
export async function startHostileProvider(style: Style): Promise<HostileProvider> {
  const keys = { current: await createSigningKey('key-1'), other: await createSigningKey('key-2') };
  const counts = { discovery: 0, jwks: 0, token: 0, stolen: 0 };
  const tokenRequests: URLSearchParams[] = [];
  const nonces = new Map<string, string>();
  const mount = style === 'google' ? '' : '/organizations';
  const discoveryPath = `${mount}${style === 'google' ? '' : '/v2.0'}/.well-known/openid-configuration`;
  let how: Misbehaviour = {};

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (how.date !== undefined) response.setHeader('date', how.date);
    const url = new URL(request.url ?? '/', origin);
    switch (url.pathname) {
      case discoveryPath:
        counts.discovery += 1;
        return sendJson(response, (how.discovery ?? ((same) => same))(document(), origin));
      case `${mount}/authorize`:
        return authorize(url.searchParams, response);
      case `${mount}/keys`:
        counts.jwks += 1;
        return sendJson(response, how.jwks?.({ keys }) ?? { keys: [keys.current.jwk] });
      case `${mount}/token`:
        counts.token += 1;
        return giveToken(new URLSearchParams(await readText(request)), response);
      default:
        counts.stolen += 1;
        return sendJson(response, { error: 'not_found' }, 404);
    }
  }

  function document(): Claims {
    return {
      issuer: style === 'google' ? origin : `${origin}/{tenantid}/v2.0`,
      authorization_endpoint: `${origin}${mount}/authorize`,
      token_endpoint: `${origin}${mount}/token`,
      jwks_uri: `${origin}${mount}/keys`,
      authorization_response_iss_parameter_supported: style === 'google',
    };
  }

  function authorize(asked: URLSearchParams, response: ServerResponse): void {
    const code = randomUUID();
    nonces.set(code, asked.get('nonce') ?? '');
    const location = new URL(asked.get('redirect_uri') ?? '');
    const right = {
      code,
      state: asked.get('state') ?? '',
      iss: style === 'google' ? origin : undefined,
    };
    for (const [name, value] of Object.entries({ ...right, ...how.authorizationResponse })) {
      if (value !== undefined) location.searchParams.set(name, value);
    }
    response.writeHead(302, { location: location.href }).end();
  }

  async function giveToken(form: URLSearchParams, response: ServerResponse): Promise<void> {
    tokenRequests.push(form);
    if (how.tokenEndpoint) return how.tokenEndpoint(response, origin);
    const nonce = nonces.get(form.get('code') ?? '') ?? null;
    const maker = createTokenMaker(style, genuineClaims(style, origin, nonce), keys);
    const idToken = how.idToken ? await how.idToken(maker) : await maker.sign(maker.claims);
    sendJson(response, {
      access_token: 'access',
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'openid email profile offline_access',
      refresh_token: `refresh-${randomUUID()}`,
      id_token: idToken,
      ...how.tokenResponse,
    });
  }

  return {
    style,
    origin,
    address: `${origin}${mount}`,
    keys,
    counts,
    tokenRequests,
    misbehave(next) {
      how = next;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Answers with JSON, as every honest endpoint does. */
export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** A server whose TLS nobody should accept. */
export interface UntrustedServer {
  /** `https://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Requests that came through, which must stay 0, and connections. */
  readonly counts: { requests: number; connections: number };
  close(): Promise<void>;
}

/** The organization in the certificate, as an inspecting proxy would have its own there. */
export const untrustedIssuer = 'Acme Inspection';

// Made for this test with `openssl req -x509`, valid for 100 years, trusted by nobody.
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg3KHcmgZcqktKB6Qv
9qg7E/N2WZMa8q51OT4AjS2UpiehRANCAASIP7LmUg4Z80AumHZP18uji2uCyqLi
fAKNqIMfbAhgASxYALsP8ICA+X0ckoWA/DmTH//2HgIhcscmFHrrOYTD
-----END PRIVATE KEY-----`;

const cert = `-----BEGIN CERTIFICATE-----
MIIBxTCCAWqgAwIBAgIUVaDA+gNOfTQ22lC5whUmJb4+obswCgYIKoZIzj0EAwIw
LjEYMBYGA1UECgwPQWNtZSBJbnNwZWN0aW9uMRIwEAYDVQQDDAkxMjcuMC4wLjEw
IBcNMjYxMTI1MTM0NzM0WhgPMjEyNjExMDExMzQ3MzRaMC4xGDAWBgNVBAoMD0Fj
bWUgSW5zcGVjdGlvbjESMBAGA1UEAwwJMTI3LjAuMC4xMFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAEiD+y5lIOGfNALph2T9fLo4trgsqi4nwCjaiDH2wIYAEsWAC7
D/CAgPl9HJKFgPw5kx//9h4CIXLHJhR66zmEw6NkMGIwHQYDVR0OBBYEFPiBUOLq
sj7XNWnSfQO/7nzzUpagMB8GA1UdIwQYMBaAFPiBUOLqsj7XNWnSfQO/7nzzUpag
MA8GA1UdEwEB/wQFMAMBAf8wDwYDVR0RBAgwBocEfwAAATAKBggqhkjOPQQDAgNJ
ADBGAiEApaIQf9lEfRh/4NVrWQgcXpE+020hpOp90hIaH/4BPPgCIQDcjxGeEuMn
qhf1/7GZrIv/SZwmFs7VFhhuWcpALkZYSA==
-----END CERTIFICATE-----`;

/** Starts it: with a certificate it signed itself, or speaking only what was given up long ago. */
export async function startUntrustedServer(
  fault: 'self-signed' | 'tls-1.0',
): Promise<UntrustedServer> {
  const old: SecureContextOptions =
    fault === 'tls-1.0'
      ? { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }
      : {};
  const counts = { requests: 0, connections: 0 };
  const server = createTlsServer({ key, cert, ...old }, (_request, response) => {
    counts.requests += 1;
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  server.on('connection', () => {
    counts.connections += 1;
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    origin: `https://127.0.0.1:${port}`,
    counts,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

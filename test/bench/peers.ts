/**
 * What is measured beside the product, in the main process of the same Electron: a sign-in written by hand with nothing
 * around it, and the libraries that one would use instead. It is bundled as the product is, and knows everything that
 * stays known between two sign-ins (endpoints, keys) before the first is measured.
 */
import { spawn } from 'node:child_process';
import {
  createHash,
  createPublicKey,
  type JsonWebKey,
  randomBytes,
  randomUUID,
  verify,
} from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type INetworkModule, PublicClientApplication } from '@azure/msal-node';
import { app, BrowserWindow } from 'electron';
import { ClientAuthentication, CodeChallengeMethod, OAuth2Client } from 'google-auth-library';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  discovery,
  enableNonRepudiationChecks,
  None,
} from 'openid-client';

/** What runs here. */
export type PeerName = 'by-hand' | 'google-auth-library' | 'openid-client' | 'msal';

/** Where they sign in. */
export interface PeerSettings {
  readonly google: { readonly issuer: string; readonly clientId: string };
  readonly microsoft: { readonly authority: string; readonly clientId: string };
  readonly sonar: { readonly baseUrl: string };
}

/** What the benchmark calls in this process; it is there as the global `peers`. */
export interface Peers {
  /** Begins a sign-in; answers the address for the browser. */
  begin(name: PeerName): Promise<string>;
  /** When that sign-in was through: the ID token verified by a library; by hand, the session's name sent to the window. */
  finished(): Promise<number>;
  /** Starts `xdg-open` and nothing else; when it began to. */
  openBrowser(url: string): number;
}

/** Milliseconds of the clock that is the same for all processes of this machine (CLOCK_MONOTONIC). */
function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

const settings = JSON.parse(process.env.BENCH_PEERS ?? '{}') as PeerSettings;

/** One sign-in under way. */
interface Begun {
  readonly url: string;
  readonly done: Promise<void>;
}

/** What is random in an authorization request, made by hand. */
function createSecrets() {
  const random = () => randomBytes(32).toString('base64url');
  const hash = (text: string) => createHash('sha256').update(text).digest('base64url');
  const nonceSecret = random();
  const verifier = random();
  const nonce = hash(nonceSecret);
  return { state: random(), nonceSecret, nonce, verifier, challenge: hash(verifier) };
}

/** A listener by hand: one redirect URI, one answer, nothing checked but the path. */
async function listenOnce() {
  const { promise, resolve } = Promise.withResolvers<URL>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', redirectUri);
    response.setHeader('connection', 'close');
    response.end('You can close this tab.');
    if (url.pathname !== '/callback') return;
    server.close();
    resolve(url);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const redirectUri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`;
  return { redirectUri, answer: promise };
}

async function readJson<T>(url: string): Promise<T> {
  return (await (await fetch(url)).json()) as T;
}

interface Metadata {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly jwks_uri: string;
}

interface Keys {
  readonly keys: readonly (JsonWebKey & { readonly kid: string })[];
}

function claimsOf(idToken: string): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString());
}

/**
 * The least that does the product's job: a listener, a POST to the token endpoint, the RS256 check of the ID token, a
 * POST to the Sonar service, which does the other RS256 check, and a name in a window. Nothing is stored, no session is
 * bound to a key, and no connection is looked at.
 */
async function prepareByHand(window: BrowserWindow) {
  const { google, sonar } = settings;
  const metadata = await readJson<Metadata>(`${google.issuer}/.well-known/openid-configuration`);
  const { keys } = await readJson<Keys>(metadata.jwks_uri);
  const publicKeys = new Map(
    keys.map((key) => [key.kid, createPublicKey({ key, format: 'jwk' })] as const),
  );
  const device = { id: randomUUID(), name: 'Bench', platform: 'linux', appVersion: '0.0.0' };

  function check(idToken: string, nonce: string): void {
    const [header = '', payload = '', signature = ''] = idToken.split('.');
    const { alg, kid } = JSON.parse(Buffer.from(header, 'base64url').toString());
    const key = publicKeys.get(kid);
    if (alg !== 'RS256' || key === undefined) throw new Error('another key');
    const signed = Buffer.from(`${header}.${payload}`);
    if (!verify('sha256', signed, key, Buffer.from(signature, 'base64url'))) {
      throw new Error('not signed');
    }
    const { iss, aud, exp, nonce: found } = claimsOf(idToken);
    const isRight = iss === google.issuer && aud === google.clientId && found === nonce;
    if (!isRight || Number(exp) * 1000 < Date.now()) throw new Error('wrong claims');
  }

  return async (): Promise<Begun> => {
    window.webContents.send('name', '');
    const { state, nonceSecret, nonce, verifier, challenge } = createSecrets();
    const { redirectUri, answer } = await listenOnce();
    const url = new URL(metadata.authorization_endpoint);
    url.search = new URLSearchParams({
      client_id: google.clientId,
      response_type: 'code',
      scope: 'openid email profile',
      access_type: 'offline',
      redirect_uri: redirectUri,
      state,
      nonce,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    }).toString();
    const finish = async () => {
      const { searchParams } = await answer;
      if (searchParams.get('state') !== state) throw new Error('another state');
      const tokens = await fetch(metadata.token_endpoint, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          client_id: google.clientId,
          code: searchParams.get('code') ?? '',
          redirect_uri: redirectUri,
          code_verifier: verifier,
        }),
      });
      const { id_token: idToken } = (await tokens.json()) as { readonly id_token: string };
      check(idToken, nonce);
      const opened = await fetch(`${sonar.baseUrl}/sign-ins`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        body: JSON.stringify({ idToken, nonceSecret, device }),
      });
      const { session } = (await opened.json()) as {
        readonly session: { readonly account: { readonly name: string } };
      };
      window.webContents.send('name', session.account.name);
    };
    return { url: url.href, done: finish() };
  };
}

/** Google's library with a listener by hand: `getToken`, then `verifyIdToken` with Google's keys at hand. */
async function prepareGoogleLibrary() {
  const { issuer, clientId } = settings.google;
  const metadata = await readJson<Metadata>(`${issuer}/.well-known/openid-configuration`);
  const { keys } = await readJson<Keys>(metadata.jwks_uri);
  const certs = Object.fromEntries(
    keys.map((key) => [
      key.kid,
      createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString(),
    ]),
  );
  const client = new OAuth2Client({
    clientId,
    clientAuthentication: ClientAuthentication.None,
    endpoints: {
      oauth2AuthBaseUrl: metadata.authorization_endpoint,
      oauth2TokenUrl: metadata.token_endpoint,
    },
    issuers: [issuer],
  });
  // Known since the last sign-in, as the library keeps them; it reads them in a form that the stand-in does not have.
  client.getFederatedSignonCertsAsync = async () => ({ certs, format: 'PEM' }) as never;

  return async (): Promise<Begun> => {
    const { state, nonce, verifier, challenge } = createSecrets();
    const { redirectUri, answer } = await listenOnce();
    const url = client.generateAuthUrl({
      scope: ['openid', 'email', 'profile'],
      access_type: 'offline',
      redirect_uri: redirectUri,
      state,
      nonce,
      code_challenge: challenge,
      code_challenge_method: CodeChallengeMethod.S256,
    });
    const finish = async () => {
      const { searchParams } = await answer;
      if (searchParams.get('state') !== state) throw new Error('another state');
      const { tokens } = await client.getToken({
        code: searchParams.get('code') ?? '',
        codeVerifier: verifier,
        redirect_uri: redirectUri,
      });
      const idToken = tokens.id_token ?? '';
      const ticket = await client.verifyIdToken({ idToken, audience: clientId });
      if (ticket.getPayload()?.nonce !== nonce) throw new Error('another nonce');
    };
    return { url, done: finish() };
  };
}

/** openid-client with a listener by hand; by itself it does not look at the signature of an ID token from the token endpoint. */
async function prepareOpenIdClient() {
  const { issuer, clientId } = settings.google;
  const configuration = await discovery(new URL(issuer), clientId, undefined, None(), {
    execute: [allowInsecureRequests, enableNonRepudiationChecks],
  });

  return async (): Promise<Begun> => {
    const { state, nonce, verifier, challenge } = createSecrets();
    const { redirectUri, answer } = await listenOnce();
    const url = buildAuthorizationUrl(configuration, {
      scope: 'openid email profile',
      access_type: 'offline',
      redirect_uri: redirectUri,
      state,
      nonce,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
    const finish = async () => {
      const tokens = await authorizationCodeGrant(configuration, await answer, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      if (tokens.claims() === undefined) throw new Error('no claims');
    };
    return { url: url.href, done: finish() };
  };
}

/** MSAL's own way, listener and all. It wants https, so its requests to the stand-in are mapped to http, as the product's are. */
async function prepareMsal() {
  const { authority, clientId } = settings.microsoft;
  const document = `${authority}/v2.0/.well-known/openid-configuration`;
  const metadata = await readJson<Metadata>(document);
  const httpsAuthority = authority.replace(/^http:/, 'https:');
  const client = new PublicClientApplication({
    auth: {
      clientId,
      authority: httpsAuthority,
      knownAuthorities: [new URL(httpsAuthority).host],
      authorityMetadata: JSON.stringify(metadata),
    },
    system: { networkClient: createHttpNetwork() },
  });

  return async (): Promise<Begun> => {
    const { promise: url, resolve } = Promise.withResolvers<string>();
    const finish = async () => {
      const { idToken } = await client.acquireTokenInteractive({
        scopes: ['openid', 'email', 'profile'],
        openBrowser: async (address) => resolve(address),
      });
      if (idToken === '') throw new Error('no ID token');
    };
    const done = finish();
    return { url: (await url).replace(/^https:/, 'http:'), done };
  };
}

function createHttpNetwork(): INetworkModule {
  const send = async (url: string, init: RequestInit) => {
    const response = await fetch(url.replace(/^https:/, 'http:'), init);
    return {
      headers: Object.fromEntries(response.headers),
      body: (await response.json()) as never,
      status: response.status,
    };
  };
  return {
    sendGetRequestAsync: (url, options = {}) =>
      send(url, options.headers === undefined ? {} : { headers: options.headers }),
    sendPostRequestAsync: (url, { headers = {}, body = '' } = {}) =>
      send(url, { method: 'POST', headers, body }),
  };
}

async function start(): Promise<void> {
  await app.whenReady();
  const folder = app.getAppPath();
  const window = new BrowserWindow({
    width: 440,
    height: 620,
    title: 'Peers',
    webPreferences: { sandbox: true, preload: join(folder, 'preload.cjs') },
  });
  const prepared: Readonly<Record<PeerName, () => Promise<Begun>>> = {
    'by-hand': await prepareByHand(window),
    'google-auth-library': await prepareGoogleLibrary(),
    'openid-client': await prepareOpenIdClient(),
    msal: await prepareMsal(),
  };
  let finished: Promise<number> = Promise.reject(new Error('nothing begun'));
  finished.catch(() => undefined);
  const peers: Peers = {
    async begin(name) {
      const { url, done } = await prepared[name]();
      finished = done.then(now);
      finished.catch(() => undefined);
      return url;
    },
    finished: () => finished,
    openBrowser(url) {
      const at = now();
      spawn('xdg-open', [url], { stdio: 'ignore', detached: true }).unref();
      return at;
    },
  };
  Object.assign(globalThis, { peers });
  await window.loadFile(join(folder, 'index.html'));
}

app.on('window-all-closed', () => app.quit());
void start();

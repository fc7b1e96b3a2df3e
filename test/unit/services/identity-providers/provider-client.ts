import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { expect } from 'vitest';
import { googleClientId, googleStyle } from '../../../../services/identity-providers/google.ts';
import {
  microsoftClientId,
  microsoftStyle,
  microsoftSubject,
} from '../../../../services/identity-providers/microsoft.ts';
import type { Person } from '../../../../services/identity-providers/people.ts';
import {
  type RunningProvider,
  startProvider,
} from '../../../../services/identity-providers/start-provider.ts';
import { type CookieJar, signInAtProvider } from '../../../support/browse.ts';

/** Which stand-in a row of a table is about. */
export type ProviderName = 'google' | 'microsoft';

const tenantId = '0b6ad8a1-54e5-4a7c-9a2e-3b1f5c7d9e01';
const otherTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad';

function microsoftPerson(key: string, name: string, email: string, tid: string): Person {
  const oid = `${tid.slice(0, 8)}-0000-4000-8000-${Buffer.from(key.padEnd(6)).toString('hex').slice(0, 12)}`;
  const claims = { tid, oid, xms_edov: tid === tenantId };
  return { key, subject: microsoftSubject(tid, oid), email, name, claims };
}

const people: Record<ProviderName, readonly Person[]> = {
  google: [
    {
      key: 'ana',
      subject: '10783000000000000001',
      email: 'ana@maple.example',
      name: 'Ana',
      claims: { email_verified: true, hd: 'maple.example' },
    },
    {
      key: 'ben',
      subject: '10783000000000000002',
      email: 'ben@gmail.com',
      name: 'Ben',
      claims: { email_verified: true },
    },
  ],
  microsoft: [
    microsoftPerson('ana', 'Ana', 'ana@maple.example', tenantId),
    microsoftPerson('ben', 'Ben', 'ben@outlook.example', otherTenantId),
  ],
};

/** What is the same question for both stand-ins, and where each answers it. */
export interface ProviderClient {
  readonly name: ProviderName;
  readonly provider: RunningProvider;
  readonly redirectUri: string;
  /** An authorization request; `verifier` belongs to it. */
  authorizationUrl(changes?: Readonly<Record<string, string | null>>): string;
  /** A whole code flow: picker, redirect, token request. */
  signIn(person: string, options?: SignInChanges): Promise<TokenAnswer>;
  token(form: Readonly<Record<string, string>>): Promise<TokenAnswer>;
  refresh(refreshToken: string): Promise<TokenAnswer>;
  /** Checks the signature by the published keys, and the audience. */
  verify(idToken: string | undefined): Promise<JWTPayload>;
  /** Ends the stand-in and starts it again on the same directory and port. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** What a sign-in may differ in. */
export interface SignInChanges {
  readonly parameters?: Readonly<Record<string, string | null>>;
  readonly cookieJar?: CookieJar;
}

/** A token endpoint's answer, good or bad. */
export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Partial<Record<string, string>>>;
}

/** The verifier of every request here; its secrecy is not what is tested. */
export const codeVerifier: string = randomBytes(32).toString('base64url');

const shapes = {
  google: {
    style: googleStyle,
    clientId: googleClientId,
    host: '127.0.0.1',
    authorization: '/o/oauth2/v2/auth',
    token: '/token',
    jwks: '/oauth2/v3/certs',
    extra: { scope: 'openid email profile', access_type: 'offline' },
  },
  microsoft: {
    style: microsoftStyle,
    clientId: microsoftClientId,
    host: 'localhost',
    authorization: '/organizations/oauth2/v2.0/authorize',
    token: '/organizations/oauth2/v2.0/token',
    jwks: '/organizations/discovery/v2.0/keys',
    extra: { scope: 'openid email profile offline_access', client_info: '1' },
  },
} as const;

/** Starts one stand-in in a directory of its own, with a client that speaks plain HTTP to it. */
export async function startProviderClient(name: ProviderName): Promise<ProviderClient> {
  const shape = shapes[name];
  const dataDirectory = await mkdtemp(join(tmpdir(), 'sandbox-provider-'));
  const { clientId } = shape;
  const start = (port: number) =>
    startProvider(shape.style, { dataDirectory, port, clientId, people: people[name] });
  let provider = await start(0);
  const redirectUri = `http://${shape.host}:1/callback`;

  const client: ProviderClient = {
    name,
    get provider() {
      return provider;
    },
    redirectUri,
    authorizationUrl(changes = {}) {
      const url = new URL(`${provider.origin}${shape.authorization}`);
      const parameters = {
        client_id: clientId,
        response_type: 'code',
        redirect_uri: redirectUri,
        state: 'the-state',
        nonce: 'the-nonce',
        code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
        code_challenge_method: 'S256',
        ...shape.extra,
        ...changes,
      };
      for (const [key, value] of Object.entries(parameters)) {
        if (value !== null) url.searchParams.set(key, value);
      }
      return url.href;
    },
    async signIn(person, { parameters = {}, cookieJar } = {}) {
      const { redirectUrl } = await signInAtProvider(
        client.authorizationUrl(parameters),
        person,
        cookieJar ? { cookieJar } : {},
      );
      const code = new URL(redirectUrl).searchParams.get('code');
      expect(code, redirectUrl).not.toBeNull();
      return client.token({
        grant_type: 'authorization_code',
        code: String(code),
        redirect_uri: redirectUri,
        code_verifier: codeVerifier,
      });
    },
    async token(form) {
      const response = await fetch(`${provider.origin}${shape.token}`, {
        method: 'POST',
        body: new URLSearchParams({ client_id: clientId, ...form }),
      });
      return { status: response.status, body: (await response.json()) as TokenAnswer['body'] };
    },
    refresh: (refreshToken) =>
      client.token({ grant_type: 'refresh_token', refresh_token: refreshToken }),
    async verify(idToken) {
      const keys = createRemoteJWKSet(new URL(`${provider.origin}${shape.jwks}`));
      const { payload } = await jwtVerify(String(idToken), keys, {
        audience: clientId,
        algorithms: ['RS256'],
        // Tokens of one second are told apart by an `iat` slightly ahead.
        clockTolerance: 60,
      });
      return payload;
    },
    async restart() {
      const { port } = provider;
      await provider.close();
      provider = await start(port);
    },
    async close() {
      await provider.close();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
  return client;
}

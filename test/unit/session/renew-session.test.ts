import { expect, test } from 'vitest';
import { createMemoryStore } from '../../../src-main/credentials/memory-store.ts';
import { builtInPolicy } from '../../../src-main/policy/evaluate-policy.ts';
import { createAccountIndex } from '../../../src-main/preferences/account-preferences.ts';
import { createMemoryStorage } from '../../../src-main/preferences/memory-storage.ts';
import type { IdentityProvider } from '../../../src-main/providers/provider.ts';
import {
  identityCredentialKey,
  sessionCredentialKey,
} from '../../../src-main/session/credential-keys.ts';
import { createLiveSessions } from '../../../src-main/session/live-sessions.ts';
import { renewSession } from '../../../src-main/session/renew-session.ts';
import { createSonarClient } from '../../../src-main/sonar/sonar-client.ts';

const now = Date.parse('2026-03-05T12:00:00Z');
const inAWhile = '2026-03-06T00:00:00Z';
const identityKey = 'https://issuer.example 1';
const account = {
  summary: { id: 'ana', name: 'Ana', organization: 'Maple', extension: '200', username: 'ana' },
  isOfficeManager: false,
  identity: {
    key: identityKey,
    label: { provider: 'google', email: 'ana@maple.example' },
    organization: null,
  },
  signedIn: true,
  endedBy: null,
  signedInAt: '2026-03-01T12:00:00Z',
  lastUsedAt: '2026-03-01T12:00:00Z',
  verifiedAt: '2026-03-01T12:00:00Z',
  reverifyBy: '2026-03-02T00:00:00Z',
  emailRenamedFrom: null,
} as const;

/** A service that wants the identity proved before it renews. */
function createService(asked: string[]) {
  const { organization: name, ...summary } = account.summary;
  const session = {
    sessionId: '1',
    accessToken: 'access',
    accessTokenExpiresIn: 600,
    refreshToken: 'next',
    account: { ...summary, organization: { id: 'maple', name }, isOfficeManager: false },
    identity: account.identity.label,
    linkedBy: 'match',
    verifiedAt: inAWhile,
    reverifyBy: inAWhile,
    reverifyRequiredAt: inAWhile,
    emailRenamedFrom: null,
  };
  return createSonarClient({
    baseUrl: 'https://sonar.example/v1',
    device: { id: 'd', name: 'd', platform: 'linux', appVersion: '1.0.0' },
    now: () => now,
    async fetch(input) {
      const path = new URL(input).pathname.replace('/v1', '');
      const isFirst = !asked.includes('/sessions/reverify');
      asked.push(path);
      if (path === '/sessions/reverify') {
        return Response.json({ reverifyBy: inAWhile, email: null, emailRenamedFrom: null });
      }
      return isFirst
        ? Response.json({ code: 'reverify-required' }, { status: 403 })
        : Response.json(session);
    },
  });
}

function createProvider(asked: string[]): IdentityProvider {
  const unasked = () => Promise.reject(new Error('not asked in a renewal'));
  return {
    name: 'google',
    redirectHost: '127.0.0.1',
    getResponseIssuer: unasked,
    buildAuthorizationUrl: unasked,
    exchangeCode: unasked,
    async refresh() {
      asked.push('provider');
      const identity = {
        provider: 'google',
        key: identityKey,
        email: 'ana@maple.example',
        organization: null,
        idToken: 'id-token',
        issuedAt: now / 1000,
      } as const;
      return { identity, refreshToken: null };
    },
  };
}

test('a session that had to be proved before its renewal is not proved a second time after it', async () => {
  const asked: string[] = [];
  const index = createAccountIndex(createMemoryStorage());
  const credentials = createMemoryStore();
  index.put(account);
  await credentials.write(sessionCredentialKey('ana'), 'refresh');
  await credentials.write(identityCredentialKey(identityKey), 'grant');
  const google = createProvider(asked);
  const { confirmation } = await renewSession(
    {
      sonar: createService(asked),
      providers: { google, microsoft: google },
      credentials,
      index,
      live: createLiveSessions(() => {}),
      withLock: (_, action) => action(),
      policy: { current: () => builtInPolicy, onChange: () => () => {} },
      now: () => now,
      closing: new AbortController().signal,
    },
    account,
  );
  expect(confirmation).toBeNull();
  expect(asked).toEqual([
    '/sessions/refresh',
    'provider',
    '/sessions/reverify',
    '/sessions/refresh',
  ]);
});

import { createMemoryStore } from '../../../src-main/credentials/credential-store.ts';
import type { LoginError } from '../../../src-main/errors/login-error.ts';
import { builtInPolicy } from '../../../src-main/policy/evaluate-policy.ts';
import {
  createAccountIndex,
  createMemoryStorage,
} from '../../../src-main/preferences/preferences.ts';
import { forEachProvider } from '../../../src-main/providers/all.ts';
import type { IdentityProvider } from '../../../src-main/providers/definition.ts';
import { createLiveSessions } from '../../../src-main/session/live-sessions.ts';
import {
  identityCredentialKey,
  sessionCredentialKey,
} from '../../../src-main/session/session-credential.ts';
import type { SessionPorts } from '../../../src-main/session/session-ports.ts';
import { createSonarClient } from '../../../src-main/sonar/sonar-client.ts';
import type { SonarService } from '../../../src-main/sonar/sonar-service.ts';

/** When it is; milliseconds since 1970. */
export const now = Date.parse('2026-03-05T12:00:00Z');
const inAWhile = '2026-03-06T00:00:00Z';
/** Key of the identity that opened the account. */
export const identityKey = 'https://issuer.example 1';
/** An account whose identity is to be proved again. */
export const account = {
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

const reverifyRequired = {
  type: 'https://sonar.example/problems/reverify-required',
  title: 'Prove it again',
  status: 403,
  code: 'reverify-required',
};

/** A service that renews, and notes what it was asked; `insists`: not before the identity was proved again. */
export function createService(asked: string[], { insists }: { readonly insists: boolean }) {
  const { organization: name, ...summary } = account.summary;
  const session = {
    sessionId: '1',
    accessToken: 'access',
    accessTokenExpiresIn: 86_400,
    refreshToken: 'next',
    account: { ...summary, organization: { id: 'maple', name }, isOfficeManager: false },
    identity: account.identity.label,
    linkedBy: 'match',
    verifiedAt: inAWhile,
    reverifyBy: inAWhile,
    reverifyRequiredAt: inAWhile,
    emailRenamedFrom: null,
    newLinks: [],
    endsAt: null,
    newCodes: [],
  };
  return createSonarClient({
    service: { current: () => 'https://sonar.example/v1' },
    device: { id: 'd', name: 'd', platform: 'linux', appVersion: '1.0.0' },
    now: () => now,
    async fetch(input) {
      const path = new URL(input).pathname.replace('/v1', '');
      const isFirst = !asked.includes('/sessions/reverify');
      asked.push(path);
      if (path === '/sessions/reverify') {
        return Response.json({
          verifiedAt: inAWhile,
          reverifyBy: inAWhile,
          reverifyRequiredAt: inAWhile,
          email: null,
          emailRenamedFrom: null,
        });
      }
      return insists && isFirst
        ? Response.json(reverifyRequired, { status: 403 })
        : Response.json(session);
    },
  });
}

/** A provider that proves the identity, or fails with `failure`. */
export function createProvider(asked: string[], failure?: LoginError): IdentityProvider {
  const unasked = () => Promise.reject(new Error('not asked in a renewal'));
  return {
    name: 'google',
    redirectHost: '127.0.0.1',
    consentBringsRefreshToken: false,
    readOwnError: () => ({ meaning: null, number: null }),
    getResponseIssuer: unasked,
    buildAuthorizationUrl: unasked,
    exchangeCode: unasked,
    async refresh() {
      asked.push('provider');
      if (failure !== undefined) throw failure;
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

/** Everything a session works with: its credentials are there, and a lock is always free. */
export async function createPorts(
  sonar: SonarService,
  google: IdentityProvider,
  clock: () => number,
): Promise<SessionPorts> {
  const index = createAccountIndex(createMemoryStorage());
  const credentials = createMemoryStore();
  index.put(account);
  await credentials.write(sessionCredentialKey('ana'), 'refresh');
  await credentials.write(identityCredentialKey(identityKey), 'grant');
  return {
    sonar,
    providers: forEachProvider(() => google),
    credentials,
    index,
    live: createLiveSessions(() => {}),
    withLock: (_, action) => action(),
    policy: { current: () => builtInPolicy, onChange: () => () => {} },
    now: clock,
    noteNotRenewed: () => {},
    noteNotConfirmed: () => {},
    isSaved: () => true,
    onUntold: () => {},
    closing: new AbortController().signal,
  };
}

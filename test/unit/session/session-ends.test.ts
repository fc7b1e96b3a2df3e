import { expect, test } from 'vitest';
import { errorCodes } from '../../../preload/contract/errors.ts';
import { createChangeHub } from '../../../src-main/common/emitter.ts';
import { singleFlight } from '../../../src-main/common/in-turn.ts';
import {
  type CredentialStore,
  createMemoryStore,
} from '../../../src-main/credentials/credential-store.ts';
import { LoginError } from '../../../src-main/errors/login-error.ts';
import {
  createAccountIndex,
  createMemoryStorage,
} from '../../../src-main/preferences/preferences.ts';
import type { IndexedAccount } from '../../../src-main/session/account-index.ts';
import { callAsAccount } from '../../../src-main/session/call-as-account.ts';
import { createCurrent } from '../../../src-main/session/current.ts';
import {
  asksToConfirm,
  endSession,
  endsSession,
  needsAdministrator,
} from '../../../src-main/session/end-session.ts';
import { createLiveSessions } from '../../../src-main/session/live-sessions.ts';
import { createRemovals } from '../../../src-main/session/removals.ts';
import {
  identityCredentialKey,
  sessionCredentialKey,
} from '../../../src-main/session/session-credential.ts';
import { createSessionEvents } from '../../../src-main/session/softphone-events.ts';
import { createSonarClient } from '../../../src-main/sonar/sonar-client.ts';
import type { SonarService } from '../../../src-main/sonar/sonar-service.ts';

const ending = [
  'session-expired',
  'account-disabled',
  'sso-turned-off',
  'sso-not-enabled',
  'blocked-by-policy',
  'identity-mismatch',
];
const confirming = ['interaction-required', 'login-required', 'reverify-required'];
const administrators = ['administrator-needed', 'consent-required'];

test('TK-05: only definite answers end a session, over all codes', () => {
  const found = errorCodes.filter((code) => endsSession(new LoginError(code)));
  expect(found.toSorted()).toEqual(ending.toSorted());
});

test('only a wish to see the person asks for a confirmation, over all codes', () => {
  const found = errorCodes.filter((code) => asksToConfirm(new LoginError(code)));
  expect(found.toSorted()).toEqual(confirming.toSorted());
});

test('B-03: only what an administrator can cure asks for one, over all codes', () => {
  const found = errorCodes.filter((code) => needsAdministrator(new LoginError(code)));
  expect(found.toSorted()).toEqual(administrators.toSorted());
});

test('B-02: an answer may end a session whatever its code says to do, and more facts do not change that', () => {
  const ended = new LoginError('administrator-needed', { provider: 'microsoft' }, undefined, true);
  expect(endsSession(ended)).toBe(true);
  expect(endsSession(ended.with({ correlationId: 'c' }))).toBe(true);
  expect(endsSession(new LoginError('administrator-needed'))).toBe(false);
});

test('whatever else is thrown neither ends a session nor asks for a confirmation', () => {
  for (const thrown of [new Error('session-expired'), 'session-expired', null]) {
    expect(endsSession(thrown)).toBe(false);
    expect(asksToConfirm(thrown)).toBe(false);
    expect(needsAdministrator(thrown)).toBe(false);
  }
});

const identityKey = 'https://issuer.example 1';

function account(id: string, signedIn: boolean): IndexedAccount {
  const time = '2026-03-01T12:00:00Z';
  return {
    summary: { id, name: id, organization: 'Maple', extension: '200', username: id },
    isOfficeManager: false,
    identity: {
      key: identityKey,
      label: { provider: 'google', email: 'ana@maple.example' },
      organization: null,
    },
    signedIn,
    endedBy: null,
    signedInAt: time,
    lastUsedAt: time,
    verifiedAt: time,
    reverifyBy: null,
    emailRenamedFrom: null,
  };
}

function createPorts(credentials: CredentialStore) {
  const index = createAccountIndex(createMemoryStorage());
  const live = createLiveSessions(() => {});
  const done = async () => undefined;
  const sonar = { signOut: done, endSession: done } as unknown as SonarService;
  const ports = {
    credentials,
    index,
    live,
    sonar,
    now: Date.now,
    isSaved: () => true,
    onUntold: () => undefined,
  };
  return { ...ports, removals: createRemovals(ports) };
}

test('a removal that waits its turn does not take the credential of whoever signed in meanwhile', async () => {
  const gate = Promise.withResolvers<void>();
  const store = createMemoryStore();
  const ports = createPorts({
    ...store,
    async remove(key) {
      if (key === 'slow') await gate.promise;
      return store.remove(key);
    },
  });
  const removing = ports.removals.remove(['slow', 'session']);
  // What opening the session again does.
  ports.index.setPendingRemovals(ports.index.pendingRemovals().filter((key) => key !== 'session'));
  await store.write('session', 'new');
  gate.resolve();
  await removing;
  expect(await store.read('session', { expected: true })).toMatchObject({ value: 'new' });
  expect(ports.index.pendingRemovals()).toEqual([]);
});

test('the credential of an identity stays while a session that only memory holds uses it', async () => {
  const ports = createPorts(createMemoryStore());
  for (const id of ['stored', 'in-memory']) {
    ports.index.put(account(id, id === 'stored'));
    ports.live.replace(id, { view: { status: 'online', failure: null } });
    await ports.credentials.write(sessionCredentialKey(id), id);
  }
  const key = identityCredentialKey(identityKey);
  await ports.credentials.write(key, 'grant');
  await ports.removals.remove(endSession(ports, 'stored', null, { removes: true }));
  expect(await ports.credentials.read(key, { expected: true })).toMatchObject({ value: 'grant' });
  await ports.removals.remove(endSession(ports, 'in-memory', null, { removes: true }));
  expect(await ports.credentials.read(key, { expected: true })).toEqual({ kind: 'absent' });
});

const now = Date.parse('2026-03-05T12:00:00Z');

const expired = {
  type: 'urn:sonar:problem:access-token-expired',
  title: 'The access token has expired',
  status: 401,
  code: 'access-token-expired',
};

/** A session whose token is still good by the clock here, and a service by whose clock these have expired. */
function createOffice(expiredTokens: readonly string[]) {
  const asked: string[] = [];
  let token = 1;
  let isOpen = true;
  const sonar = createSonarClient({
    service: { current: () => 'https://sonar.example/v1' },
    device: { id: 'd', name: 'd', platform: 'linux', appVersion: '1.0.0' },
    now: () => now,
    async fetch(_input, init) {
      const sent = new Headers(init?.headers).get('authorization') ?? '';
      asked.push(sent);
      return expiredTokens.includes(sent.replace('Bearer ', ''))
        ? Response.json(expired, { status: 401 })
        : Response.json({ devices: [] });
    },
  });
  const sessions = {
    getAccessToken: async () => `token-${token}`,
    renew: singleFlight(async () => {
      asked.push('renewal');
      token += 1;
    }),
    watch: () =>
      createCurrent(
        () => isOpen,
        () => new LoginError('cancelled'),
      ),
  };
  return {
    asked,
    sessions,
    leave() {
      isOpen = false;
    },
    getDevices: () => callAsAccount(sessions, 'ana', sonar.getDevices),
  };
}

test('a token that has expired by the clock of the service is renewed, and the call made once more', async () => {
  const { asked, getDevices } = createOffice(['token-1']);
  expect(await getDevices()).toEqual([]);
  expect(asked).toEqual(['Bearer token-1', 'renewal', 'Bearer token-2']);
});

test('a service that takes every token for expired is not asked without end', async () => {
  const { asked, getDevices } = createOffice(['token-1', 'token-2']);
  await expect(getDevices()).rejects.toMatchObject({ code: 'account-service-unreachable' });
  expect(asked).toEqual(['Bearer token-1', 'renewal', 'Bearer token-2']);
});

test('two calls at once have it renewed once', async () => {
  const { asked, getDevices } = createOffice(['token-1']);
  await Promise.all([getDevices(), getDevices()]);
  expect(asked.filter((what) => what === 'renewal')).toHaveLength(1);
});

test('nothing is sent again for somebody who has left meanwhile', async () => {
  const { asked, sessions, leave, getDevices } = createOffice(['token-1']);
  sessions.renew = async () => leave();
  await expect(getDevices()).rejects.toMatchObject({ code: 'cancelled' });
  expect(asked).toEqual(['Bearer token-1']);
});

test('the softphone is told of an end, a new beginning and a switch of one turn in this order, each once', async () => {
  const hub = createChangeHub();
  const live = createLiveSessions(hub.notify);
  const index = createAccountIndex(createMemoryStorage());
  for (const id of ['ana', 'ines', 'leo']) index.put(account(id, true));
  index.setActiveId('ana');
  const told: string[] = [];
  const listen = createSessionEvents({ index, live }, hub.listen);
  listen(({ reason, session, failure }) => {
    told.push([reason, session.account.id, failure?.code].join(' ').trim());
  });
  const turn = async () => {
    await new Promise(setImmediate);
    return told.splice(0);
  };
  const online = { view: { status: 'online', failure: null } } as const;
  for (const id of ['ana', 'ines', 'leo']) live.replace(id, online);
  expect(await turn()).toEqual(['online ana', 'online ines', 'online leo']);

  endSession({ index, live }, 'ana', { code: 'account-disabled' }, { removes: false });
  endSession({ index, live }, 'leo', null, { removes: false });
  live.replace('leo', online);
  index.setActiveId('leo');
  live.update('ines', {
    view: { status: 'offline', failure: { code: 'offline' } },
    confirmWith: 'google',
    confirmFailure: { code: 'login-required' },
  });
  expect(await turn()).toEqual([
    'ended ana account-disabled',
    'ended leo',
    'opened leo',
    'switched leo',
    'offline ines offline',
    'confirm-needed ines login-required',
  ]);
  expect(await turn()).toEqual([]);
});

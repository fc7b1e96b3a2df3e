import { expect, test } from 'vitest';
import type { CredentialStore } from '../../../src-main/credentials/credential-store.ts';
import { createMemoryStore } from '../../../src-main/credentials/credential-store.ts';
import {
  createAccountIndex,
  createMemoryStorage,
} from '../../../src-main/preferences/account-preferences.ts';
import type { IndexedAccount } from '../../../src-main/session/account-index.ts';
import {
  identityCredentialKey,
  sessionCredentialKey,
} from '../../../src-main/session/credential-keys.ts';
import { endSession } from '../../../src-main/session/end-session.ts';
import { createLiveSessions } from '../../../src-main/session/live-sessions.ts';
import { createRemovals } from '../../../src-main/session/removals.ts';
import type { SonarService } from '../../../src-main/sonar/sonar-service.ts';

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

import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  lstatSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Keyring } from '../../../services/desktop/keyring.ts';
import { lookAtNothing } from '../../../src-main/credentials/keychain-state.ts';
import { LoginError } from '../../../src-main/errors/login-error.ts';
import { createLeftovers } from '../../../src-main/leftovers.ts';
import { createPreferences, type Preferences } from '../../../src-main/preferences/preferences.ts';
import { openProfileIds } from '../../../src-main/preferences/profile-ids.ts';
import { credentialKeysOf } from '../../../src-main/session/session-credential.ts';
import { createSystemKeychain } from '../../../src-main/stores.ts';
import { readKeyringItems, startKeyring } from '../../support/keyring.ts';
import { createForkSpawner } from '../../support/processes.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
import { sampleAccount } from '../preferences/sample.ts';
import { childModule, nameService, openStore } from './keychain.ts';

let keyring: Keyring;
beforeAll(async () => {
  keyring = await startKeyring();
}, 60_000);
afterAll(() => keyring?.stop());

const limit = { timeout: 120_000 };
const open = (directory: string) => createPreferences({ directory, now: Date.now });

/** Stores a session and an identity with a long token, as a sign-in does. */
async function store(service: string, { profileId }: Preferences, token: string): Promise<void> {
  const { store } = openStore(keyring, { service, profileId });
  try {
    expect(await store.write('session/ana', token)).toEqual({ kind: 'done' });
    expect(await store.write('identity/ana', 'x'.repeat(6_000))).toEqual({ kind: 'done' });
  } finally {
    store.close();
  }
}

/** What is found in the keychain for `preferences`; `told` are the tokens the service heard of, unless it `fails`. */
function leftoversOf(
  service: string,
  preferences: Preferences,
  fails?: LoginError,
  keychainProcess = childModule,
) {
  const told: string[] = [];
  const leftovers = createLeftovers({
    preferences,
    keychain: createSystemKeychain({
      service,
      childModule: keychainProcess,
      spawnChild: createForkSpawner(keyring.env, () => {}),
      look: lookAtNothing,
    }),
    sonar: {
      async signOut(token) {
        if (fails !== undefined) throw fails;
        told.push(token);
      },
    },
  });
  return { leftovers, told };
}

const count = async (service: string) =>
  (await readKeyringItems(keyring.env.DBUS_SESSION_BUS_ADDRESS, service)).length;

/** Fills both settings files with NULs, as a crash of the computer does. */
function destroy(folder: string): void {
  for (const name of ['preferences.json', 'accounts-backup.json']) {
    writeFileSync(join(folder, name), Buffer.alloc(4096));
  }
}

test(
  'B-09, S2-08: after both settings files were lost, what was stored before is ended and removed',
  limit,
  () =>
    withTempFolder(async (folder) => {
      const service = nameService();
      const before = open(folder);
      await store(service, before, 'old-token');
      destroy(folder);
      const after = open(folder);
      expect(after.notices()).toEqual(['reset']);
      expect(after.formerProfileIds()).toEqual([before.profileId]);
      await store(service, after, 'new-token');
      const { leftovers, told } = leftoversOf(service, after);
      const whole = await count(service);
      await leftovers.removeFormer();
      expect(told).toEqual(['old-token']);
      expect(await count(service)).toBe(whole / 2);
      expect(open(folder).formerProfileIds()).toEqual([]);
    }),
);

test(
  'B-09, S2-08: removing all finds what the settings never knew of, and leaves and counts what is of other folders',
  limit,
  () =>
    withTempFolder(async (folder) => {
      const service = nameService();
      const mine = join(folder, 'mine');
      await store(service, open(mine), 'first');
      destroy(mine);
      await store(service, open(mine), 'second');
      const other = open(join(folder, 'other'));
      await store(service, other, 'of another');
      const { leftovers, told } = leftoversOf(service, open(mine));
      expect(await leftovers.removeAll()).toEqual({ trouble: null, others: 2 });
      expect(told.toSorted()).toEqual(['first', 'second']);
      for (const { account } of await readKeyringItems(
        keyring.env.DBUS_SESSION_BUS_ADDRESS,
        service,
      )) {
        expect(account).toContain(other.profileId);
      }
      // A folder that was deleted by hand: its items are counted, and nobody says that they are gone.
      rmSync(mine, { recursive: true });
      const again = leftoversOf(service, open(mine)).leftovers;
      expect(await again.removeAll()).toEqual({ trouble: null, others: 2 });
    }),
);

test(
  'S2-08: a locked keychain is not taken for an empty one, and what it holds is found later',
  limit,
  () =>
    withTempFolder(async (folder) => {
      const service = nameService();
      await store(service, open(folder), 'old-token');
      destroy(folder);
      const preferences = open(folder);
      const { leftovers } = leftoversOf(service, preferences);
      await keyring.lock();
      try {
        expect((await leftovers.removeAll()).trouble).toBe('keychain-locked');
        await leftovers.removeFormer();
        expect(preferences.formerProfileIds()).toHaveLength(1);
      } finally {
        await keyring.unlock();
      }
      await leftovers.removeFormer();
      expect(await count(service)).toBe(0);
    }),
);

test(
  'S2-05, S2-08: what Sonar could not be told of stays until it was, unless all is to go',
  limit,
  () =>
    withTempFolder(async (folder) => {
      const service = nameService();
      const away = new LoginError('account-service-unreachable');
      await store(service, open(folder), 'old-token');
      destroy(folder);
      const offline = leftoversOf(service, open(folder), away).leftovers;
      await offline.removeFormer();
      expect(await count(service)).toBe(1);
      expect(open(folder).formerProfileIds()).toHaveLength(1);
      const { leftovers, told } = leftoversOf(service, open(folder));
      await leftovers.removeFormer();
      expect(told).toEqual(['old-token']);
      expect(await count(service)).toBe(0);
      expect(open(folder).formerProfileIds()).toEqual([]);

      await store(service, open(folder), 'new-token');
      destroy(folder);
      expect(
        (await leftoversOf(service, open(folder), away).leftovers.removeAll()).trouble,
      ).toBeNull();
      expect(await count(service)).toBe(0);
    }),
);

test('S2-08: with a broken keychain nobody says that all is gone, unless nothing was ever stored', () =>
  withTempFolder(async (folder) => {
    const ask = (preferences: Preferences) =>
      leftoversOf(nameService(), preferences, undefined, '/nowhere').leftovers.removeAll();
    expect(await ask(open(folder))).toEqual({ trouble: null, others: null });
    rmSync(join(folder, 'accounts-backup.json'));
    const file = join(folder, 'preferences.json');
    const settings = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...settings, accounts: [{ summary: 'broken' }] }));
    expect(await ask(open(folder))).toEqual({ trouble: 'keychain-broken', others: null });
  }));

test('S2-08: an answer of Sonar, whatever it says, keeps nothing in the keychain', limit, () =>
  withTempFolder(async (folder) => {
    const service = nameService();
    await store(service, open(folder), 'old-token');
    destroy(folder);
    await leftoversOf(
      service,
      open(folder),
      new LoginError('bad-request'),
    ).leftovers.removeFormer();
    expect(await count(service)).toBe(0);
  }),
);

test(
  'PR-08, B-09: what an account stored that only broken settings knew of is ended and removed; the others stay',
  limit,
  () =>
    withTempFolder(async (folder) => {
      const service = nameService();
      const before = open(folder);
      before.accounts.put(sampleAccount('a1'));
      const { store: keychain } = openStore(keyring, { service, profileId: before.profileId });
      const kept = credentialKeysOf(sampleAccount('a1'));
      for (const key of [...kept, 'session/lost', 'session/leaving']) {
        // Of several parts each.
        await keychain.write(key, `${key}${'x'.repeat(400)}`);
        await keychain.write(`${key}-long`, 'x'.repeat(6_000));
      }
      before.accounts.setPendingRemovals(['session/leaving', ...kept.map((key) => `${key}-long`)]);
      rmSync(join(folder, 'accounts-backup.json'));
      const file = join(folder, 'preferences.json');
      const { accounts, ...rest } = JSON.parse(readFileSync(file, 'utf8'));
      writeFileSync(file, JSON.stringify({ ...rest, accounts: [...accounts, { summary: 'a2' }] }));
      const after = open(folder);
      expect(after.notices()).toEqual(['restored']);
      const { leftovers, told } = leftoversOf(service, after);
      after.dismissMended();
      await leftovers.removeFormer();
      expect(told).toEqual([`session/lost${'x'.repeat(400)}`]);
      for (const key of [...kept, 'session/leaving']) {
        expect(await keychain.read(key, { expected: true })).toMatchObject({ kind: 'found' });
      }
      const left = await readKeyringItems(keyring.env.DBUS_SESSION_BUS_ADDRESS, service);
      expect(left.filter(({ account }) => account?.includes('lost'))).toEqual([]);
      keychain.close();
    }),
);

test(
  'S2-08: a copy of a settings folder whose settings are lost leaves the original’s sign-ins alone, until that is gone',
  limit,
  () =>
    withTempFolder(async (folder) => {
      const service = nameService();
      const original = join(folder, 'original');
      const copy = join(folder, 'copy');
      const { profileId } = open(original);
      await store(service, open(original), 'in use');
      cpSync(original, copy, { recursive: true });
      // Once with the settings of the original, then with its own.
      open(copy);
      destroy(copy);
      const whole = await count(service);
      for (const { formerProfileIds } of [open(copy), open(copy)]) {
        expect(formerProfileIds()).toEqual([]);
      }
      const { leftovers, told } = leftoversOf(service, open(copy));
      await leftovers.removeFormer();
      expect(await leftovers.removeAll()).toEqual({ trouble: null, others: 2 });
      expect(told).toEqual([]);
      expect(await count(service)).toBe(whole);
      rmSync(original, { recursive: true });
      expect(open(copy).formerProfileIds()).toEqual([profileId]);
    }),
);

test(
  'KC-10, S2-08: an item with a name that is none keeps nothing else in the keychain',
  limit,
  () =>
    withTempFolder(async (folder) => {
      const service = nameService();
      const preferences = open(folder);
      await store(service, preferences, 'token');
      const value = "'w1:1:x'";
      const name = `${preferences.profileId}/%zz`;
      const script = `require('keytar').setPassword(${JSON.stringify(service)}, ${JSON.stringify(name)}, ${value})`;
      execFileSync(process.execPath, ['--eval', script], {
        env: { ...process.env, ...keyring.env },
      });
      const { leftovers } = leftoversOf(service, preferences);
      expect(await leftovers.removeAll()).toEqual({ trouble: null, others: 0 });
      expect(await count(service)).toBe(0);
    }),
);

test('B-09, PR-09: the list of ids is private, is not written through a link, and half a line costs that line', () =>
  withTempFolder(async (folder) => {
    const file = join(folder, 'profile-ids');
    const { profileId } = open(folder);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    appendFileSync(file, '\0\0\0\0\nabcdef\n../../etc/passwd\n0123456789abcdef');
    expect(openProfileIds(folder, Date.now).list()).toEqual([profileId, '0123456789abcdef']);
    const target = join(folder, 'target');
    writeFileSync(target, 'mine');
    rmSync(file);
    symlinkSync(target, file);
    open(folder);
    expect(readFileSync(target, 'utf8')).toBe('mine');
    expect(lstatSync(file).isFile()).toBe(true);
    expect(openProfileIds(folder, Date.now).list()).toEqual([profileId]);
    const next = `${file}.next`;
    symlinkSync(target, next);
    openProfileIds(folder, Date.now).keepOnly(profileId);
    expect(readFileSync(target, 'utf8')).toBe('mine');
    expect(openProfileIds(folder, Date.now).list()).toEqual([profileId]);
  }));

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { migrations } from '../../src-main/preferences/preferences-document.ts';
import {
  identityCredentialKey,
  sessionCredentialKey,
} from '../../src-main/session/session-credential.ts';
import { createRawKeychain, type RawKeychain } from './support/fake-keychain.ts';
import { type Computer, type Office, withOffice } from './support/start-office.ts';

interface Morning {
  readonly folder: string;
  readonly keychain: RawKeychain;
  /** The accounts that were signed in last night, with Google and with Microsoft. */
  readonly accountIds: readonly [string, string];
  readonly identityKey: string;
  start(): Computer;
}

async function signIn(computer: Computer, provider: 'google' | 'microsoft'): Promise<string> {
  computer.browseAs(`${provider}-one-account`);
  await computer.login.verbs.startSignIn(provider, { anotherAccount: true });
  const { accountId } = await computer.waitFor('signed-in');
  await computer.login.flush();
  return accountId;
}

/** Two people are signed in by this version and quit; then `use` changes what lies there and starts the app again. */
function withNightBetween(use: (morning: Morning, office: Office) => Promise<void>): Promise<void> {
  return withOffice(async (office) => {
    const folder = join(office.folder, 'desk');
    const keychain = createRawKeychain('0123456789abcdef');
    const start = () => office.startComputer({ folder, credentials: keychain.openStore() });
    const evening = start();
    evening.login.start();
    const google = await signIn(evening, 'google');
    const microsoft = await signIn(evening, 'microsoft');
    const identityKey = evening.index.get(google)?.identity?.key ?? '';
    await evening.quit();
    await use({ folder, keychain, accountIds: [google, microsoft], identityKey, start }, office);
  });
}

function sessionOf(computer: Computer, accountId: string) {
  return computer.login.getState().accounts.find(({ id }) => id === accountId)?.session;
}

function isOnline(computer: Computer, accountId: string): Promise<unknown> {
  return computer.waitForState(
    () => sessionOf(computer, accountId)?.status === 'online',
    `${accountId} to be online`,
  );
}

function readPreferences(folder: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, 'preferences.json'), 'utf8')) as Record<
    string,
    unknown
  >;
}

/** What version 1 wrote: the same without the organizations. */
function toVersionOne(document: Record<string, unknown>): Record<string, unknown> {
  const accounts = (document.accounts as { identity: Record<string, unknown> }[]).map(
    ({ identity: { organization: _, ...identity }, ...account }) => ({ ...account, identity }),
  );
  return { ...document, version: 1, accounts };
}

test('PR-10 preferences of version 1: everybody is simply signed in, without the browser', () =>
  withNightBetween(async ({ folder, accountIds, start }) => {
    const old = toVersionOne(readPreferences(folder));
    expect(JSON.stringify(old)).not.toContain('"organization":"maple.example"');
    for (const name of ['preferences', 'accounts-backup']) {
      writeFileSync(join(folder, `${name}.json`), JSON.stringify(old));
    }
    const morning = start();
    morning.login.start();
    for (const accountId of accountIds) await isOnline(morning, accountId);
    expect(morning.opened).toEqual([]);
    const [google = '', microsoft = ''] = accountIds;
    const organizationOf = (id: string) => morning.index.get(id)?.identity?.organization;
    await morning.waitForState(() => organizationOf(google) === 'maple.example', 'Google to tell');
    const [tenant] = morning.index.get(microsoft)?.identity?.key.split(' ') ?? [];
    expect(organizationOf(microsoft)).toBe(tenant);
    expect(readPreferences(folder).version).toBe(migrations.length + 1);
  }));

test('PR-10 preferences of a newer version: everybody is signed in, and the newer file is kept whole', () =>
  withNightBetween(async ({ folder, accountIds, start }) => {
    const newer = { ...readPreferences(folder), version: 99, invented: { by: 'a newer version' } };
    writeFileSync(join(folder, 'preferences.json'), JSON.stringify(newer));
    const morning = start();
    morning.login.start();
    for (const accountId of accountIds) await isOnline(morning, accountId);
    await morning.quit();
    const kept = readdirSync(folder).filter((name) => name.includes('.version-99-'));
    expect(kept).toHaveLength(1);
    expect(JSON.parse(readFileSync(join(folder, kept[0] ?? ''), 'utf8'))).toEqual(newer);
  }));

/** An item of the layout that holds documents. */
function itemOf(document: string): string {
  return `w2:${Buffer.byteLength(document)}:${document}`;
}

test.each([
  ['of a newer layout', 'w3:5:value'],
  ['of a newer layout in parts', 'p3:{"anything":true}'],
  ['with a document of a newer version', itemOf('{"version":3,"refreshToken":"x","key":null}')],
  ['with a document without its key', itemOf('{"version":2,"refreshToken":"x"}')],
  ['with half a document', itemOf('{"version":2,')],
  ['cut short', 'w1:400:abc'],
])(
  'KC-10 a session %s: that account signs in again, the item stays until then, the other is untouched',
  (_, stored) =>
    withNightBetween(async ({ keychain, accountIds: [google, microsoft], start }) => {
      const name = keychain.nameOf(sessionCredentialKey(google));
      expect(keychain.items.get(name)).toMatch(/^w2:/);
      keychain.items.set(name, stored);
      const before = new Map(keychain.items);
      const morning = start();
      morning.login.start();
      await isOnline(morning, microsoft);
      await morning.waitForState(
        () => sessionOf(morning, google)?.status === 'signed-out',
        'the account to ask for a new sign-in',
      );
      expect(sessionOf(morning, google)?.failure).toEqual({ code: 'session-expired' });
      expect(keychain.items.get(name)).toBe(stored);
      expect([...keychain.items.keys()].sort()).toEqual([...before.keys()].sort());
      expect(await signIn(morning, 'google')).toBe(google);
      expect(keychain.items.get(name)).toMatch(/^w2:/);
    }),
);

/** What of a session's item every version before this one wrote: the refresh token alone. */
function toTokenAlone(item: string): string {
  const { refreshToken } = JSON.parse(item.replace(/^w2:\d+:/, '')) as { refreshToken: string };
  return `w1:${Buffer.byteLength(refreshToken)}:${refreshToken}`;
}

test('KC-10, S2-02: sessions without a key, as older versions stored them: simply signed in, and bound from then on', () =>
  withNightBetween(async ({ keychain, accountIds, start }, office) => {
    const { sandbox } = office;
    const names = accountIds.map((accountId) => keychain.nameOf(sessionCredentialKey(accountId)));
    // As if they had been opened without a key, too.
    const database = new DatabaseSync(join(office.folder, 'sandbox', 'sonar.sqlite'));
    database.exec(
      'UPDATE sessions SET key_thumbprint = NULL; UPDATE refresh_tokens SET is_bound = 0',
    );
    database.close();
    for (const name of names) {
      keychain.items.set(name, toTokenAlone(keychain.items.get(name) ?? ''));
      expect(keychain.items.get(name)).toMatch(/^w1:43:[^{]/);
    }
    const morning = start();
    morning.login.start();
    for (const accountId of accountIds) await isOnline(morning, accountId);
    await morning.login.flush();
    expect(morning.opened).toEqual([]);
    for (const name of names) expect(keychain.items.get(name)).toMatch(/^w2:\d+:\{"version":2,/);
    const stolen = toTokenAlone(keychain.items.get(names[0] ?? '') ?? '').replace(/^w1:\d+:/, '');
    const response = await fetch(`${sandbox.description.sonar.baseUrl}/sessions/refresh`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refreshToken: stolen }),
    });
    expect(response.status).toBe(401);
    for (const accountId of accountIds) await morning.login.verbs.retrySession(accountId);
    for (const accountId of accountIds)
      expect(sessionOf(morning, accountId)?.status).toBe('online');
  }));

test('KC-10 an identity of a newer layout: the session runs on and asks to be confirmed, the item stays', () =>
  withNightBetween(async ({ keychain, accountIds: [google], identityKey, start }) => {
    const name = keychain.nameOf(identityCredentialKey(identityKey));
    keychain.items.set(name, 'w3:5:value');
    const morning = start();
    const account = morning.index.get(google);
    if (account === undefined) throw new Error('no account');
    const verifiedAt = new Date(Date.now() - 13 * 3_600_000).toISOString();
    morning.index.put({ ...account, verifiedAt });
    morning.login.start();
    await isOnline(morning, google);
    await morning.waitForState(
      ({ accounts }) => accounts.find(({ id }) => id === google)?.confirmWith === 'google',
      'the question to confirm',
    );
    expect(keychain.items.get(name)).toBe('w3:5:value');
  }));

test('KC-10 signing out removes an item of a newer layout, for now the person has said so', () =>
  withNightBetween(async ({ keychain, accountIds: [google], start }) => {
    const name = keychain.nameOf(sessionCredentialKey(google));
    keychain.items.set(name, 'w3:5:value');
    keychain.items.set(`${name}#part-of-a-newer-layout`, 'value');
    const morning = start();
    morning.login.start();
    await morning.waitForState(
      () => sessionOf(morning, google)?.status === 'signed-out',
      'the account to ask for a new sign-in',
    );
    expect(await morning.login.verbs.removeAccount(google)).toEqual({ ok: true, value: null });
    expect([...keychain.items.keys()].filter((item) => item.startsWith(name))).toEqual([]);
  }));

test('KC-10 items of the first layout are read for ever, documents have the second, whole and in parts', async () => {
  const keychain = createRawKeychain('0123456789abcdef');
  const name = keychain.nameOf('session/x');
  const store = keychain.openStore();
  try {
    keychain.items.set(name, 'w1:6:señal');
    expect(await store.read('session/x', { expected: true })).toEqual({
      kind: 'found',
      value: 'señal',
    });
    await store.write('session/x', '{"version":2}');
    expect(keychain.items.get(name)).toBe('w2:13:{"version":2}');
    await store.write('session/x', `{"long":"${'x'.repeat(3_000)}"}`);
    expect(keychain.items.get(name)).toMatch(/^p2:/);
    expect(await store.read('session/x', { expected: true })).toMatchObject({
      value: expect.stringMatching(/^\{"long":"x+"\}$/),
    });
    const sha256 = '8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4';
    keychain.items.set(
      name,
      `p1:{"generation":"00112233aabbccdd","count":2,"bytes":2,"sha256":"${sha256}"}`,
    );
    keychain.items.set(`${name}#00112233aabbccdd.0`, 'h');
    keychain.items.set(`${name}#00112233aabbccdd.1`, 'i');
    expect(await store.read('session/x', { expected: true })).toEqual({
      kind: 'found',
      value: 'hi',
    });
  } finally {
    store.close();
  }
});

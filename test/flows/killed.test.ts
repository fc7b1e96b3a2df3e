import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/common/run-captured.ts';
import type { SandboxDescription } from '../../services/sandbox-description.ts';
import { sandboxPassword } from '../../services/seed/default-seed.ts';
import type { CredentialStore } from '../../src-main/credentials/credential-store.ts';
import { createPreferences, type Preferences } from '../../src-main/preferences/preferences.ts';
import { waitUntil } from '../support/wait-until.ts';
import { createFakeKeychain } from './support/fake-keychain.ts';
import { type Computer, type Office, withOffice } from './support/start-office.ts';

/** Whether the app still lives: what is killed reads and writes nothing any more. */
interface Life {
  isOver: boolean;
}

const notDone = { kind: 'not-done', code: 'credential-store-unavailable' } as const;

/** Credentials and settings of an app that may die at any moment; the keychain itself goes on. */
function mortal(
  office: Office,
  life: Life,
  credentials: CredentialStore,
): { readonly credentials: CredentialStore; readonly preferences: Preferences } {
  const preferences = createPreferences({ directory: `${office.folder}/computer`, now: Date.now });
  const { accounts } = preferences;
  const whileAlive = <Args extends readonly unknown[]>(act: (...args: Args) => void) => {
    return (...args: Args) => {
      if (!life.isOver) act(...args);
    };
  };
  return {
    credentials: {
      ...credentials,
      write: async (key, value) => (life.isOver ? notDone : credentials.write(key, value)),
      remove: async (key) => (life.isOver ? notDone : credentials.remove(key)),
    },
    preferences: {
      ...preferences,
      accounts: {
        ...accounts,
        put: whileAlive(accounts.put),
        remove: whileAlive(accounts.remove),
        setActiveId: whileAlive(accounts.setActiveId),
        setPendingRemovals: whileAlive(accounts.setPendingRemovals),
      },
    },
  };
}

function startMortal(office: Office, kept: ReturnType<typeof mortal>, life: Life): Computer {
  return office.startComputer({
    ...kept,
    fetch: (next) => async (url, init) => {
      if (life.isOver) throw new TypeError('fetch failed');
      return next(url, init);
    },
  });
}

function endedBySignOut({ sandbox }: Office): number {
  const audit = sandbox.control.sonar.readAudit();
  return audit.filter(({ what }) => what === 'signed-out').length;
}

test('S2-05: killed between the keychain and the settings, a sign-in leaves nothing that nobody knows', () =>
  withOffice(async (office) => {
    const { credentials, names } = createFakeKeychain();
    const life: Life = { isOver: false };
    const kept = mortal(office, life, {
      ...credentials,
      async write(key, value) {
        const written = await credentials.write(key, value);
        if (names.size === 2) life.isOver = true;
        return written;
      },
    });
    const evening = startMortal(office, kept, life);
    evening.login.start();
    evening.browseAs('google-one-account');
    await evening.login.verbs.startSignIn('google', { anotherAccount: false });
    await waitUntil(() => life.isOver, 'both credentials in the keychain');
    evening.login.close();
    expect(names.size).toBe(2);

    const morning = office.startComputer({ credentials });
    morning.login.start();
    await waitUntil(() => names.size === 0, 'the keychain to be empty');
    expect(morning.view().kind).toBe('signed-out');
    expect(endedBySignOut(office)).toBe(1);
    await waitUntil(() => morning.index.pendingRemovals().length === 0, 'nothing to be removed');
    morning.browseAs('google-one-account');
    await morning.login.verbs.startSignIn('google', { anotherAccount: false });
    await morning.waitFor('signed-in');
    await morning.login.flush();
    expect(names.size).toBe(2);
    expect(morning.index.pendingRemovals()).toEqual([]);
  }));

test('S2-05: killed at the first thing that the settings hear of it, a sign-out is done at the next start', () =>
  withOffice(async (office) => {
    const { credentials, names } = createFakeKeychain();
    const life: Life = { isOver: false };
    const kept = mortal(office, life, credentials);
    const { accounts } = kept.preferences;
    const evening = startMortal(
      office,
      {
        ...kept,
        preferences: {
          ...kept.preferences,
          accounts: {
            ...accounts,
            put(account, also) {
              accounts.put(account, also);
              if (isSignedIn && !account.signedIn) life.isOver = true;
            },
          },
        },
      },
      life,
    );
    let isSignedIn = false;
    evening.login.start();
    evening.browseAs('google-one-account');
    await evening.login.verbs.startSignIn('google', { anotherAccount: false });
    const { accountId } = await evening.waitFor('signed-in');
    await evening.login.flush();
    isSignedIn = true;
    void evening.login.verbs.signOut(accountId);
    await waitUntil(() => life.isOver, 'the settings to hear of it');
    evening.login.close();
    expect(names.size).toBe(2);

    const morning = office.startComputer({ credentials });
    morning.login.start();
    await waitUntil(() => names.size === 0, 'the keychain to be empty');
    expect(morning.view()).toEqual({ kind: 'signed-out', failure: null });
    expect(endedBySignOut(office)).toBe(1);
  }));

test('S2-05: an account that another identity opens leaves nothing of the identity before', () =>
  withOffice(async (office) => {
    const { credentials, names } = createFakeKeychain();
    const computer = office.startComputer({ credentials });
    const { verbs } = computer.login;
    computer.login.start();
    computer.browseAs('google-one-account');
    await verbs.startSignIn('google', { anotherAccount: false });
    const { accountId } = await computer.waitFor('signed-in');
    await computer.login.flush();
    const before = [...names];
    computer.browseAs('microsoft-stranger');
    await verbs.turnOnProvider(accountId, 'microsoft');
    await computer.waitFor('confirming-link');
    await verbs.confirmLink();
    await verbs.startSignIn('microsoft', { anotherAccount: true });
    await computer.waitForState(
      ({ accounts, view }) =>
        view.kind === 'signed-in' && accounts[0]?.identity?.provider === 'microsoft',
      'signed in by the other identity',
    );
    await computer.login.flush();
    expect(computer.login.getState().accounts.map(({ id }) => id)).toEqual([accountId]);
    // The session's name is that of the account; the other one is the new identity's.
    expect(names.size).toBe(2);
    expect([...names].filter((name) => before.includes(name))).toHaveLength(1);
    expect(computer.index.pendingRemovals()).toEqual([]);
  }));

const people = ['one-account', 'three-accounts', 'no-account', 'shared-mailbox'].flatMap(
  (story) => [`google-${story}`, `microsoft-${story}`],
);
const kills = 4;
/** Between two kills, so that each hits a service that is at work. */
const betweenKillsMs = 1_500;

/** A Sonar service in a process of its own, which can be killed and started again on its data. */
interface Service {
  readonly baseUrl: string;
  readonly database: string;
  kill(): Promise<void>;
  start(): Promise<void>;
}

async function startService({ sandbox, folder }: Office): Promise<Service> {
  const { google, microsoft } = sandbox.description;
  const data = join(folder, 'service');
  let child: ChildProcess;
  let baseUrl = '';
  async function start(): Promise<void> {
    const args = [
      ...['--data', data, '--config', join(folder, 'service.json')],
      ...['--google-issuer', google.issuer, '--google-client-id', google.clientId],
      ...['--microsoft-authority', microsoft.authority],
      ...['--microsoft-client-id', microsoft.clientId],
    ];
    child = spawn(process.execPath, [join(projectRoot, 'services', 'index.ts'), ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (child.stdout === null) throw new Error('no output');
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    baseUrl = (JSON.parse(line) as SandboxDescription).sonar.baseUrl;
  }
  async function kill(): Promise<void> {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
  await start();
  return {
    get baseUrl() {
      return baseUrl;
    },
    database: join(data, 'sonar.sqlite'),
    start,
    kill,
  };
}

/** Signs in, chooses or links, renews and signs out, again and again; what it saw confirmed is to stay so. */
function createClient(office: Office, service: Service, key: string) {
  const computer = office.startComputer({
    folder: join(office.folder, key),
    credentials: createFakeKeychain().credentials,
    sonarBaseUrl: service.baseUrl,
  });
  const { verbs } = computer.login;
  const provider = key.startsWith('google') ? 'google' : 'microsoft';
  const person = office.sandbox.description.people.find((one) => one.key === key);
  const waits: number[] = [];
  const codes: string[] = [];
  let linked: string | null = null;
  computer.browseAs(key);
  computer.login.start();

  /** The account that is signed in now; null: it did not come to that. */
  async function signIn(): Promise<string | null> {
    const begun = performance.now();
    await verbs.startSignIn(provider, { anotherAccount: true });
    const view = await settled(computer);
    if (view.kind === 'choosing') await verbs.chooseAccount(view.accounts[0]?.id ?? '', false);
    if (view.kind === 'linking') {
      await verbs.linkAccount(person?.sonarUsername ?? '', sandboxPassword);
    }
    const now = computer.view();
    if (now.kind === 'signed-in') {
      waits.push(performance.now() - begun);
      if (view.kind === 'linking') linked = now.accountId;
      return now.accountId;
    }
    const { failure } = now as { readonly failure?: { readonly code: string } | null };
    if (failure) codes.push(failure.code);
    await verbs.cancelSignIn();
    return null;
  }

  async function work(until: () => boolean): Promise<void> {
    while (!until()) {
      const accountId = await signIn();
      if (accountId === null) continue;
      await computer.login.flush();
      await verbs.retrySession(accountId);
      await verbs.signOut(accountId);
      await pause(1_000);
    }
  }
  return { computer, key, waits, codes, linked: () => linked, signIn, work };
}

async function settled(computer: Computer) {
  const kinds = ['signed-in', 'choosing', 'linking', 'signed-out'];
  await computer.waitForState(
    ({ view }) => kinds.includes(view.kind) && !('busy' in view && view.busy),
    'an end of the sign-in',
  );
  return computer.view();
}

function query(service: Service, sql: string): readonly Record<string, unknown>[] {
  const database = new DatabaseSync(service.database, { readOnly: true });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

test(
  'LD-04, SV-13: the service killed four times under eight people: no link twice, nothing lost that was said',
  {
    timeout: 120_000,
  },
  () =>
    withOffice(async (office) => {
      const service = await startService(office);
      try {
        let isOver = false;
        const clients = people.map((key) => createClient(office, service, key));
        const work = clients.map((client) => client.work(() => isOver));
        for (let count = 0; count < kills; count += 1) {
          await pause(betweenKillsMs);
          await service.kill();
          await service.start();
        }
        await pause(betweenKillsMs);
        isOver = true;
        await Promise.all(work);

        for (const client of clients) {
          const accountId = await client.signIn();
          expect(accountId, `${client.key}: ${client.codes}`).not.toBeNull();
          await client.computer.login.flush();
          await client.computer.login.verbs.retrySession(accountId ?? '');
          const { accounts } = client.computer.login.getState();
          expect(accounts.find(({ id }) => id === accountId)?.session.status).toBe('online');
          // Only a service that was away is told of; nothing else went wrong.
          const other = client.codes.filter((code) => code !== 'account-service-unreachable');
          expect([client.key, other]).toEqual([client.key, []]);
        }
        const twice =
          'SELECT identity_id, account_id FROM links GROUP BY 1, 2, state HAVING count(*) > 1';
        expect(query(service, twice)).toEqual([]);
        const byPassword = query(
          service,
          `SELECT account_id AS id FROM links
        WHERE linked_by = 'password' AND state = 'active'`,
        ).map(({ id }) => id);
        for (const client of clients) {
          const linked = client.linked();
          if (linked !== null) expect(byPassword.filter((id) => id === linked)).toHaveLength(1);
        }
        expect(query(service, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
        const waits = clients.flatMap((client) => client.waits).sort((one, other) => one - other);
        const p95 = waits[Math.floor(waits.length * 0.95)] ?? 0;
        console.log(`LD-04: ${waits.length} sign-ins, p95 ${Math.round(p95)} ms`);
      } finally {
        await service.kill();
      }
    }),
);

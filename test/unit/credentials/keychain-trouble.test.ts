import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Keyring } from '../../../services/desktop/keyring.ts';
import type { CredentialStore } from '../../../src-main/credentials/credential-store.ts';
import {
  classifyKeychainError,
  classifyLoadError,
} from '../../../src-main/credentials/keychain-messages.ts';
import { startKeyring } from '../../support/keyring.ts';
import { createForkSpawner, isRunning } from '../../support/processes.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { childModule, openConnection, openStore } from './keychain.ts';

// Texts as the libraries give them; the Linux ones were seen, macOS from Security.framework's message table.
test.each([
  ['Cannot create an item in a locked collection', 'keychain-locked'],
  ['The prompt was dismissed', 'keychain-locked'],
  ['User interaction is not allowed.', 'keychain-locked'],
  ['The user name or passphrase you entered is not correct.', 'keychain-locked'],
  ['User canceled the operation.', 'keychain-locked'],
  ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'credential-store-unavailable'],
  ['Could not connect: No such file or directory', 'credential-store-unavailable'],
  [
    'The name org.freedesktop.secrets was not provided by any .service files',
    'credential-store-unavailable',
  ],
  ['The stub received bad data', 'credential-store-unavailable'],
  ['The operation was blocked', 'credential-store-unavailable'],
  ['', 'credential-store-unavailable'],
] as const)('"%s" means %s', (text, code) => {
  expect(classifyKeychainError(text)).toBe(code);
});

// As Node 24 gives them: without libsecret on the system, without keytar, with one cut short, with one of another system.
test.each([
  [
    'libsecret-1.so.0: cannot open shared object file: No such file or directory',
    'credential-store-unavailable',
  ],
  ["Cannot find package 'keytar' imported from /opt/Sonar/keychain-process.js", 'keychain-broken'],
  ["Cannot find module '../build/Release/keytar.node'", 'keychain-broken'],
  ['/opt/Sonar/keytar.node: file too short', 'keychain-broken'],
  ['/opt/Sonar/keytar.node: invalid ELF header', 'keychain-broken'],
  ['Module did not self-register', 'keychain-broken'],
] as const)('KC-14: keytar that cannot be loaded for "%s" means %s', (text, code) => {
  expect(classifyLoadError(text)).toBe(code);
});

const broken = 'keychain-broken';
const unavailable = 'credential-store-unavailable';
const limit = { timeout: 90_000 };

/** A keyring of its own, and stores that are closed afterwards. */
async function withKeyring(
  use: (
    keyring: Keyring,
    open: (options?: Parameters<typeof openStore>[1]) => ReturnType<typeof openStore>,
  ) => Promise<void>,
): Promise<void> {
  const keyring = await startKeyring();
  const stores: CredentialStore[] = [];
  try {
    await use(keyring, (options) => {
      const opened = openStore(keyring, options);
      stores.push(opened.store);
      return opened;
    });
  } finally {
    for (const store of stores) store.close();
    await keyring.stop();
  }
}

function found(value: string) {
  return { kind: 'found', value };
}

test('KC-03: locked is told as locked, and what it holds is there after unlocking', limit, () =>
  withKeyring(async (keyring, open) => {
    const { store } = open();
    await store.write('k', 'value');
    await keyring.lock();
    const locked = { code: 'keychain-locked' };
    expect(await store.read('k', { expected: true })).toEqual({ kind: 'cannot-tell', ...locked });
    expect(await store.write('k', 'new')).toEqual({ kind: 'not-done', ...locked });
    expect(await store.remove('k')).toEqual({ kind: 'not-done', ...locked });
    expect(store.kind).toBe('memory');
    await keyring.unlock();
    expect(await store.read('k', { expected: true })).toEqual(found('value'));
    expect(store.kind).toBe('keychain');
  }),
);

test('KC-03: unlocking is noticed without a use and without a prompt', limit, () =>
  withKeyring(async (keyring, open) => {
    const { store } = open();
    let announced = 0;
    store.onAvailable(() => {
      announced += 1;
    });
    await store.write('k', 'value');
    expect(announced).toBe(0);
    await keyring.lock();
    await store.read('k', { expected: true });
    await keyring.unlock();
    await waitUntil(() => announced > 0, 'the unlocked keychain is noticed');
  }),
);

test('where nobody can look quietly, a question that no item answers finds out', limit, () =>
  withKeyring(async (keyring, open) => {
    const { store } = open({ look: async () => 'cannot-tell', lookEveryMs: 10 });
    let announced = false;
    store.onAvailable(() => {
      announced = true;
    });
    await keyring.kill();
    await store.read('k', { expected: false });
    await keyring.revive();
    await waitUntil(() => announced, 'the revived keychain is noticed');
  }),
);

test(
  'KC-01: without a message bus the keychain is unavailable, not locked, and nothing waits',
  limit,
  async () => {
    const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
    const { store } = openStore({ env });
    try {
      const read = await store.read('k', { expected: true });
      expect(read).toEqual({ kind: 'cannot-tell', code: unavailable });
      expect(await store.write('k', 'v')).toEqual({ kind: 'not-done', code: unavailable });
      expect(await store.remove('k')).toEqual({ kind: 'not-done', code: unavailable });
    } finally {
      store.close();
    }
  },
);

test(
  'KC-05: without a keyring on the bus the keychain is unavailable, and comes back with the keyring',
  limit,
  () =>
    withKeyring(async (keyring, open) => {
      const { store } = open();
      await store.write('k', 'old');
      let announced = false;
      store.onAvailable(() => {
        announced = true;
      });
      await keyring.kill();
      const read = await store.read('k', { expected: true });
      expect(read).toEqual({ kind: 'cannot-tell', code: unavailable });
      expect(await store.write('k', 'new')).toEqual({ kind: 'not-done', code: unavailable });
      await keyring.revive();
      await waitUntil(() => announced, 'the revived keychain is noticed');
      expect(await store.read('k', { expected: true })).toEqual(found('old'));
    }),
);

test('KC-04: one that never answers holds nobody up, and a late write still counts', limit, () =>
  withKeyring(async (keyring, open) => {
    const patient = open().store;
    await patient.write('k', 'old');
    const hasty = open({ waitMs: 50, service: 'late' });
    const witness = open({ service: 'late' }).store;
    keyring.freeze();
    let announced = false;
    hasty.store.onAvailable(() => {
      announced = true;
    });
    const written = await hasty.store.write('k', 'late');
    expect(written).toEqual({ kind: 'not-done', code: 'keychain-locked' });
    const read = await hasty.store.read('other', { expected: false });
    expect(read).toEqual({ kind: 'cannot-tell', code: 'keychain-locked' });
    keyring.thaw();
    await waitUntil(() => announced, 'the late answer is noticed');
    expect(await witness.read('k', { expected: true })).toEqual(found('late'));
  }),
);

test('KC-04: while one use is overdue the next ones do not wait at all', limit, () =>
  withKeyring(async (keyring, open) => {
    const { store } = open({ waitMs: 3_000 });
    keyring.freeze();
    // Forty waits of 3 s would run into the test's limit.
    for (let count = 0; count < 40; count += 1) {
      const read = await store.read(`k${count}`, { expected: true });
      expect(read.kind).toBe('cannot-tell');
    }
  }),
);

test('late writes to one key end in the order in which they were made', limit, () =>
  withKeyring(async (keyring, open) => {
    const hasty = open({ waitMs: 50, service: 'order' }).store;
    const witness = open({ service: 'order' }).store;
    keyring.freeze();
    await hasty.write('k', 'first');
    await hasty.remove('k');
    await hasty.write('k', 'last');
    keyring.thaw();
    await waitUntil(async () => {
      const read = await witness.read('k', { expected: true });
      return read.kind === 'found' && read.value === 'last';
    }, 'the last write');
  }),
);

test(
  'KC-04: a call that outlives its limit ends with its child, and the next use starts a new one',
  limit,
  () =>
    withKeyring(async (keyring, open) => {
      const { store, children } = open({ waitMs: 50, lateAnswerMs: 400 });
      keyring.freeze();
      await store.read('k', { expected: true });
      const first = children[0] ?? 0;
      await waitUntil(() => !isRunning(first), 'the hanging child is ended');
      keyring.thaw();
      await waitUntil(
        async () => (await store.read('k', { expected: false })).kind === 'absent',
        'a new child answers',
      );
      expect(children.length).toBeGreaterThan(1);
    }),
);

test('KC-04: the app can quit while the keychain hangs', limit, () =>
  withKeyring(async (keyring, open) => {
    const { store, children } = open({ waitMs: 50 });
    keyring.freeze();
    await store.read('k', { expected: true });
    store.close();
    await waitUntil(() => !isRunning(children[0] ?? 0), 'the hanging child is gone');
  }),
);

test.each([1, 2, 3, 4])(
  'KC-05, KC-07: a crash at write %i of a long value leaves the old one whole',
  limit,
  (nth) =>
    withKeyring(async (keyring, open) => {
      const service = 'crash';
      const before = open({ service }).store;
      await before.write('k', 'o'.repeat(6000));
      const fork = createForkSpawner(keyring.env);
      let sets = 0;
      const { store } = open({
        service,
        // The real child, killed just before it would be told to make the nth write.
        spawnChild(modulePath) {
          const port = fork(modulePath);
          return {
            ...port,
            postMessage(message) {
              if ((message as { op: string }).op === 'set') {
                sets += 1;
                if (sets === nth) port.kill();
              }
              port.postMessage(message);
            },
          };
        },
      });
      const written = await store.write('k', 'n'.repeat(6000));
      expect(written).toEqual({ kind: 'not-done', code: unavailable });
      expect(await before.read('k', { expected: true })).toEqual(found('o'.repeat(6000)));
    }),
);

const damages: readonly (readonly [string, string])[] = [
  ['cut short', 'w1:12:valu'],
  ['a document cut short', 'w2:12:{"v":1'],
  ['of a newer format', 'w3:5:value'],
  ['of a newer format in parts', 'p3:{"anything":true}'],
  ['of another program', 'value'],
  ['a head with no parts', 'p1:{"generation":"0123456789abcdef","count":1,"bytes":5'],
  [
    'a head whose parts are gone',
    `p1:{"generation":"0123456789abcdef","count":1,"bytes":5,"sha256":"${'0'.repeat(64)}"}`,
  ],
];

test.each(damages)(
  'KC-10: an item that is %s is absent and stays until it is replaced',
  limit,
  (_, stored) =>
    withKeyring(async (keyring, open) => {
      const { store, service } = open();
      const connection = openConnection(keyring, service);
      try {
        await store.write('other', 'untouched');
        await connection.ask('set', 'profile/k', stored);
        expect(await store.read('k', { expected: true })).toEqual({ kind: 'absent' });
        expect(await connection.ask('get', 'profile/k')).toEqual({ ok: true, value: stored });
        await store.write('k', 'new');
        expect(await store.read('k', { expected: true })).toEqual(found('new'));
        expect(await store.read('other', { expected: true })).toEqual(found('untouched'));
      } finally {
        connection.close();
      }
    }),
);

test('writes that nobody waits for any more can be waited for', limit, () =>
  withKeyring(async (keyring, open) => {
    const service = 'settle';
    const { store } = open({ waitMs: 50, service });
    const witness = open({ service }).store;
    await store.settle();
    keyring.freeze();
    await store.write('k', 'late');
    await store.write('other', 'late');
    let isSettled = false;
    const settled = store.settle().then(() => {
      isSettled = true;
    });
    await pause(100);
    expect(isSettled).toBe(false);
    keyring.thaw();
    await settled;
    expect(await witness.read('k', { expected: true })).toEqual(found('late'));
    expect(await witness.read('other', { expected: true })).toEqual(found('late'));
    expect(store.kind).toBe('keychain');
  }),
);

test('an unused child ends, and one with an unanswered question does not', limit, () =>
  withKeyring(async (keyring, open) => {
    const service = 'idle';
    const { store, children } = open({ idleMs: 200, waitMs: 50, service });
    await store.prepare();
    await waitUntil(() => !isRunning(children[0] ?? 0), 'the unused child is gone');
    keyring.freeze();
    await store.write('k', 'late');
    // Several times as long as an unused one has.
    await pause(1_000);
    expect(isRunning(children[1] ?? 0)).toBe(true);
    keyring.thaw();
    await store.settle();
    const witness = open({ service }).store;
    expect(await witness.read('k', { expected: true })).toEqual(found('late'));
  }),
);

/** The child's program on its own, without the library that lies beside the project. */
async function copyProgram(folder: string): Promise<string> {
  for (const name of ['keychain-process', 'keychain-messages']) {
    await copyFile(join(dirname(childModule), `${name}.ts`), join(folder, `${name}.ts`));
  }
  return join(folder, 'keychain-process.ts');
}

async function putLibrary(folder: string, code: string): Promise<void> {
  await mkdir(join(folder, 'node_modules', 'keytar'), { recursive: true });
  await writeFile(join(folder, 'node_modules', 'keytar', 'index.js'), code);
}

const realLibrary = createRequire(import.meta.url).resolve('keytar');

test.each([
  ['is missing', null, 'library not loaded'],
  ['cannot be loaded', "throw new Error('invalid ELF header')", 'library not loaded'],
  ['kills the process', 'process.abort()', 'died at start'],
] as const)(
  'KC-14: a library that %s is a broken installation: two starts, then none but on demand, and back when mended',
  limit,
  (_, code, reason) =>
    withTempFolder((folder) =>
      withKeyring(async (_keyring, open) => {
        if (code !== null) await putLibrary(folder, code);
        const losses: string[] = [];
        const { store, children } = open({
          childModule: await copyProgram(folder),
          onChildLost: (loss) => losses.push(loss.reason),
        });
        let announced = 0;
        store.onAvailable(() => {
          announced += 1;
        });
        expect(await store.read('k', { expected: true })).toEqual({
          kind: 'cannot-tell',
          code: broken,
        });
        expect(await store.write('k', 'v')).toEqual({ kind: 'not-done', code: broken });
        expect(store.kind).toBe('broken');
        expect(losses).toEqual([reason, reason]);
        // The open keyring would have been looked at, and found open, twenty times.
        await pause(1_000);
        expect(announced).toBe(0);
        await store.prepare();
        expect(children).toHaveLength(2);
        await store.tryAgain();
        await store.tryAgain();
        expect((await store.read('k', { expected: true })).kind).toBe('cannot-tell');
        expect(children).toHaveLength(4);

        await putLibrary(folder, `module.exports = require(${JSON.stringify(realLibrary)})`);
        await store.tryAgain();
        expect(await store.write('k', 'v')).toEqual({ kind: 'done' });
        expect(store.kind).toBe('keychain');
        expect(announced).toBe(1);
        expect(children).toHaveLength(5);
      }),
    ),
);

import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Keyring } from '../../../services/desktop/keyring.ts';
import { callOverBus } from '../../../services/desktop/session-bus.ts';
import type { CredentialStore } from '../../../src-main/credentials/credential-store.ts';
import {
  type ChildPort,
  createKeychainChild,
} from '../../../src-main/credentials/keychain-child.ts';
import type { SpawnChild } from '../../../src-main/credentials/keychain-connection.ts';
import type { KeychainOutcome } from '../../../src-main/credentials/keychain-messages.ts';
import { createLinuxKeychainLook } from '../../../src-main/credentials/keychain-state.ts';
import { startKeyring } from '../../support/keyring.ts';
import { createForkSpawner, isRunning } from '../../support/processes.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { listItems, nameService, openConnection, openStore, type TestStore } from './keychain.ts';

describe('the store', () => {
  let keyring: Keyring;
  const opened: CredentialStore[] = [];

  beforeAll(async () => {
    keyring = await startKeyring();
  }, 60_000);

  afterAll(async () => {
    for (const store of opened) store.close();
    await keyring.stop();
  }, 60_000);

  function open(options: Parameters<typeof openStore>[1] = {}): TestStore {
    const opening = openStore(keyring, options);
    opened.push(opening.store);
    return opening;
  }

  test('what is written is found, and is found again by the next run', async () => {
    const { store, service } = open();
    expect(await store.write('identity/a', 'refresh token')).toEqual({ kind: 'done' });
    expect(await store.read('identity/a', { expected: true })).toEqual({
      kind: 'found',
      value: 'refresh token',
    });
    store.close();
    const next = open({ service });
    expect(await next.store.read('identity/a', { expected: true })).toEqual({
      kind: 'found',
      value: 'refresh token',
    });
  });

  test('nothing starts before the first use', async () => {
    const { store, children } = open();
    expect(children).toEqual([]);
    await store.read('identity/a', { expected: false });
    expect(children).toHaveLength(1);
  });

  test('null is absent for a key that nobody expects, and cannot-tell for one that the index knows', async () => {
    const { store } = open();
    expect(await store.read('session/a', { expected: false })).toEqual({ kind: 'absent' });
    expect(await store.read('session/a', { expected: true })).toEqual({
      kind: 'cannot-tell',
      code: 'keychain-locked',
    });
  });

  test('KC-12: null for a key that the index knows is absent once the open keychain has taken a write', async () => {
    const { store } = open();
    const asked = { expected: true, confirms: true };
    expect(await store.read('session/a', asked)).toEqual({ kind: 'absent' });
    await keyring.lock();
    try {
      expect(await store.read('session/a', asked)).toEqual({
        kind: 'cannot-tell',
        code: 'keychain-locked',
      });
    } finally {
      await keyring.unlock();
    }
  });

  test('two profiles never meet, though they use the same keychain service', async () => {
    const first = open({ profileId: 'one' });
    const second = open({ profileId: 'two', service: first.service });
    await first.store.write('session/a', 'of one');
    expect(await second.store.read('session/a', { expected: false })).toEqual({ kind: 'absent' });
    await second.store.write('session/a', 'of two');
    await second.store.remove('session/a');
    expect(await first.store.read('session/a', { expected: true })).toEqual({
      kind: 'found',
      value: 'of one',
    });
  });

  const values: readonly (readonly [string, string])[] = [
    ['2,560 bytes, the limit of Windows', 'x'.repeat(2560)],
    ['2,561 bytes', 'x'.repeat(2561)],
    ['characters of four bytes across the limit', '𝄞'.repeat(1500)],
    ['a 6 kB refresh token', 'r'.repeat(6144)],
    ['what looks like our own head item', 'p1:{"generation":"0123456789abcdef","count":2}'],
    ['text of many lines and scripts', 'á\n\t"\u2028 דוד'],
  ];

  test.each(values)('KC-07: %s come back whole, and go without a trace', async (_, value) => {
    const { store, service } = open();
    expect(await store.write('identity/a', value)).toEqual({ kind: 'done' });
    const connection = openConnection(keyring, service);
    try {
      for (const name of await listItems(keyring, service)) {
        const stored = await connection.ask('get', name);
        expect(Buffer.byteLength(stored.ok ? String(stored.value) : '')).toBeLessThanOrEqual(2560);
      }
    } finally {
      connection.close();
    }
    expect(await store.read('identity/a', { expected: true })).toEqual({ kind: 'found', value });
    expect(await store.remove('identity/a')).toEqual({ kind: 'done' });
    expect(await listItems(keyring, service)).toEqual([]);
  });

  test('old parts go once the new value is in force', async () => {
    const { store, service } = open();
    await store.write('identity/a', 'a'.repeat(9000));
    const before = await listItems(keyring, service);
    await store.write('identity/a', 'b'.repeat(9000));
    const after = await listItems(keyring, service);
    expect(before).toHaveLength(5);
    expect(after).toHaveLength(5);
    expect(after.filter((name) => before.includes(name))).toEqual(['profile/identity%2Fa']);
    await store.write('identity/a', 'short');
    expect(await listItems(keyring, service)).toEqual(['profile/identity%2Fa']);
  });

  test.each([
    ['empty', ''],
    ['with a NUL, at which keytar would cut it', 'a\0b'],
    ['with half a character', 'a\ud800'],
  ])('a value that is %s is refused and the old one stays', async (_, value) => {
    const { store } = open();
    await store.write('identity/a', 'old');
    expect((await store.write('identity/a', value)).kind).toBe('not-done');
    expect(await store.read('identity/a', { expected: true })).toEqual({
      kind: 'found',
      value: 'old',
    });
  });

  test('KC-13: writes to one key keep their order, and the last one wins', async () => {
    const { store } = open();
    const writes = Array.from({ length: 20 }, (_, index) => store.write('k', `value ${index}`));
    const results = await Promise.all(writes);
    expect(results.every(({ kind }) => kind === 'done')).toBe(true);
    expect(await store.read('k', { expected: true })).toEqual({ kind: 'found', value: 'value 19' });
  });

  test('KC-13: two processes that write one key leave one whole value and, once removed, nothing', async () => {
    const first = open();
    const second = open({ service: first.service });
    const big = (letter: string) => letter.repeat(6000);
    await Promise.all(
      Array.from({ length: 25 }, async () => {
        await Promise.all([first.store.write('k', big('a')), second.store.write('k', big('b'))]);
      }),
    );
    const read = await first.store.read('k', { expected: true });
    expect(read.kind === 'found' && [big('a'), big('b')].includes(read.value)).toBe(true);
    await first.store.remove('k');
    expect(await listItems(keyring, first.service)).toEqual([]);
  });

  /** Makes another keyring the one that items are put into; those of the first are found as well. */
  function putInto(collection: 'login' | 'session'): Promise<string> {
    return callOverBus(keyring.env.DBUS_SESSION_BUS_ADDRESS, [
      '--dest=org.freedesktop.secrets',
      '/org/freedesktop/secrets',
      'org.freedesktop.Secret.Service.SetAlias',
      'string:default',
      `objpath:/org/freedesktop/secrets/collection/${collection}`,
    ]);
  }

  test('KC-10: an older item of the same name in another keyring is not read in place of what was written', async () => {
    const { store, service } = open();
    try {
      for (const [collection, value] of [
        ['login', 'first'],
        ['session', 'second'.repeat(1000)],
        ['login', 'third'],
      ] as const) {
        await putInto(collection);
        expect(await store.write('k', value)).toEqual({ kind: 'done' });
        expect(await store.read('k', { expected: true })).toEqual({ kind: 'found', value });
      }
    } finally {
      await putInto('login');
    }
    expect(await store.remove('k')).toEqual({ kind: 'done' });
    expect(await listItems(keyring, service)).toEqual([]);
  });

  test('KC-10: of an item that is larger than any of ours not all comes over, and none of it counts', async () => {
    const { store, service } = open();
    const connection = openConnection(keyring, service);
    const giant = `w1:9999:${'x'.repeat(1_000_000)}`;
    try {
      expect(await connection.ask('set', 'profile/k', giant)).toMatchObject({ ok: true });
      const { value } = (await connection.ask('get', 'profile/k')) as { readonly value: string };
      expect(value.length).toBeLessThan(10_000);
    } finally {
      connection.close();
    }
    expect(await store.read('k', { expected: true })).toEqual({ kind: 'absent' });
    expect(await store.remove('k')).toEqual({ kind: 'done' });
    expect(await listItems(keyring, service)).toEqual([]);
  });

  test('KC-05: a child that dies is replaced by the next use', async () => {
    const { store, children } = open();
    await store.write('k', 'value');
    const first = children[0] ?? 0;
    process.kill(first, 'SIGKILL');
    await waitUntil(() => !isRunning(first), 'the child is gone');
    await waitUntil(
      async () => (await store.read('k', { expected: true })).kind === 'found',
      'a new child answers',
    );
    expect(children).toHaveLength(2);
  });

  test('secrets are in no argument and no environment of the child', async () => {
    const { store, children } = open();
    const secret = 'canary-0d1e2f3a4b5c';
    await store.write('k', secret);
    await store.read('k', { expected: true });
    const process_ = `/proc/${children[0]}`;
    const visible = `${readFileSync(`${process_}/cmdline`)}${readFileSync(`${process_}/environ`)}`;
    expect(visible).toContain('keychain-process');
    expect(visible).not.toContain(secret);
  });

  test('close ends the child and answers who waits', async () => {
    const { store, children } = open();
    await store.write('k', 'value');
    const read = store.read('k', { expected: true });
    store.close();
    expect(await read).toEqual({ kind: 'cannot-tell', code: 'credential-store-unavailable' });
    await waitUntil(() => !isRunning(children[0] ?? 0), 'the child is gone');
    expect((await store.write('k', 'later')).kind).toBe('not-done');
    expect(children).toHaveLength(1);
  });
});

describe('the process of the keychain', () => {
  const lateAnswerMs = 120_000;
  const request = { op: 'get', service: 's', account: 'a' } as const;

  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  /** A process that starts when it is told and never answers: no real one takes two minutes to start. */
  function createSlowPort() {
    let started: () => void = () => undefined;
    let kills = 0;
    const port: ChildPort = {
      postMessage: () => undefined,
      onMessage: () => undefined,
      onSpawn(listener) {
        started = listener;
      },
      onExit: () => undefined,
      kill() {
        kills += 1;
      },
    };
    return { port, kills: () => kills, start: () => started() };
  }

  test('the time of a question counts from the start of the process, and a process that never starts is given up', async () => {
    const slow = createSlowPort();
    const options = {
      lateAnswerMs,
      idleMs: 30_000,
      onAnswer: () => undefined,
      onGone: () => undefined,
    };
    const child = createKeychainChild(slow.port, options);
    const outcomes: (KeychainOutcome | null)[] = [];
    void child.ask(request).then((outcome) => outcomes.push(outcome));
    await vi.advanceTimersByTimeAsync(lateAnswerMs - 1);
    slow.start();
    await vi.advanceTimersByTimeAsync(lateAnswerMs - 1);
    expect(outcomes).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(outcomes).toEqual([{ ok: false, code: 'keychain-locked' }]);
    expect(slow.kills()).toBe(1);

    const never = createSlowPort();
    const given = createKeychainChild(never.port, options).ask(request);
    await vi.advanceTimersByTimeAsync(lateAnswerMs);
    expect(await given).toEqual({ ok: false, code: 'keychain-locked' });
  });
});

describe('a question that hangs in a prompt', () => {
  const keys = ['a', 'b', 'c'] as const;
  const locked = { kind: 'cannot-tell', code: 'keychain-locked' };
  const never = 3_600_000;

  let keyring: Keyring;
  let isPrompting = false;
  let service: string;
  const opened: CredentialStore[] = [];

  beforeAll(async () => {
    keyring = await startKeyring();
  }, 60_000);

  afterAll(() => keyring.stop(), 60_000);

  /** A start of the computer: three accounts are in the keyring, and nobody has unlocked it yet. */
  beforeEach(async () => {
    service = nameService();
    const { store } = openStore(keyring, { service });
    for (const key of keys) await store.write(key, `token of ${key}`);
    store.close();
    await keyring.lock();
    isPrompting = true;
  }, 60_000);

  afterEach(async () => {
    for (const store of opened.splice(0)) store.close();
    await unlock();
  });

  /** As another program does it, of which the prompts that are up take no notice. */
  async function unlock(): Promise<void> {
    await keyring.unlock();
    isPrompting = false;
  }

  /** The real child, except that what it is asked while the keyring is locked hangs in a prompt for good. */
  const spawnChild: SpawnChild = (modulePath) => {
    const port = createForkSpawner(keyring.env)(modulePath);
    return {
      ...port,
      postMessage(message) {
        if (!isPrompting) port.postMessage(message);
      },
    };
  };

  function open(options: Parameters<typeof openStore>[1]): {
    readonly store: CredentialStore;
    readonly starts: () => number;
    readonly isAvailable: () => boolean;
  } {
    let starts = 0;
    const { store }: TestStore = openStore(keyring, {
      service,
      spawnChild(modulePath) {
        starts += 1;
        return spawnChild(modulePath);
      },
      ...options,
    });
    opened.push(store);
    let isAvailable = false;
    store.onAvailable(() => {
      isAvailable = true;
    });
    return { store, starts: () => starts, isAvailable: () => isAvailable };
  }

  function readAll(store: CredentialStore) {
    return Promise.all(keys.map((key) => store.read(key, { expected: true })));
  }

  const found = keys.map((key) => ({ kind: 'found', value: `token of ${key}` }));

  test('KC-03: a keyring that another program unlocks serves at once, though the calls from before still hang', async () => {
    const { store, starts, isAvailable } = open({ waitMs: 5_000 });
    const write = store.write('late', 'kept');
    const removal = store.remove('late-too');
    expect(await readAll(store)).toEqual([locked, locked, locked]);
    expect(await write).toEqual({ kind: 'not-done', code: 'keychain-locked' });
    expect(await removal).toEqual({ kind: 'not-done', code: 'keychain-locked' });
    expect(starts()).toBe(1);
    await unlock();
    await waitUntil(isAvailable, 'the keychain is known to answer');
    expect(await readAll(store)).toEqual(found);
    // What hung was asked again, and is done.
    expect(await store.read('late', { expected: true })).toEqual({ kind: 'found', value: 'kept' });
    expect(starts()).toBe(2);
  });

  test('KC-03: whoever presses Try now after unlocking it is not told of a call from before', async () => {
    const { store, starts } = open({ waitMs: 5_000, lookEveryMs: never });
    expect(await readAll(store)).toEqual([locked, locked, locked]);
    await unlock();
    void store.tryAgain();
    expect(await readAll(store)).toEqual(found);
    expect(starts()).toBe(2);
  });

  test('KC-03: Try now before it is unlocked leaves the prompt that is there, and waits for nothing', async () => {
    const state = createLinuxKeychainLook({ ...process.env, ...keyring.env });
    const held: (() => void)[] = [];
    let isSlow = false;
    const { store, starts } = open({
      waitMs: 200,
      lookEveryMs: never,
      async look() {
        if (isSlow) await new Promise<void>((resolve) => held.push(resolve));
        return state();
      },
    });
    expect(await readAll(store)).toEqual([locked, locked, locked]);
    isSlow = true;
    void store.tryAgain();
    void store.tryAgain();
    expect(held).toHaveLength(1);
    const again = readAll(store);
    isSlow = false;
    for (const go of held) go();
    expect(await again).toEqual([locked, locked, locked]);
    expect(starts()).toBe(1);
  });

  test('KC-04: a prompt that hangs although the keyring is said to be open comes up once more, and not with each look', async () => {
    let looks = 0;
    const { store, starts } = open({
      waitMs: 200,
      async look() {
        looks += 1;
        return 'open';
      },
    });
    expect(await readAll(store)).toEqual([locked, locked, locked]);
    await waitUntil(() => looks > 5, 'it was looked at more than once');
    expect(starts()).toBe(2);
  });

  test('KC-04: nothing is asked twice by itself where nobody can look', async () => {
    let looks = 0;
    const { store, starts } = open({
      waitMs: 200,
      async look() {
        looks += 1;
        return 'cannot-tell';
      },
    });
    expect(await readAll(store)).toEqual([locked, locked, locked]);
    await waitUntil(() => looks > 5, 'it was looked at more than once');
    expect(starts()).toBe(1);
  });
});

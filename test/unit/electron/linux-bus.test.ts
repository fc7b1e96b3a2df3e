import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from 'dbus-native';
import { afterEach, describe, expect, test } from 'vitest';
import { playProgram, startSessionBus } from '../../../services/desktop/session-bus.ts';
import { type Bus, daemon, openBus } from '../../../src-main/electron/linux-bus.ts';
import { watchLinuxScreen } from '../../../src-main/electron/linux-lock.ts';
import { createLinuxNotifier } from '../../../src-main/electron/linux-notifications.ts';
import { waitUntil } from '../../support/wait-until.ts';

const desk = {
  destination: 'org.example.Desk',
  path: '/org/example/Desk',
  interface: 'org.example.Desk',
};
const changed = { ...desk, member: 'Changed' };

const atEnd: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of atEnd.splice(0).reverse()) await end();
});

async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sonar-test-'));
  atEnd.push(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
  return folder;
}

async function open(address: string, kind: 'session' | 'system' = 'session'): Promise<Bus | null> {
  const name = kind === 'session' ? 'DBUS_SESSION_BUS_ADDRESS' : 'DBUS_SYSTEM_BUS_ADDRESS';
  const bus = await openBus(kind, { [name]: address });
  atEnd.push(() => bus?.close());
  return bus;
}

async function start() {
  const daemonHere = await startSessionBus(await tempFolder());
  atEnd.push(() => daemonHere.stop());
  const bus = await open(daemonHere.address);
  if (bus === null) throw new Error('no bus');
  return { ...daemonHere, bus };
}

/** A program of the desktop: it takes the name, where it is to have it, and sends its signals. */
async function startProgram(address: string, name: string | null) {
  const client = createClient({ busAddress: address });
  client.connection.on('error', () => {});
  atEnd.push(() => client.connection.end());
  if (name !== null) await client.requestName(name, 0);
  else await client.getId();
  const send = (to: string, value: string) =>
    client.connection.message({
      type: 4,
      serial: 7,
      path: desk.path,
      interface: desk.interface,
      member: 'Changed',
      ...(to === '' ? {} : { destination: to }),
      signature: 's',
      body: [value],
    });
  return { client, send };
}

test('a call is answered, a refused one with null, and a property is read', async () => {
  const { bus } = await start();
  expect(await bus.call({ ...daemon, member: 'GetId' })).toEqual([
    expect.stringMatching(/^[0-9a-f]{32}$/),
  ]);
  expect(await bus.call({ ...daemon, member: 'NoSuchMethod' })).toBeNull();
  expect(await bus.call({ ...desk, member: 'Anything' })).toBeNull();
  // Cannot be sent at all.
  expect(
    await bus.call({ ...daemon, member: 'GetNameOwner', signature: 's', values: [{}] }),
  ).toBeNull();
  expect(await bus.getProperty(daemon, 'Features')).toEqual(expect.any(Array));
  expect(await bus.getProperty(daemon, 'NoSuchProperty')).toBeUndefined();
});

test('a signal counts when the owner of the name has sent it, whoever that becomes, and nobody else', async () => {
  const { bus, address } = await start();
  const heard: unknown[] = [];
  const stop = bus.onSignal(changed, ([value]) => heard.push(value));
  const first = await startProgram(address, desk.destination);
  const stranger = await startProgram(address, null);
  const [own] = (await bus.call({ ...daemon, member: 'ListNames' })) ?? [];
  for (const name of own as string[]) {
    // To everybody, and to each by name, which no rule of a listener keeps away.
    if (name.startsWith(':')) stranger.send(name, 'stranger');
  }
  stranger.send('', 'stranger');
  await stranger.client.getId();
  first.send('', 'first');
  await waitUntil(() => heard.includes('first'), 'the signal');
  await first.client.releaseName(desk.destination);
  first.send('', 'former');
  const second = await startProgram(address, desk.destination);
  await bus.call({ ...daemon, member: 'GetId' });
  second.send('', 'second');
  await waitUntil(() => heard.includes('second'), 'the signal');
  stop();
  second.send('', 'too late');
  await second.client.getId();
  await bus.call({ ...daemon, member: 'GetId' });
  expect(heard).toEqual(['first', 'second']);
});

test('a name that has an owner already is heard', async () => {
  const { bus, address } = await start();
  const program = await startProgram(address, desk.destination);
  const heard: unknown[] = [];
  bus.onSignal(changed, ([value]) => heard.push(value));
  await bus.call({ ...daemon, member: 'GetId' });
  program.send('', 'here');
  await waitUntil(() => heard.length > 0, 'the signal');
  expect(heard).toEqual(['here']);
});

test('a bus that ends answers what waits with null, and nothing more', async () => {
  const { bus, stop, address } = await start();
  // It has the name and answers nothing.
  const mute = await startProgram(address, desk.destination);
  mute.client.connection.removeAllListeners('message');
  const waits = bus.call({ ...desk, member: 'Wait' });
  const before = performance.now();
  await stop();
  expect(await waits).toBeNull();
  expect(performance.now() - before).toBeLessThan(3_000);
  expect(await bus.call({ ...daemon, member: 'GetId' })).toBeNull();
  bus.onSignal(changed, () => {})();
  bus.close();
});

test('a message that is too long, which anybody may send us, is dropped, and what comes after it is heard', async () => {
  const { bus, address } = await start();
  const program = await startProgram(address, desk.destination);
  const heard: unknown[] = [];
  bus.onSignal(changed, ([value]) => heard.push(value));
  const names = (await bus.call({ ...daemon, member: 'ListNames' }))?.[0] as readonly string[];
  for (const name of names) {
    if (!name.startsWith(':')) continue;
    for (const length of [1024 * 1024, 5 * 1024 * 1024]) program.send(name, 'x'.repeat(length));
    program.send(name, 'after');
  }
  await waitUntil(() => heard.length > 0, 'the signal');
  expect(heard).toEqual(['after']);
  expect(await bus.call({ ...daemon, member: 'GetId' })).not.toBeNull();
});

/** A program in the place of a bus. */
async function listenAs(folder: string, name: string, serve: (socket: Socket) => void) {
  const path = join(folder, name);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  atEnd.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `unix:path=${path}`;
}

/** Says yes to the greeting, then sends this. */
function welcomeThen(bytes: Buffer) {
  return (socket: Socket) => {
    socket.once('data', () => {
      socket.write('OK 0123456789abcdef0123456789abcdef\r\n');
      socket.once('data', () => socket.write(bytes));
    });
  };
}

const hugeHeader = Buffer.from('6c02000100000040010000000000004000000000', 'hex');
const random = Buffer.from(Array.from({ length: 4096 }, (_, place) => (place * 197 + 31) % 256));

test('what is no bus, dead or hostile, is no bus: within seconds, and without a word', async () => {
  const folder = await tempFolder();
  const impostors = {
    silent: () => {},
    gone: (socket: Socket) => socket.destroy(),
    rubbish: (socket: Socket) => socket.write(random),
    refusing: (socket: Socket) =>
      socket.on('data', () => socket.write('REJECTED DBUS_COOKIE_SHA1 ANONYMOUS\r\n')),
    endless: (socket: Socket) => {
      const more = () => void socket.write(Buffer.alloc(65_536, 'x'), (gone) => gone ?? more());
      more();
    },
    mute: welcomeThen(Buffer.alloc(0)),
    garbled: welcomeThen(random),
    huge: welcomeThen(hugeHeader),
    hangingUp: (socket: Socket) => {
      socket.once('data', () => socket.end('OK 0123456789abcdef0123456789abcdef\r\n'));
    },
  };
  const before = performance.now();
  const found = await Promise.all(
    Object.entries(impostors).map(async ([name, serve]) => [
      name,
      await open(await listenAs(folder, name, serve)),
    ]),
  );
  expect(found).toEqual(Object.keys(impostors).map((name) => [name, null]));
  expect(performance.now() - before).toBeLessThan(9_000);
  await delay(50);
});

test('an address that starts a program, leads elsewhere or is nobody’s opens nothing', async () => {
  const folder = await tempFolder();
  const started = join(folder, 'started');
  await writeFile(join(folder, 'file'), '');
  const others = await listenAs(folder, 'others', welcomeThen(Buffer.alloc(0)));
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) await chown(join(folder, 'others'), 65534, 65534);
  const addresses = [
    '',
    'disabled:',
    'autolaunch:',
    `unixexec:path=/usr/bin/touch,argv1=${started}`,
    'tcp:host=127.0.0.1,port=9',
    'unix:abstract=sonar-test',
    'unix:path=%',
    `unix:path=${folder}/file`,
    `unix:path=${folder}/nowhere`,
    ...(isRoot ? [others] : []),
  ];
  for (const address of addresses) expect([address, await open(address)]).toEqual([address, null]);
  await expect(writeFile(started, '', { flag: 'wx' })).resolves.toBeUndefined();
});

test('the first of several addresses that can be used is used, and a session has a place of its own', async () => {
  const folder = await tempFolder();
  const daemonHere = await startSessionBus(folder);
  atEnd.push(() => daemonHere.stop());
  const escaped = daemonHere.address.replace('/bus', '%2fbus');
  expect(await open(`tcp:host=x;${escaped},guid=00`)).not.toBeNull();
  expect(await open(escaped, 'system')).not.toBeNull();
  const bus = await openBus('session', { XDG_RUNTIME_DIR: folder });
  atEnd.push(() => bus?.close());
  expect(bus).not.toBeNull();
});

/** A program that shows notifications, as far as its wire; it answers each with its number, once it may. */
async function startNotifications(address: string) {
  const notifications = 'org.freedesktop.Notifications';
  const { client } = await startProgram(address, notifications);
  const asked: { member: string | undefined; body: readonly unknown[] }[] = [];
  const program = { asked, mayAnswer: true, say };
  client.connection.removeAllListeners('message');
  client.connection.on('message', ({ type, member, sender, serial, body = [] }) => {
    if (type !== 1 || sender === undefined || serial === undefined) return;
    asked.push({ member, body });
    if (!program.mayAnswer) return;
    const answer = { type: 2, serial: 90 + asked.length, replySerial: serial, destination: sender };
    client.connection.message(
      member === 'Notify' ? { ...answer, signature: 'u', body: [asked.length] } : answer,
    );
  });
  function say(member: string, signature: string, body: readonly unknown[]): void {
    const path = '/org/freedesktop/Notifications';
    const signal = { type: 4, serial: 8, path, interface: notifications, member };
    client.connection.message({ ...signal, signature, body: [...body] });
  }
  return program;
}

test('a notification is shown by the desktop’s own program, leads where it was clicked, and is taken away', async () => {
  const { address } = await start();
  const program = await startNotifications(address);
  const show = createLinuxNotifier({ DBUS_SESSION_BUS_ADDRESS: address }, openBus);
  const clicks: string[] = [];
  const notice = (name: string) => ({
    title: name,
    body: 'Sign in again.',
    onClick: () => void clicks.push(name),
  });
  const takeAway = show(notice('Ana'));
  await waitUntil(() => program.asked.length === 1, 'the first');
  show(notice('Tom'));
  await waitUntil(() => program.asked.length === 2, 'the second');
  const [first] = program.asked;
  expect(first?.member).toBe('Notify');
  expect(first?.body.slice(0, 6)).toEqual([
    'Sonar',
    0,
    '',
    'Ana',
    'Sign in again.',
    ['default', 'Ana'],
  ]);
  program.say('ActionInvoked', 'us', [7, 'default']);
  program.say('ActionInvoked', 'us', [1, 'other']);
  program.say('ActionInvoked', 'us', [2, 'default']);
  await waitUntil(() => clicks.length > 0, 'the click');
  program.say('NotificationClosed', 'uu', [2, 2]);
  program.say('ActionInvoked', 'us', [2, 'default']);
  program.say('ActionInvoked', 'us', [1, 'default']);
  await waitUntil(() => clicks.length > 1, 'the other click');
  expect(clicks).toEqual(['Tom', 'Ana']);
  takeAway();
  await waitUntil(() => program.asked.length === 3, 'its end');
  expect(program.asked[2]).toEqual({ member: 'CloseNotification', body: [1] });
  program.say('ActionInvoked', 'us', [1, 'default']);
  // What is taken away before it is there goes as soon as it is.
  show(notice('Eva'))();
  await waitUntil(() => program.asked.length === 5, 'both');
  expect(program.asked.slice(3).map(({ member }) => member)).toEqual([
    'Notify',
    'CloseNotification',
  ]);
  expect(clicks).toEqual(['Tom', 'Ana']);
});

test('a program for notifications that hangs, and none at all, keep nobody waiting', async () => {
  const { address } = await start();
  const program = await startNotifications(address);
  program.mayAnswer = false;
  const notice = { title: 'Ana', body: '', onClick: () => {} };
  const withdrawn = [
    createLinuxNotifier({ DBUS_SESSION_BUS_ADDRESS: address }, openBus)(notice),
    createLinuxNotifier({}, openBus)(notice),
  ];
  for (const takeAway of withdrawn) takeAway();
  // All of it has answered, and nobody was even asked yet.
  expect(program.asked).toEqual([]);
  await waitUntil(() => program.asked.length === 1, 'the question');
});

test('a desktop that comes after the first notification shows the next one', async () => {
  const { address } = await start();
  const program = await startNotifications(address);
  let isThere = false;
  const show = createLinuxNotifier({ DBUS_SESSION_BUS_ADDRESS: address }, async (kind, env) =>
    isThere ? openBus(kind, env) : null,
  );
  const notice = (title: string) => ({ title, body: '', onClick: () => {} });
  show(notice('Ana'));
  await new Promise(setImmediate);
  isThere = true;
  show(notice('Tom'));
  await waitUntil(() => program.asked.length === 1, 'the second');
  expect(program.asked[0]?.body[3]).toBe('Tom');
});

/** Stand-ins for logind and for a screen saver, and what is heard of them. */
async function watchScreen(
  stands: { readonly logind?: boolean; readonly saver?: boolean },
  XDG_SESSION_ID?: string,
) {
  const { address } = await startSessionBus(await tempFolder()).then((here) => {
    atEnd.push(() => here.stop());
    return here;
  });
  const play = async (template: string, name: string) => {
    const program = await playProgram(address, template, name);
    atEnd.push(() => program.stop());
    return program;
  };
  const logind = stands.logind ? await play('logind', 'org.freedesktop.login1') : null;
  for (const id of ['1', '2']) {
    await logind?.call('/org/freedesktop/login1', 'org.freedesktop.DBus.Mock.AddSession', [
      `string:${id}`,
      'string:seat0',
      `uint32:${process.getuid?.() ?? 0}`,
      'string:somebody',
      'boolean:true',
    ]);
  }
  const saver = stands.saver ? await play('gnome_screensaver', 'org.gnome.ScreenSaver') : null;
  const heard: string[] = [];
  const watch = await watchLinuxScreen(
    openBus,
    { DBUS_SYSTEM_BUS_ADDRESS: address, DBUS_SESSION_BUS_ADDRESS: address, XDG_SESSION_ID },
    { locked: () => heard.push('locked'), awake: () => heard.push('awake') },
  );
  atEnd.push(() => watch.close());
  const onSession = (id: string, method: string, args: readonly string[] = []) =>
    logind?.call(
      `/org/freedesktop/login1/session/${id}`,
      `org.freedesktop.login1.Session.${method}`,
      args,
    );
  const say = (isActive: boolean) =>
    saver?.call('/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver.SetActive', [
      `boolean:${isActive}`,
    ]);
  /** Ends when this was heard, and nothing else since the last time. */
  async function hears(what: string): Promise<void> {
    await waitUntil(() => heard.length > 0, what);
    expect(heard.splice(0)).toEqual([what]);
  }
  return { watch, heard, hears, onSession, say, logind };
}

describe('the screen of Linux', () => {
  test('logind tells of the own session: its lock, its hint, and another user in front of it', async () => {
    const { watch, hears, onSession, logind } = await watchScreen({ logind: true }, '2');
    expect(await watch.canTell()).toBe(true);
    // Somebody else's at the same computer.
    await onSession('1', 'Lock');
    await onSession('1', 'SetLockedHint', ['boolean:true']);
    await onSession('2', 'Lock');
    await hears('locked');
    await onSession('2', 'Unlock');
    await hears('awake');
    await onSession('2', 'SetLockedHint', ['boolean:true']);
    await hears('locked');
    await onSession('2', 'SetLockedHint', ['boolean:false']);
    await hears('awake');
    const path = '/org/freedesktop/login1/session/2';
    const set = async (isActive: boolean) =>
      logind?.call(path, 'org.freedesktop.DBus.Properties.Set', [
        'string:org.freedesktop.login1.Session',
        'string:Active',
        `variant:boolean:${isActive}`,
      ]);
    await set(false);
    await hears('locked');
    await set(true);
    await hears('awake');
  });

  test('a screen saver tells on the person’s own bus, also where there is no logind', async () => {
    const { watch, hears, say } = await watchScreen({ saver: true });
    expect(await watch.canTell()).toBe(true);
    await say(true);
    await hears('locked');
    await say(false);
    await hears('awake');
  });

  test('a desktop without either is known to tell nothing', async () => {
    const { watch } = await watchScreen({});
    expect(await watch.canTell()).toBe(false);
  });

  test('without any bus nothing is heard, and nothing breaks', async () => {
    const news = { locked: () => {}, awake: () => {} };
    const nowhere = { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nowhere' };
    const watch = await watchLinuxScreen(openBus, nowhere, news);
    expect(await watch.canTell()).toBe(false);
    watch.close();
  });
});

import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from 'dbus-native';
import { afterEach, expect, test } from 'vitest';
import { startSessionBus } from '../../../services/desktop/session-bus.ts';
import { type Bus, openBus } from '../../../src-main/electron/linux-bus.ts';
import { waitUntil } from '../../support/wait-until.ts';

const daemon = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};
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

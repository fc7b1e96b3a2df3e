import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { endProcessGroup, startReaper } from './child-process.ts';
import { callOverBus, type SessionBus, startSessionBus, type UserIds } from './session-bus.ts';

/** A real gnome-keyring on a message bus of its own, for machines without one and for tests. */
export interface Keyring {
  /** What a process needs to find it: `DBUS_SESSION_BUS_ADDRESS`. */
  readonly env: { readonly DBUS_SESSION_BUS_ADDRESS: string };
  /** Locks it; the person's password would be needed to go on. */
  lock(): Promise<void>;
  unlock(): Promise<void>;
  /** Stops the daemon in its tracks: it takes calls and answers none. */
  freeze(): void;
  thaw(): void;
  /** Ends the daemon and leaves the bus: there is no keyring any more. */
  kill(): Promise<void>;
  /** Starts the daemon after `kill`, on the same data. */
  revive(options?: { readonly locked?: boolean }): Promise<void>;
  stop(): Promise<void>;
}

/** The keyring's password; it guards nothing but stand-in accounts. */
const password = 'sandbox keyring';
const startLimitMs = 30_000;
const service = 'org.freedesktop.secrets';
const loginCollection = '/org/freedesktop/secrets/collection/login';

interface Places {
  /** Sockets, for this run. */
  readonly folder: string;
  /** The keyring's files, which outlive it. */
  readonly data: string;
  readonly bus: SessionBus;
  readonly user: UserIds;
}

/**
 * Starts bus and keyring, unlocked, with its files in `dataFolder` (default: a folder that goes with it), for this
 * process's user or another one. Rejects when gnome-keyring, dbus-daemon or dbus-send is missing.
 */
export async function startKeyring(dataFolder?: string, user: UserIds = {}): Promise<Keyring> {
  // Short: the path of a socket has 107 characters at most.
  const folder = await mkdtemp(join(tmpdir(), 'keyring-'));
  const data = dataFolder ?? join(folder, 'data');
  await mkdir(data, { recursive: true, mode: 0o700 });
  const { uid, gid } = user;
  if (uid !== undefined && gid !== undefined) {
    for (const path of [folder, data]) await chown(path, uid, gid);
  }
  let bus: SessionBus | undefined;
  try {
    bus = await startSessionBus(folder, user);
    return await startOnBus({ folder, data, bus, user });
  } catch (error) {
    await bus?.stop();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function startOnBus(places: Places): Promise<Keyring> {
  const { bus, folder, user } = places;
  let daemon = await startDaemon(places, { locked: false });
  let reaper = startReaper([daemon.pid ?? 0, bus.pid], folder);
  return {
    env: { DBUS_SESSION_BUS_ADDRESS: bus.address },
    async lock() {
      const question = [
        `--dest=${service}`,
        '/org/freedesktop/secrets',
        'org.freedesktop.Secret.Service.Lock',
        `array:objpath:${loginCollection}`,
      ];
      await callOverBus(bus.address, question, user);
    },
    unlock: () => unlockOverControlSocket(join(folder, 'control', 'control'), password),
    freeze: () => void daemon.kill('SIGSTOP'),
    thaw: () => void daemon.kill('SIGCONT'),
    async kill() {
      await endDaemon(daemon);
    },
    async revive(options) {
      daemon = await startDaemon(places, { locked: options?.locked ?? false });
      await reaper.stop();
      reaper = startReaper([daemon.pid ?? 0, bus.pid], folder);
    },
    async stop() {
      await endDaemon(daemon);
      await bus.stop();
      await reaper.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A frozen process does not hear that it shall end. */
async function endDaemon(daemon: ChildProcess): Promise<void> {
  daemon.kill('SIGCONT');
  await endProcessGroup(daemon);
}

async function startDaemon(
  { folder, data, bus, user }: Places,
  { locked }: { readonly locked: boolean },
): Promise<ChildProcess> {
  const args = ['--foreground', '--components=secrets', `--control-directory=${folder}/control`];
  const daemon = spawn('gnome-keyring-daemon', locked ? args : [...args, '--unlock'], {
    ...user,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {
      PATH: process.env.PATH ?? '',
      HOME: data,
      XDG_DATA_HOME: data,
      XDG_RUNTIME_DIR: folder,
      DBUS_SESSION_BUS_ADDRESS: bus.address,
    },
  });
  const failed = new Promise<never>((_, reject) => {
    daemon.once('error', (cause) =>
      reject(new Error('gnome-keyring-daemon cannot be started.', { cause })),
    );
    daemon.once('exit', () => reject(new Error('gnome-keyring-daemon ended at once.')));
  });
  failed.catch(() => undefined);
  daemon.stdin?.on('error', () => undefined);
  daemon.stdin?.end(locked ? '' : password);
  try {
    await Promise.race([failed, waitUntilLocked(bus.address, locked, user)]);
    return daemon;
  } catch (error) {
    await endDaemon(daemon);
    throw error;
  }
}

/** Waits until the login keyring is there, and locked or open as wanted. */
async function waitUntilLocked(address: string, locked: boolean, user: UserIds): Promise<void> {
  const deadline = Date.now() + startLimitMs;
  const question = [
    `--dest=${service}`,
    loginCollection,
    'org.freedesktop.DBus.Properties.Get',
    'string:org.freedesktop.Secret.Collection',
    'string:Locked',
  ];
  for (;;) {
    const reply = await callOverBus(address, question, user).catch(() => '');
    if (reply.includes(`boolean ${locked}`)) return;
    if (Date.now() > deadline) throw new Error('The keyring did not come up within 30 s.');
    await pause(25);
  }
}

const unlockOperation = 1;
const headerBytes = 8;

/**
 * Unlocks the login keyring of a running gnome-keyring-daemon as a log-in at the machine does it: over the daemon's
 * control socket. One byte of credentials, then total length, operation, length of the password, the password; the
 * answer is a length and a result, 0 for done. Rejects with a wrong password.
 */
async function unlockOverControlSocket(socket: string, password: string): Promise<void> {
  const secret = Buffer.from(password);
  const message = Buffer.alloc(1 + headerBytes + 4);
  message.writeUInt32BE(headerBytes + 4 + secret.length, 1);
  message.writeUInt32BE(unlockOperation, 5);
  message.writeUInt32BE(secret.length, 9);
  const connection = connect(socket);
  const answer: Buffer[] = [];
  connection.on('data', (chunk: Buffer) => answer.push(chunk));
  connection.write(Buffer.concat([message, secret]));
  await once(connection, 'close');
  const bytes = Buffer.concat(answer);
  if (bytes.length < headerBytes || bytes.readUInt32BE(4) !== 0) {
    throw new Error('The keyring did not accept the password.');
  }
}

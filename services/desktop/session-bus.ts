import { execFile, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { endProcessGroup } from './child-process.ts';

const run = promisify(execFile);

/** Whose programs they are, where it is not this process's own user; only root can say so. */
export interface UserIds {
  readonly uid?: number;
  readonly gid?: number;
}

/** A message bus of our own. */
export interface SessionBus {
  /** For `DBUS_SESSION_BUS_ADDRESS`. */
  readonly address: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** No service directories: nothing starts by itself on this bus, so "no keyring" stays no keyring. */
function writeConfiguration(address: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>${address}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
}

/** Starts a bus whose socket lies in `folder`; rejects when `dbus-daemon` is missing or ends at once. */
export async function startSessionBus(folder: string, user: UserIds = {}): Promise<SessionBus> {
  const address = `unix:path=${join(folder, 'bus')}`;
  const configuration = join(folder, 'bus.conf');
  await writeFile(configuration, writeConfiguration(address), { mode: 0o644 });
  const daemon = spawn(
    'dbus-daemon',
    [
      `--config-file=${configuration}`,
      '--nofork',
      '--nopidfile',
      '--nosyslog',
      '--print-address=3',
    ],
    { ...user, detached: true, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  await new Promise<void>((resolve, reject) => {
    daemon.once('error', (cause) => reject(new Error('dbus-daemon cannot be started.', { cause })));
    daemon.once('exit', () => reject(new Error('dbus-daemon ended at once.')));
    daemon.stdio[3]?.once('data', () => resolve());
  });
  return { address, pid: daemon.pid ?? 0, stop: () => endProcessGroup(daemon) };
}

/** Makes one call over the bus at `address` and answers what was printed; rejects with an error reply. */
export async function callOverBus(
  address: string,
  args: readonly string[],
  user: UserIds = {},
): Promise<string> {
  const options = [`--bus=${address}`, '--print-reply=literal', '--reply-timeout=15000'];
  const { stdout } = await run('dbus-send', [...options, ...args], { ...user });
  return stdout;
}

/** A program of the desktop, as python3-dbusmock plays it: nothing of it but what it says and answers on the bus. */
interface PlayedProgram {
  /** Calls one of its methods, or of what makes it say something. */
  call(path: string, method: string, args?: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

/** Plays a program, by the name of one of dbusmock's templates, on the bus at `address`; it has its name by then. */
export async function playProgram(
  address: string,
  template: string,
  name: string,
): Promise<PlayedProgram> {
  const program = spawn('/usr/bin/python3', ['-m', 'dbusmock', '--template', template], {
    detached: true,
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      DBUS_SESSION_BUS_ADDRESS: address,
      DBUS_SYSTEM_BUS_ADDRESS: address,
    },
  });
  const daemon = ['--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'];
  const asked = [...daemon, 'org.freedesktop.DBus.NameHasOwner', `string:${name}`];
  const limit = Date.now() + 20_000;
  while (!(await callOverBus(address, asked)).includes('true')) {
    if (program.exitCode !== null || Date.now() > limit) throw new Error(`Nobody plays ${name}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    call: (path, method, args = []) =>
      callOverBus(address, [`--dest=${name}`, path, method, ...args]),
    stop: () => endProcessGroup(program),
  };
}

import { fork } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import type { ChildPort } from '../../src-main/credentials/keychain-child.ts';
import type { SpawnChild } from '../../src-main/credentials/keychain-connection.ts';

/** Whether there is a process with this id, be it one that has ended and waits for its parent to take note. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Whether a process is there and has not ended. */
export async function isAlive(pid: number): Promise<boolean> {
  const { state } = await readStat(pid);
  return state !== '' && state !== 'Z';
}

/** A process and all that it started, by id, itself first. */
export async function processFamily(pid: number): Promise<readonly number[]> {
  const parents = new Map<number, number>();
  for (const id of await processIds()) parents.set(id, (await readStat(id)).parent);
  const family = [pid];
  for (const member of family) {
    for (const [id, parent] of parents) if (parent === member) family.push(id);
  }
  return family;
}

/** Those of a process and all that it started that have ended, and that nobody has taken note of. */
export async function zombiesOf(pid: number): Promise<readonly number[]> {
  const zombies: number[] = [];
  for (const member of await processFamily(pid)) {
    if ((await readStat(member)).state === 'Z') zombies.push(member);
  }
  return zombies;
}

/** The process of the app's page by its id; null while there is none. `pid`: the app's own process. */
export async function pageProcess(pid: number): Promise<number | null> {
  for (const member of await processFamily(pid)) {
    if ((await readArguments(member)).includes('--type=renderer')) return member;
  }
  return null;
}

/**
 * The processes whose program lies below a folder, or which were started with something of it in their arguments or
 * their environment.
 */
export async function leftRunning(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const pid of await processIds()) {
    // One that has ended meanwhile, or waits to be taken off the list, has none of these.
    const program = await readlink(`/proc/${pid}/exe`).catch(() => '');
    const words = await readArguments(pid);
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    if (program.startsWith(`${folder}/`) || `${words}\n${environment}`.includes(folder)) {
      found.push(`${pid} ${words || program}`);
    }
  }
  return found;
}

async function processIds(): Promise<readonly number[]> {
  return (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
}

/** The arguments of a process, the program first; empty: it has ended. */
async function readArguments(pid: number): Promise<string> {
  const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return words.replaceAll('\0', ' ').trim();
}

/** State and parent of a process; no state: there is none. The name before them may hold anything. */
async function readStat(pid: number): Promise<{ state: string; parent: number }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [state = '', parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state, parent: Number(parent) };
}

/** Starts the keychain's child process under plain Node, with `env` on top of this process's own. */
export function createForkSpawner(
  env: Readonly<Record<string, string>>,
  onSpawn: (pid: number) => void = () => undefined,
): SpawnChild {
  return (modulePath): ChildPort => {
    const child = fork(modulePath, [], {
      execArgv: [],
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    onSpawn(child.pid ?? 0);
    return {
      // A message to a child that has just ended is lost; its exit tells.
      postMessage: (message) => void child.send(message as object, () => undefined),
      onMessage: (listener) => void child.on('message', listener),
      onSpawn: (listener) => void child.on('spawn', listener),
      onExit: (listener) => void child.on('exit', listener),
      kill: () => void child.kill('SIGKILL'),
    };
  };
}

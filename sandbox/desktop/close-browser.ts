import { readFile, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const gentleMs = 5_000;
const limitMs = 10_000;
const lookEveryMs = 50;

/** Closes the Chromium that holds a profile, if one does; resolves when it is gone (Linux). */
export async function closeBrowser(profile: string): Promise<void> {
  const pid = await holderOf(profile);
  if (pid === undefined) return;
  for (let waitedMs = 0; waitedMs < limitMs && (await isRunning(pid)); waitedMs += lookEveryMs) {
    if (waitedMs === 0) signalGroup(pid, 'SIGTERM');
    if (waitedMs === gentleMs) signalGroup(pid, 'SIGKILL');
    await delay(lookEveryMs);
  }
  // Its helpers are in its group; none of them may write to the profile any more.
  signalGroup(pid, 'SIGKILL');
  // It may leave its marks; under another host name they would keep the next one from starting.
  for (const mark of ['SingletonLock', 'SingletonCookie', 'SingletonSocket']) {
    await rm(join(profile, mark), { force: true });
  }
}

/** Chromium marks a profile as its own by a link named `SingletonLock` to `<host name>-<process id>`. */
async function holderOf(profile: string): Promise<number | undefined> {
  try {
    const holder = await readlink(join(profile, 'SingletonLock'));
    const pid = Number(holder.slice(holder.lastIndexOf('-') + 1));
    // After a crash the link stays, and the number may be another program's by now.
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8');
    return commandLine.includes(profile) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** A process that has ended stays in the table (`Z`) until its parent looks, which not every first process does. */
async function isRunning(pid: number): Promise<boolean> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z';
  } catch {
    return false;
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // All gone.
  }
}

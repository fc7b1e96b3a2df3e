import { readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const gentleMs = 5_000;
const lookEveryMs = 50;

/** Closes the Chromium that holds a profile, if one does; resolves when it is gone. */
export async function closeBrowser(profile: string): Promise<void> {
  const pid = await holderOf(profile);
  if (pid === undefined || !isRunning(pid)) return;
  process.kill(pid, 'SIGTERM');
  for (let waitedMs = 0; isRunning(pid); waitedMs += lookEveryMs) {
    if (waitedMs === gentleMs) process.kill(pid, 'SIGKILL');
    await delay(lookEveryMs);
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

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A shell that waits until nobody holds the other end of its input, then ends the groups named and removes a folder. */
const script = 'cat >/dev/null; for pid in $PIDS; do kill -9 -"$pid"; done; rm -rf "$FOLDER"';

/** Cleans up after this process should it be killed before it can do so itself. */
export interface Reaper {
  /** Ends the reaper without a deed: the caller has cleaned up. */
  stop(): Promise<void>;
}

/** Watches over process groups (by the id of their first process) and a folder of ours, as long as this process lives. */
export function startReaper(pids: readonly number[], folder = ''): Reaper {
  const shell: ChildProcess = spawn('/bin/sh', ['-c', script], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: process.env.PATH ?? '', PIDS: pids.join(' '), FOLDER: folder },
  });
  shell.unref();
  return {
    async stop() {
      await endProcessGroup(shell);
    },
  };
}

/** More than the 5 s that the app promises to need at the most. */
const gentleMs = 6_000;

/**
 * Ends a child that was spawned `detached`, with all that it started. Only the child itself is asked, because a program
 * whose helpers are asked too loses them before it has ended what it does with them; after 6 s the whole group is told.
 * Resolves when it is gone; a child that has ended already is fine.
 */
export async function endProcessGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const gone = hasEnded(child) ? Promise.resolve() : once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(signalGroup, gentleMs, child.pid, 'SIGKILL');
  await gone;
  clearTimeout(timer);
  // The leader is gone; what it left behind in its group is not needed by anyone.
  signalGroup(child.pid, 'SIGKILL');
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // No such group any more.
  }
}

const lookEveryMs = 200;

/**
 * Calls `listener` once when npm, which started this script, is gone. npm runs scripts through a shell and passes
 * signals on to that shell only, which dies of them and leaves us behind. Does not keep this process alive.
 */
export function onNpmGone(listener: () => void): void {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    listener();
  }, lookEveryMs);
  timer.unref();
}

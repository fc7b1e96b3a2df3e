import { type ChildProcess, spawn } from 'node:child_process';
import { endProcessGroup } from './child-process.ts';

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

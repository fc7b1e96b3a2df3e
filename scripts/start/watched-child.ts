import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { endProcessGroup, startReaper } from '../../services/desktop/child-process.ts';
import { projectRoot } from '../common/run-captured.ts';

/** Undoes what was started, last first, exactly once; what is added too late is undone at once. */
export interface CleanUp {
  add(undo: () => Promise<void>): void;
  run(): Promise<void>;
}

/** Makes an empty list of things to undo. */
export function createCleanUp(): CleanUp {
  const undos: (() => Promise<void>)[] = [];
  let running: Promise<void> | undefined;
  const undoAll = async (): Promise<void> => {
    for (let undo = undos.pop(); undo; undo = undos.pop()) {
      await undo().catch((error: unknown) => console.error(String(error)));
    }
  };
  return {
    add(undo) {
      undos.push(undo);
      if (running) running = running.then(undoAll);
    },
    run() {
      running ??= undoAll();
      return running;
    },
  };
}

/**
 * Starts a program in a process group of its own, so that Ctrl-C reaches us alone and we end things in order; it
 * is ended with all that it started when we clean up, and also when we are killed before we can.
 */
export function startWatched(
  command: string,
  args: readonly string[],
  options: Pick<SpawnOptions, 'env' | 'stdio'>,
  cleanUp: CleanUp,
): ChildProcess {
  const hasGroups = process.platform !== 'win32';
  const child = spawn(command, args, { ...options, cwd: projectRoot, detached: hasGroups });
  const reaper = hasGroups && child.pid !== undefined ? startReaper([child.pid]) : undefined;
  cleanUp.add(async () => {
    await endProcessGroup(child);
    await reaper?.stop();
  });
  return child;
}

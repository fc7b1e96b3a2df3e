import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { endProcessGroup } from '../../services/desktop/child-process.ts';
import { startReaper } from '../../services/desktop/reaper.ts';
import { projectRoot } from '../project-root.ts';
import type { CleanUp } from './clean-up.ts';

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

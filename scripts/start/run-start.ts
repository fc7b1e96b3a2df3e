import { onNpmGone } from '../../services/desktop/child-process.ts';
import { NoElectronError, noElectronExitCode } from '../electron/get-electron.ts';
import { runApp } from './run-app.ts';
import { createCleanUp } from './watched-child.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves when this program is asked to end, by a signal or by the end of the npm that started it. */
function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of signals) process.on(signal, () => resolve());
    onNpmGone(resolve);
  });
}

/**
 * Runs the app with all that this machine lacks until its window is closed or this program is asked to end, undoes all
 * of it, and ends this program. `folder` keeps what the stand-ins and the app remember.
 */
export async function runStart(
  appArgs: readonly string[],
  folder: string,
  run = runApp,
): Promise<never> {
  const cleanUp = createCleanUp();
  try {
    const stopped = askedToEnd().then(() => 0);
    process.exitCode = await Promise.race([run(appArgs, folder, cleanUp), stopped]);
  } catch (error) {
    console.error(`start: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = error instanceof NoElectronError ? noElectronExitCode : 1;
  } finally {
    await cleanUp.run();
  }
  // What was still on its way up when the signal came has been undone; nothing else is worth waiting for.
  process.exit();
}

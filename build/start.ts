/** `npm start`: builds what is stale, stands in for what this machine lacks, and runs the app until its window is closed. */

import { NoElectronError, noElectronExitCode } from './electron/get-electron.ts';
import { askedToEnd } from './start/asked-to-end.ts';
import { createCleanUp } from './start/clean-up.ts';
import { runApp } from './start/run-app.ts';

const cleanUp = createCleanUp();
try {
  const stopped = askedToEnd().then(() => 0);
  process.exitCode = await Promise.race([runApp(process.argv.slice(2), cleanUp), stopped]);
} catch (error) {
  console.error(`start: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = error instanceof NoElectronError ? noElectronExitCode : 1;
} finally {
  await cleanUp.run();
}
// What was still on its way up when the signal came has been undone; nothing else is worth waiting for.
process.exit();

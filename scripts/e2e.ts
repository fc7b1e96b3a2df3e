/** `npm run e2e -- [part of a file's name]`: the end-to-end tests alone, on the Electron that is here. */
import { onNpmGone } from '../services/desktop/child-process.ts';
import { buildIfStale } from './build.ts';
import {
  describeElectron,
  getElectron,
  NoElectronError,
  noElectronExitCode,
} from './electron/get-electron.ts';
import { closingLines, runTests, withScreen } from './tests/run-tests.ts';

onNpmGone(() => process.exit(1));
try {
  const electron = await getElectron();
  await buildIfStale();
  const tally = await withScreen((env) => runTests('e2e', env, process.argv.slice(2)));
  console.log(`Host: ${describeElectron(electron)}.`);
  console.log(closingLines([tally]));
  process.exitCode = tally.failures.length === 0 ? 0 : 1;
} catch (error) {
  console.error(`e2e: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = error instanceof NoElectronError ? noElectronExitCode : 1;
}

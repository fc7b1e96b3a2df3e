/** `npm run e2e -- [part of a file's name]`: the end-to-end tests alone, on every host that is present. */
import { onNpmGone } from '../sandbox/desktop/parent-process.ts';
import { buildIfStale } from './build.ts';
import { fetchElectron } from './host/fetch-electron.ts';
import { closingLines } from './tests/closing-lines.ts';
import { hostReport } from './tests/host-report.ts';
import { runProject } from './tests/run-project.ts';
import { withScreen } from './tests/with-screen.ts';

onNpmGone(() => process.exit(1));
try {
  await buildIfStale();
  await fetchElectron();
  const tally = await withScreen((env) => runProject('e2e', env, process.argv.slice(2)));
  const hosts = hostReport(tally);
  console.log(hosts.line);
  console.log(closingLines([tally]));
  process.exitCode = hosts.ran && tally.failures.length === 0 ? 0 : 1;
} catch (error) {
  console.error(`e2e: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

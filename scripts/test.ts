/** `npm test`: all checks and all tests, with one closing line that sums them up. */
import { onNpmGone } from '../services/desktop/child-process.ts';
import { buildIfStale } from './build.ts';
import { runChecks } from './check.ts';
import {
  describeElectron,
  getElectron,
  NoElectronError,
  noElectronExitCode,
} from './electron/get-electron.ts';
import { closingLines, runTests, type TestTally, withScreen } from './tests/run-tests.ts';

onNpmGone(() => process.exit(1));
try {
  const host = describeElectron(await getElectron());
  console.log(`Host: ${host}.`);
  const tallies = await runAll();
  console.log(`Host: ${host}.`);
  console.log(closingLines(tallies));
  process.exitCode = tallies.some((tally) => tally.failures.length > 0) ? 1 : 0;
} catch (error) {
  if (!(error instanceof NoElectronError)) throw error;
  console.error(`test: ${error.message}`);
  process.exitCode = noElectronExitCode;
}

async function runAll(): Promise<readonly TestTally[]> {
  const checks = await runChecks();
  const failures = checks.failed.map((name) => `check: ${name}; see its output above`);
  const tallies: TestTally[] = [{ passed: checks.passed, skipped: 0, failures, retried: [] }];
  try {
    tallies.push(await runTests('plain', {}));
    await buildIfStale();
    tallies.push(await withScreen((env) => runTests('driven', env)));
  } catch (error) {
    tallies.push({ passed: 0, skipped: 0, failures: [String(error)], retried: [] });
  }
  return tallies;
}

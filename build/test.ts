/** `npm test`: all checks and all tests, with one closing line that sums them up. */
import { onNpmGone } from '../sandbox/desktop/parent-process.ts';
import { buildIfStale } from './build.ts';
import { runChecks } from './checks/run-checks.ts';
import { fetchElectron } from './host/fetch-electron.ts';
import { closingLines } from './tests/closing-lines.ts';
import { hostReport } from './tests/host-report.ts';
import { drivenProjects, plainProjects } from './tests/quick-first.ts';
import { runProject } from './tests/run-project.ts';
import type { TestTally } from './tests/vitest-report.ts';
import { withScreen } from './tests/with-screen.ts';

onNpmGone(() => process.exit(1));
const checks = await runChecks();
const tallies: TestTally[] = [
  {
    passed: checks.passed,
    skipped: 0,
    failures: checks.failed.map((name) => `check: ${name}; see its output above`),
    passedNames: [],
  },
];
try {
  for (const project of plainProjects) tallies.push(await runProject(project, {}));
  await buildIfStale();
  await fetchElectron();
  await withScreen(async (env) => {
    for (const project of drivenProjects) tallies.push(await runProject(project, env));
  });
} catch (error) {
  tallies.push({ passed: 0, skipped: 0, failures: [String(error)], passedNames: [] });
}
const endToEnd = tallies.at(-1);
const hosts = endToEnd && hostReport(endToEnd);
console.log(hosts?.line);
if (!hosts?.ran) {
  const failures = ['no host ran the end-to-end tests'];
  tallies.push({ passed: 0, skipped: 0, failures, passedNames: [] });
}
console.log(closingLines(tallies));
process.exitCode = tallies.some((tally) => tally.failures.length > 0) ? 1 : 0;

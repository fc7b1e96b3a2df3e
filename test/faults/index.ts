/**
 * `npm run faults`: runs every test that names a case, prints one row for each case, and writes `docs/security-cases.md`.
 * With `--last` it runs nothing and takes the last run of each project, as after `npm test`. Ends with 1 when a case has
 * no test, or one that did not pass.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildIfStale } from '../../scripts/build.ts';
import { projectRoot } from '../../scripts/common/run-captured.ts';
import {
  describeElectron,
  getElectron,
  NoElectronError,
  noElectronExitCode,
} from '../../scripts/electron/get-electron.ts';
import { groups, reportFile, runTests, withScreen } from '../../scripts/tests/run-tests.ts';
import { onNpmGone } from '../../services/desktop/child-process.ts';
import {
  type CaseOutcome,
  type CaseTest,
  idPattern,
  type JudgedCase,
  judgeCases,
  readCaseTests,
  writeDocument,
} from './judge-cases.ts';

const documentFile = join(projectRoot, 'docs', 'security-cases.md');
const soakFile = join(projectRoot, 'docs', 'soak.md');

onNpmGone(() => process.exit(1));
try {
  const host = describeElectron(await getElectron());
  const { cases, unknown } = judgeCases(
    await (process.argv.includes('--last') ? readLast() : runCaseTests()),
  );
  for (const judged of cases) console.log(lineOf(judged));
  for (const { title } of unknown) console.log(`unknown id in: ${title}`);
  const count = (wanted: CaseOutcome) => cases.filter(({ outcome }) => outcome === wanted).length;
  console.log(`Host: ${host}.`);
  console.log(
    `${count('passed')} passed, ${count('failed')} failed, ${count('not-run')} not run, ${count('no-test')} without a test`,
  );
  const soak = await readFile(soakFile, 'utf8').catch(() => '');
  await writeFile(documentFile, writeDocument(cases, soak));
  process.exitCode = count('failed') + count('no-test') + unknown.length === 0 ? 0 : 1;
} catch (error) {
  console.error(`faults: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = error instanceof NoElectronError ? noElectronExitCode : 1;
}

async function readLast(): Promise<readonly CaseTest[]> {
  const reports = Object.keys(groups).map((group) => readCaseTests(reportFile(group)));
  return (await Promise.all(reports)).flat();
}

async function runCaseTests(): Promise<readonly CaseTest[]> {
  const tests: CaseTest[] = [];
  const run = async (group: keyof typeof groups, env: Readonly<Record<string, string>>) => {
    await runTests(group, env, ['--testNamePattern', idPattern.source, '--passWithNoTests']);
    tests.push(...(await readCaseTests(reportFile(group))));
  };
  await run('plain', {});
  await buildIfStale();
  await withScreen((env) => run('driven', env));
  return tests;
}

function lineOf({ fault, outcome, reason, tests }: JudgedCase): string {
  const [first, ...more] = tests;
  const title = first === undefined ? '' : `${first.file} > ${first.title}`;
  const further = more.length > 0 ? ` (and ${more.length} more)` : '';
  const words = [reason, `${title}${further}`].filter((part) => part !== '').join('; ');
  return `${fault.id.padEnd(6)} ${outcome.padEnd(8)} ${(fault.code ?? '–').padEnd(30)} ${words}`;
}

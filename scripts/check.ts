/** `npm run check`: everything that can be said about the sources without running the app. */
import { type Outcome, runCaptured } from './common/run-captured.ts';

interface Check {
  readonly name: string;
  readonly args: readonly string[];
}

const tsc = 'node_modules/typescript/bin/tsc';
const biome = 'node_modules/@biomejs/biome/bin/biome';

const checks: readonly Check[] = [
  { name: 'types', args: [tsc, '-b'] },
  {
    name: 'types on the older Electron',
    args: [tsc, '-p', 'scripts/electron/tsconfig.older.json'],
  },
  {
    name: 'format and lint',
    args: [biome, 'ci', '--error-on-warnings', '--diagnostic-level=warn', '--colors=off'],
  },
  {
    name: 'import walls',
    args: ['node_modules/vitest/vitest.mjs', 'run', '--project=unit', 'test/walls/walls.test.ts'],
  },
  { name: 'nothing unused', args: ['node_modules/knip/bin/knip.js'] },
  { name: 'types of the Sonar service', args: ['scripts/codegen/generate.ts', '--check'] },
  { name: 'public types', args: ['scripts/api/generate.ts', '--check'] },
  { name: 'policy files', args: ['scripts/policy/generate.ts', '--check'] },
];

/** How many checks held and which did not, after the output of the latter was printed. */
export interface CheckResult {
  readonly passed: number;
  readonly failed: readonly string[];
}

/** Runs all static checks side by side and prints one line for each. */
export async function runChecks(): Promise<CheckResult> {
  const failed: string[] = [];
  await Promise.all(
    checks.map(async ({ name, args }) => {
      const outcome = await runCaptured(args);
      if (outcome.exitCode !== 0) failed.push(name);
      report(name, outcome);
    }),
  );
  return { passed: checks.length - failed.length, failed };
}

function report(name: string, { exitCode, output }: Outcome): void {
  if (exitCode === 0) console.log(`check: ${name}: good`);
  else console.log(`${output.trim()}\ncheck: ${name}: FAILED`);
}

if (import.meta.main) {
  const { failed } = await runChecks();
  if (failed.length > 0) {
    console.error(`check: failed: ${failed.join(', ')}`);
    process.exitCode = 1;
  }
}

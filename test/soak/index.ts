/** `npm run soak -- [part] [--seed N] [--runs N] [--minutes N]`: long runs on Electron, with what they found in `docs/soak.md`. */
import { arch, availableParallelism, platform } from 'node:os';
import { parseArgs } from 'node:util';
import { buildIfStale } from '../../scripts/build.ts';
import { describeElectron, getElectron } from '../../scripts/electron/get-electron.ts';
import { runTests, withScreen } from '../../scripts/tests/run-tests.ts';
import { onNpmGone } from '../../services/desktop/child-process.ts';
import { soakKills } from './kills.ts';
import { soakRegistrations, soakRenewals } from './renewals.ts';
import { soakSignIns } from './sign-ins.ts';
import { noteResult, readable, type SoakOptions, type SoakResult } from './support/measure.ts';

/** Runs the properties of `test/fuzz`, and of the service's answers, with many inputs each. */
async function soakFuzz({ runs, seed }: SoakOptions): Promise<SoakResult> {
  const env = { SONAR_LOGIN_FUZZ_RUNS: String(runs), SONAR_LOGIN_FUZZ_SEED: String(seed) };
  const tallies = [await runTests('fuzz', env), await runTests('unit', env, ['sonar/answers'])];
  const failures = tallies.flatMap((tally) => tally.failures);
  const [fuzz, answers] = tallies.map(({ passed, failures: failed }) => passed + failed.length);
  return {
    what: `${readable(runs)} inputs for each property of \`test/fuzz\` (2,000 where each is files on a disk), and as many wrong answers of the service`,
    figures: {
      properties: fuzz ?? 0,
      'tests of answers': answers ?? 0,
      failed: failures.length,
    },
    violations: failures,
  };
}

interface Part {
  readonly runs: number;
  readonly run: (options: SoakOptions) => Promise<SoakResult>;
}

const parts: ReadonlyMap<string, Part> = new Map([
  ['sign-ins', { runs: 1_000, run: soakSignIns }],
  ['kills', { runs: 500, run: soakKills }],
  ['renewals', { runs: 2_000, run: soakRenewals }],
  ['registrations', { runs: 34, run: soakRegistrations }],
  ['fuzz', { runs: 100_000, run: soakFuzz }],
]);
const usage = `soak: npm run soak -- [${[...parts.keys()].join(' | ')}] [--seed N] [--runs N] [--minutes N]`;
const exitUsage = 64;
const defaultSeed = 20_261_129;

function readNumber(text: string | undefined, otherwise: number): number {
  const value = text === undefined ? otherwise : Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new Error(`${text} is no number above 0`);
}

function readCommandLine() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seed: { type: 'string' }, runs: { type: 'string' }, minutes: { type: 'string' } },
  });
  const names = positionals.length === 0 ? [...parts.keys()] : positionals;
  const unknown = names.find((name) => !parts.has(name));
  if (unknown !== undefined) throw new Error(`there is no part ${unknown}`);
  const seed = readNumber(values.seed, defaultSeed);
  // Without it a part takes the time that it takes.
  const minutes = values.minutes === undefined ? null : readNumber(values.minutes, 1);
  return names.flatMap((name) => {
    const part = parts.get(name);
    return part === undefined
      ? []
      : [{ name, run: part.run, seed, minutes, runs: readNumber(values.runs, part.runs) }];
  });
}

async function main(): Promise<number> {
  let wanted: ReturnType<typeof readCommandLine>;
  try {
    wanted = readCommandLine();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`);
    return exitUsage;
  }
  onNpmGone(() => process.exit(1));
  const electron = await getElectron();
  await buildIfStale();
  const host = `Electron ${electron.version}, ${platform()} ${arch()}, ${availableParallelism()} cores`;
  console.log(`Host: ${describeElectron(electron)}.`);
  let isGood = true;
  await withScreen(async (env) => {
    Object.assign(process.env, env);
    for (const { name, run, runs, seed, minutes } of wanted) {
      const until =
        minutes === null ? Number.POSITIVE_INFINITY : performance.now() + minutes * 60_000;
      const isOver = () => performance.now() > until;
      const { what, figures, violations } = await run({ runs, seed, isOver });
      const date = new Date().toISOString().slice(0, 10);
      console.log(JSON.stringify({ part: name, seed, runs, date, host, figures, violations }));
      const shown = Object.entries(figures).map(([figure, value]) => `${figure} ${show(value)}`);
      const verdict = violations.length === 0 ? 'as promised' : `${violations.length} VIOLATIONS`;
      console.log(`${what}, seed ${seed}: ${verdict}; ${shown.join('; ')}`);
      await noteResult({
        part: name,
        what,
        seed,
        date,
        host,
        figure: shown,
        verdict,
      });
      isGood &&= violations.length === 0;
    }
  });
  return isGood ? 0 : 1;
}

function show(value: number | string): string {
  return typeof value === 'number' ? readable(value) : value;
}

process.exitCode = await main();

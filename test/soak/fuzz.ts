import { runProject } from '../../scripts/tests/run-project.ts';
import { readable, type SoakOptions, type SoakResult } from './support/measure.ts';

/** Runs the properties of `test/fuzz`, and of the service's answers, with many inputs each. */
export async function soakFuzz({ runs, seed }: SoakOptions): Promise<SoakResult> {
  const env = { SONAR_LOGIN_FUZZ_RUNS: String(runs), SONAR_LOGIN_FUZZ_SEED: String(seed) };
  const tallies = [await runProject('fuzz', env), await runProject('unit', env, ['sonar/answers'])];
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

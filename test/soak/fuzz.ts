import { runProject } from '../../build/tests/run-project.ts';
import { readable, type SoakOptions, type SoakResult } from './support/result.ts';

/** Runs the properties of `test/fuzz` with many inputs each. */
export async function soakFuzz({ runs, seed }: SoakOptions): Promise<SoakResult> {
  const env = { SONAR_LOGIN_FUZZ_RUNS: String(runs), SONAR_LOGIN_FUZZ_SEED: String(seed) };
  const { passed, failures } = await runProject('fuzz', env);
  return {
    what: `${readable(runs)} inputs for each property of \`test/fuzz\``,
    figures: { properties: passed + failures.length, failed: failures.length },
    violations: failures,
  };
}

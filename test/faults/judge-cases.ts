import { allCases, allGroups } from './case-ids.ts';
import type { CaseTest } from './case-report.ts';
import type { FaultCase } from './fault-case.ts';

/** How a case went. `no-test`: nothing proves it, or a test was left out and does not say why; a fault of ours. */
export type CaseOutcome = 'passed' | 'failed' | 'not-run' | 'no-test';

/** A case with its tests. */
export interface JudgedCase {
  readonly fault: FaultCase;
  readonly outcome: CaseOutcome;
  /** Why it was not run, in words; empty otherwise. */
  readonly reason: string;
  readonly tests: readonly CaseTest[];
}

/** Every case of the catalogue with what its tests say. Tests that name an id which is not there are `unknown`. */
export function judgeCases(tests: readonly CaseTest[]): {
  readonly cases: readonly JudgedCase[];
  readonly unknown: readonly CaseTest[];
} {
  const cases = allGroups.flatMap((group) =>
    group.cases.map((fault) => {
      const own = tests.filter(({ ids }) => ids.includes(fault.id));
      return { fault, ...judge(fault, own), tests: own };
    }),
  );
  return { cases, unknown: tests.filter(({ ids }) => ids.some((id) => !allCases.has(id))) };
}

/** A case is proved when all that names it has passed: a part that was left out leaves it open. */
function judge(
  { notRun }: FaultCase,
  tests: readonly CaseTest[],
): Pick<JudgedCase, 'outcome' | 'reason'> {
  const skipped = tests.filter(({ status }) => status === 'skipped');
  const reasons = [...new Set(skipped.map(({ reason }) => reason))];
  if (tests.some(({ status }) => status === 'failed')) return { outcome: 'failed', reason: '' };
  if (reasons.includes(null)) return { outcome: 'no-test', reason: 'left out without a reason' };
  const all = [...(notRun === undefined ? [] : [notRun]), ...reasons];
  if (all.length > 0) return { outcome: 'not-run', reason: all.join('; ') };
  return { outcome: tests.length > 0 ? 'passed' : 'no-test', reason: '' };
}

import type { TestTally } from './vitest-report.ts';

/** What was tried again and what failed, once more, where it is found; then the one line that sums all up. */
export function closingLines(tallies: readonly TestTally[]): string {
  const failures = tallies.flatMap((tally) => tally.failures);
  const passed = sum(tallies.map((tally) => tally.passed));
  const skipped = sum(tallies.map((tally) => tally.skipped));
  const retried = tallies.flatMap((tally) => tally.retried);
  const details = [
    ...retried.map((test) => `RETRIED ${test}\n`),
    ...failures.map((failure) => `FAILED ${failure}\n`),
  ];
  const skippedPart = skipped > 0 ? `, ${skipped} skipped` : '';
  const retriedPart = retried.length > 0 ? `, ${retried.length} only at the second try` : '';
  const total = `${passed} passed, ${failures.length} failed${skippedPart}${retriedPart}`;
  return [...details, total].join('\n');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

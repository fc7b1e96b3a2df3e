import type { TestTally } from './vitest-report.ts';

/** The failures once more, where they are found, then the one line that sums all up. */
export function closingLines(tallies: readonly TestTally[]): string {
  const failures = tallies.flatMap((tally) => tally.failures);
  const passed = sum(tallies.map((tally) => tally.passed));
  const skipped = sum(tallies.map((tally) => tally.skipped));
  const details = failures.map((failure) => `FAILED ${failure}\n`);
  const skippedPart = skipped > 0 ? `, ${skipped} skipped` : '';
  return [...details, `${passed} passed, ${failures.length} failed${skippedPart}`].join('\n');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

import { afterEach } from 'vitest';
import { takeUnexpectedFaults } from '../e2e/support/faults.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** The reason that a test gave when it left itself out. */
    leftOutBecause?: string;
  }
}

// Loaded before each file of tests: vitest's JSON report has what a test notes about itself, and not the reason of `skip`.
afterEach(({ task }) => {
  const { result } = task;
  // vitest keeps the reason there, and does not declare it.
  if (result !== undefined && 'note' in result && typeof result.note === 'string') {
    task.meta.leftOutBecause = result.note;
  }
});

// What nobody handled in main or in the window fails the test; only end-to-end tests watch for it.
afterEach(() => {
  const faults = takeUnexpectedFaults();
  if (faults.length > 0) throw new Error(`Nobody handled:\n${faults.join('\n')}`);
});

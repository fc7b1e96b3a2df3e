import { afterEach } from 'vitest';
import { takeUnexpectedFaults } from './faults.ts';

// Loaded before each file of end-to-end tests: what nobody handled in main or in the window fails the test.
afterEach(() => {
  const faults = takeUnexpectedFaults();
  if (faults.length > 0) throw new Error(`Nobody handled:\n${faults.join('\n')}`);
});

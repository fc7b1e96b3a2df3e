/** A process that writes preferences for the tests: node writer.ts <directory> <prefix> <count> [pause in ms]. */
import { setTimeout as pause } from 'node:timers/promises';
import { createPreferences } from '../../../src-main/preferences/preferences.ts';
import { sampleAccount } from './sample.ts';

const [directory = '', prefix = '', count = '0', pauseMs = '0'] = process.argv.slice(2);
const preferences = createPreferences({ directory, now: Date.now });
const parent = process.ppid;
// A writer whose test was killed ends too.
for (let index = 0; index < Number(count) && process.ppid === parent; index += 1) {
  preferences.accounts.put(sampleAccount(`${prefix}${index}`));
  if (index === 0) process.stdout.write('started\n');
  if (pauseMs !== '0') await pause(Number(pauseMs));
}
process.stdout.write(`saved ${preferences.isSaved()} of ${preferences.accounts.list().length}\n`);

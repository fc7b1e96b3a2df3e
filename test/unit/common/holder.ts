/**
 * A process that uses the profile lock: node holder.ts <directory> <mode> [count].
 * `hold` takes it and never lets go; `count` adds one to a file `count` times, not safely by itself.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { withProfileLock } from '../../../src-main/common/process-lock.ts';

const [directory = '', mode = '', count = '0'] = process.argv.slice(2);
const counter = join(directory, 'counter');

if (mode === 'hold') {
  await withProfileLock(directory, 'renew', async () => {
    process.stdout.write('held\n');
    await pause(600_000);
  });
} else {
  for (let index = 0; index < Number(count); index += 1) {
    await withProfileLock(directory, 'renew', async () => {
      const seen = Number(readFileSync(counter, 'utf8'));
      await pause(5);
      writeFileSync(counter, String(seen + 1));
    });
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';

const module = new URL('../../../../services/desktop/child-process.ts', import.meta.url).href;
const script = `
  const { onNpmGone } = await import('${module}');
  onNpmGone(() => { console.log('npm is gone'); process.exit(); });
  console.log('running');
  setInterval(() => {}, 1000);
`;

test('a script ends when the shell that npm gave it dies of the signal alone', async () => {
  // What npm does: a shell that waits for the script, and gets the signal by itself.
  const command = `"${process.execPath}" --input-type=module --eval "$SCRIPT"; exit`;
  const shell = spawn('/bin/sh', ['-c', command], {
    env: { ...process.env, SCRIPT: script, npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: shell.stdout });
  expect(await once(lines, 'line')).toEqual(['running']);
  const next = once(lines, 'line');
  shell.kill('SIGTERM');
  expect(await next).toEqual(['npm is gone']);
});

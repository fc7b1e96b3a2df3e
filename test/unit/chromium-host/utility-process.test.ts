import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hostUtilityProcess } from '../../../sandbox/chromium-host/electron/utility-process.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
import { waitUntil } from '../../support/wait-until.ts';

const fixture = (name: string) => join(import.meta.dirname, 'fixture', name);

test('messages go both ways as structured clones, and a kill is told as an end', async () => {
  const child = hostUtilityProcess.fork(fixture('echo.ts'));
  const exit = once(child, 'exit');
  const message = { text: 'é', none: undefined, big: 5n, date: new Date(0) };
  child.postMessage(message);
  const [answer] = await once(child, 'message');
  expect(answer).toEqual({ answer: message });
  child.kill();
  await exit;
  // Nobody hears this one, and nothing breaks by it.
  child.postMessage(message);
});

test('a program that is not there ends instead of hanging', async () => {
  const child = hostUtilityProcess.fork(fixture('missing.ts'), [], { stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  expect(code).not.toBe(0);
});

test('a child hears that its parent was killed', async () => {
  await withTempFolder(async (folder) => {
    const mark = join(folder, 'closed');
    const parent = spawn(process.execPath, [fixture('fork-echo.ts'), mark], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(parent.stdout, 'data');
    parent.kill('SIGKILL');
    await waitUntil(() => existsSync(mark), 'the child to hear of it');
  });
});

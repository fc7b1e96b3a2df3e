import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../scripts/common/run-captured.ts';
import { claimSandbox } from '../../../scripts/start/run-app.ts';
import { createCleanUp } from '../../../scripts/start/watched-child.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

test('what was started last is undone first, each once', async () => {
  const order: string[] = [];
  const cleanUp = createCleanUp();
  cleanUp.add(async () => void order.push('bus'));
  cleanUp.add(async () => void order.push('window'));
  await Promise.all([cleanUp.run(), cleanUp.run()]);
  expect(order).toEqual(['window', 'bus']);
});

test('an undo that fails does not keep the others from being undone', async () => {
  const order: string[] = [];
  const cleanUp = createCleanUp();
  cleanUp.add(async () => void order.push('bus'));
  cleanUp.add(() => Promise.reject(new Error('already gone')));
  await cleanUp.run();
  expect(order).toEqual(['bus']);
});

test('what comes up after the end is undone at once', async () => {
  const cleanUp = createCleanUp();
  await cleanUp.run();
  const undone = Promise.withResolvers<string>();
  cleanUp.add(async () => undone.resolve('undone'));
  expect(await undone.promise).toBe('undone');
});

test.each([
  ['npm start', ['scripts/run.mjs', 'start']],
  ['npm run dev', ['scripts/run.mjs', 'dev']],
  ['node scripts/start.ts', ['scripts/start.ts']],
])(
  'a second start on the same data is refused while a first one by `%s` runs, and not after',
  (_, words) =>
    withTempFolder(async (folder) => {
      // Stands for a running start: all that is looked at is its command line.
      const first = spawn('sh', ['-c', 'read line', ...words]);
      try {
        await once(first, 'spawn');
        await writeFile(join(folder, 'start.pid'), String(first.pid));
        expect(() => claimSandbox(folder, createCleanUp())).toThrow(`process ${first.pid}`);
      } finally {
        first.kill('SIGKILL');
        await once(first, 'exit');
      }
      claimSandbox(folder, createCleanUp());
      expect(await readFile(join(folder, 'start.pid'), 'utf8')).toBe(String(process.pid));
    }),
);

test('a note left by a crash, whose number another program has now, holds nobody up', () =>
  withTempFolder(async (folder) => {
    await writeFile(join(folder, 'start.pid'), String(process.pid));
    expect(() => claimSandbox(folder, createCleanUp())).not.toThrow();
  }));

test('the claim ends with the clean-up', () =>
  withTempFolder(async (folder) => {
    const cleanUp = createCleanUp();
    claimSandbox(folder, cleanUp);
    await cleanUp.run();
    await expect(readFile(join(folder, 'start.pid'))).rejects.toThrow('ENOENT');
  }));

test.each(['start', 'test', 'e2e'])(
  'npm run %s without an Electron: one message, exit code 69',
  (script) =>
    withTempFolder(async (folder) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(projectRoot, 'scripts', `${script}.ts`)],
        {
          encoding: 'utf8',
          env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: folder, SONAR_LOGIN_CONFIG: 'none' },
        },
      );
      expect({ status, stdout }).toEqual({ status: 69, stdout: '' });
      expect(stderr).toBe(
        `${script}: ELECTRON_OVERRIDE_DIST_PATH names ${folder}, where no Electron is.\n`,
      );
    }),
);

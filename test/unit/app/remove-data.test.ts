import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const module = join(import.meta.dirname, '../../../src-main/app/remove-data.ts');

/** Runs a removal in a process of its own, because the folder goes with its end. */
function runRemoval(leftBehind: readonly string[], trouble: string | null = null) {
  const directory = mkdtempSync(join(tmpdir(), 'sonar-remove-'));
  const spare = mkdtempSync(join(tmpdir(), 'sonar-remove-'));
  try {
    writeFileSync(join(directory, 'preferences.json'), '{}');
    writeFileSync(join(spare, 'SingletonLock'), '');
    const script = `
      import { removeData } from ${JSON.stringify(module)};
      const done = await removeData({
        forget: async () => console.log('forget'),
        leftBehind: () => ${JSON.stringify(leftBehind)},
        removeLeftovers: async () => ({ trouble: ${JSON.stringify(trouble)}, others: 3 }),
        close: async () => console.log('close'),
        directories: ${JSON.stringify([directory, spare])},
      });
      console.log(done.isComplete, done.others);`;
    const args = ['--input-type=module', '--eval', script];
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    return {
      status,
      said: stdout.trim().split('\n'),
      isThere: [directory, spare].some(existsSync),
    };
  } finally {
    for (const path of [directory, spare]) rmSync(path, { recursive: true, force: true });
  }
}

test('S2-08: everybody is forgotten, everything is closed, and then the folder goes, and the spare one', () => {
  expect(runRemoval([])).toEqual({
    status: 0,
    said: ['forget', 'close', 'true 3'],
    isThere: false,
  });
});

test('the folder stays while the keychain keeps a credential, so that it can be found again', () => {
  expect(runRemoval(['session/x'])).toEqual({
    status: 0,
    said: ['forget', 'close', 'false 3'],
    isThere: true,
  });
});

test('S2-08: the folder stays while nobody can say what the keychain holds', () => {
  expect(runRemoval([], 'keychain-locked')).toMatchObject({
    said: ['forget', 'close', 'false 3'],
    isThere: true,
  });
});

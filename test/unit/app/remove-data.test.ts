import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const module = join(import.meta.dirname, '../../../src-main/app/remove-data.ts');

/** Runs a removal in a process of its own, because the folder goes with its end. */
function runRemoval(leftBehind: readonly string[]) {
  const directory = mkdtempSync(join(tmpdir(), 'sonar-remove-'));
  try {
    writeFileSync(join(directory, 'preferences.json'), '{}');
    const script = `
      import { removeData } from ${JSON.stringify(module)};
      const done = await removeData({
        forget: async () => console.log('forget'),
        leftBehind: () => ${JSON.stringify(leftBehind)},
        close: async () => console.log('close'),
        directory: ${JSON.stringify(directory)},
      });
      console.log(done);`;
    const args = ['--input-type=module', '--eval', script];
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    return { status, said: stdout.trim().split('\n'), isThere: existsSync(directory) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

test('everybody is forgotten, everything is closed, and then the folder goes', () => {
  expect(runRemoval([])).toEqual({ status: 0, said: ['forget', 'close', 'true'], isThere: false });
});

test('the folder stays while the keychain keeps a credential, so that it can be found again', () => {
  expect(runRemoval(['session/x'])).toEqual({
    status: 0,
    said: ['forget', 'close', 'false'],
    isThere: true,
  });
});

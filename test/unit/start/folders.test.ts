import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  isOwnFolder,
  makeSpareFolder,
  nameSpareFolder,
} from '../../../src-main/start/spare-folder.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

describe('the spare folder', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test('it lies in the folder of the session, under the same name for the same settings folder', () =>
    withTempFolder(async (folder) => {
      await chmod(folder, 0o700);
      vi.stubEnv('XDG_RUNTIME_DIR', folder);
      expect(dirname(nameSpareFolder('/settings'))).toBe(folder);
      expect(nameSpareFolder('/settings')).toBe(nameSpareFolder('/settings'));
      expect(nameSpareFolder('/other')).not.toBe(nameSpareFolder('/settings'));
    }));

  test('DL-06: a folder of the session that others can write to, or that is none, is not used', () =>
    withTempFolder(async (folder) => {
      await chmod(folder, 0o777);
      for (const place of [folder, join(folder, 'missing'), '']) {
        vi.stubEnv('XDG_RUNTIME_DIR', place);
        expect(dirname(nameSpareFolder('/settings')), place).toBe(tmpdir());
      }
    }));

  test('DL-06: it is made for this user alone, and nothing that somebody else prepared is taken for it', () =>
    withTempFolder(async (folder) => {
      const spare = join(folder, 'spare');
      expect(makeSpareFolder(spare)).toBe(true);
      expect((await stat(spare)).mode & 0o777).toBe(0o700);
      expect(makeSpareFolder(spare)).toBe(true);
      const open = join(folder, 'open');
      await mkdir(open);
      await chmod(open, 0o777);
      const link = join(folder, 'link');
      await symlink(spare, link);
      for (const place of [open, link]) expect(makeSpareFolder(place), place).toBe(false);
      expect(isOwnFolder(join(folder, 'missing'))).toBe(false);
    }));
});

const module = join(import.meta.dirname, '../../../src-main/start/remove-data.ts');

/** Runs a removal in a process of its own, because the folder goes with its end. */
function runRemoval(
  leftBehind: readonly string[],
  trouble: string | null = null,
  prepare: (directory: string) => string = (directory) => directory,
  asWhom = '',
) {
  const made = mkdtempSync(join(tmpdir(), 'sonar-remove-'));
  const spare = mkdtempSync(join(tmpdir(), 'sonar-remove-'));
  const directory = prepare(made);
  try {
    if (!existsSync(join(directory, 'preferences.json')))
      writeFileSync(join(directory, 'preferences.json'), '{}');
    writeFileSync(join(spare, 'SingletonLock'), '');
    const script = `
      import { removeData } from ${JSON.stringify(module)};
      ${asWhom}
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
      isThere: [made, directory, spare].some(existsSync),
    };
  } finally {
    for (const path of [made, directory, spare]) rmSync(path, { recursive: true, force: true });
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

test('S2-08: a settings folder that is a link goes with what it leads to', () => {
  const link = (directory: string) => {
    symlinkSync(directory, `${directory}-link`);
    return `${directory}-link`;
  };
  expect(runRemoval([], null, link)).toMatchObject({
    said: ['forget', 'close', 'true 3'],
    isThere: false,
  });
});

test('S2-08: nobody says that all is gone while the disk keeps a file that names people', () => {
  const locked = (directory: string) => {
    writeFileSync(join(directory, 'preferences.json'), '{}');
    chmodSync(directory, 0o555);
    return directory;
  };
  // Root may write everywhere.
  const asNobody = 'if (process.getuid() === 0) { process.setgroups([]); process.setuid(65534); }';
  expect(runRemoval([], null, locked, asNobody)).toMatchObject({
    said: ['forget', 'close', 'false 3'],
    isThere: true,
  });
});

import { chmod, mkdir, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import {
  isOwnFolder,
  makeSpareFolder,
  nameSpareFolder,
} from '../../../src-main/start/spare-folder.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

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

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withOpenFile } from '../../../src-main/common/open-file.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

const read = (file: number) => readFileSync(file, 'utf8');

test('a file is handed on open; a folder and a pipe are no files, and nobody waits', () =>
  withTempFolder(async (folder) => {
    const [file, pipe] = [join(folder, 'file'), join(folder, 'pipe')];
    await writeFile(file, 'text');
    await mkdir(join(folder, 'folder'));
    execFileSync('mkfifo', [pipe]);
    expect(withOpenFile(file, read)).toBe('text');
    expect(withOpenFile(join(folder, 'folder'), read)).toBeNull();
    expect(withOpenFile(pipe, read)).toBeNull();
    expect(() => withOpenFile(join(folder, 'none'), read)).toThrow(/ENOENT/);
  }));

test('a link is followed only where that was asked for', () =>
  withTempFolder(async (folder) => {
    await writeFile(join(folder, 'file'), 'text');
    const link = join(folder, 'link');
    await symlink(join(folder, 'file'), link);
    expect(() => withOpenFile(link, read)).toThrow(/ELOOP/);
    expect(withOpenFile(link, read, { followsLinks: true })).toBe('text');
  }));

import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withOpenFile, writePrivateFile } from '../../../src-main/common/private-file.ts';
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

test('S2-23: a file that is saved over one that others could read is private, and nothing stays beside it', () =>
  withTempFolder(async (folder) => {
    const path = join(folder, 'review.csv');
    writeFileSync(path, 'old');
    chmodSync(path, 0o666);
    await writePrivateFile(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['review.csv']);
  }));

test('S2-23: a link is replaced, and what it leads to stays as it is', () =>
  withTempFolder(async (folder) => {
    const path = join(folder, 'review.csv');
    const target = join(folder, 'target');
    writeFileSync(target, 'mine');
    symlinkSync(target, path);
    await writePrivateFile(path, 'new');
    expect(readFileSync(target, 'utf8')).toBe('mine');
    expect(lstatSync(path).isFile()).toBe(true);
  }));

test('S2-23: what cannot be saved leaves nothing behind', () =>
  withTempFolder(async (folder) => {
    const path = join(folder, 'review.csv');
    mkdirSync(path);
    await expect(writePrivateFile(path, 'new')).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['review.csv']);
  }));

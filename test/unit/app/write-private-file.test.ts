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
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writePrivateFile } from '../../../src-main/app/write-private-file.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

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

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashInputs } from '../../../scripts/common/hash.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

const inputs = ['src', 'package.json', 'not-there-yet.json'];

test.each<[string, (folder: string) => Promise<unknown>]>([
  ['a file changes', (folder) => writeFile(join(folder, 'src/deep/a.ts'), 'changed')],
  ['a file is added', (folder) => writeFile(join(folder, 'src/new.ts'), '')],
  ['a file goes', (folder) => rm(join(folder, 'src/deep/a.ts'))],
  ['an input appears', (folder) => writeFile(join(folder, 'not-there-yet.json'), '{}')],
  ['an input that is a file changes', (folder) => writeFile(join(folder, 'package.json'), '{ }')],
])('the build is stale when %s', (_case, change) =>
  withTempFolder(async (folder) => {
    await layOut(folder);
    const before = await hashInputs(folder, inputs);
    await change(folder);
    expect(await hashInputs(folder, inputs)).not.toBe(before);
  }),
);

test('the build is fresh when a file is written again with the same content', () =>
  withTempFolder(async (folder) => {
    await layOut(folder);
    const before = await hashInputs(folder, inputs);
    await layOut(folder);
    await writeFile(join(folder, 'README.md'), 'not an input');
    expect(await hashInputs(folder, inputs)).toBe(before);
  }));

async function layOut(folder: string): Promise<void> {
  await mkdir(join(folder, 'src/deep'), { recursive: true });
  await writeFile(join(folder, 'src/deep/a.ts'), 'export const a = 1;');
  await writeFile(join(folder, 'package.json'), '{}');
}

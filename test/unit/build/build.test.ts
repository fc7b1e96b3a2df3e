import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildIfStale } from '../../../scripts/build.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

test('bundles of a build that failed do not pass for the build before it', () =>
  withTempFolder(async (folder) => {
    const stamp = join(folder, 'built-from');
    await writeFile(stamp, 'the build before');
    const product = join(folder, 'missing.json');
    await expect(buildIfStale({ product, output: folder })).rejects.toThrow(/could not be built/);
    expect(existsSync(stamp)).toBe(false);
  }));

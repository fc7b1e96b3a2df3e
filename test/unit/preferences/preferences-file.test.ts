import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openPreferencesFile } from '../../../src-main/preferences/preferences-file.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

test('a look whether the disk takes a file leaves that of another writer alone', () =>
  withTempFolder(async (folder) => {
    const next = join(folder, 'preferences.next.json');
    writeFileSync(next, 'of another writer');
    expect(openPreferencesFile(folder, 'preferences', Date.now).isWritable()).toBe(false);
    expect(readFileSync(next, 'utf8')).toBe('of another writer');
  }));

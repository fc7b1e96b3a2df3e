import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDocument } from '../../../src-main/preferences/preferences-document.ts';
import { type Migration, migrate } from '../../../src-main/preferences/preferences-migrations.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
import { fill, keptAside, mainFile, open, readJson, sampleAccount } from './sample.ts';

const steps: readonly Migration[] = [
  (document) => ({ ...document, path: [...((document.path as string[]) ?? []), '1 to 2'] }),
  (document) => ({ ...document, path: [...((document.path as string[]) ?? []), '2 to 3'] }),
];

test.each([
  [1, ['1 to 2', '2 to 3']],
  [2, ['2 to 3']],
  [3, undefined],
  [4, undefined],
])('a document of version %i takes exactly the steps that it lacks', (version, path) => {
  expect(migrate({ version }, steps)).toEqual({
    document: path ? { version, path } : { version },
    from: version,
  });
});

test('a migration that was killed half-way runs again with the same end', () => {
  const first = migrate({ version: 1 }, steps);
  expect(migrate({ version: 1 }, steps)).toEqual(first);
});

test('a document that a migration cannot make sense of is broken, not lost half-way', () => {
  const failing: Migration = () => {
    throw new Error('no sense');
  };
  expect(readDocument({ version: 1 }, [failing])).toBeNull();
});

test('a file of a newer version is read as far as it is known, and kept as it was', () =>
  withTempFolder(async (folder) => {
    const before = fill(folder);
    const newer = { ...readJson(mainFile(folder)), version: 7, locale: 'tlh', invented: true };
    writeFileSync(mainFile(folder), JSON.stringify(newer));
    const after = open(folder);
    expect(after.notice).toBeNull();
    expect(after.profileId).toBe(before.profileId);
    expect(after.accounts.list()).toEqual([sampleAccount('a1'), sampleAccount('a2')]);
    expect(after.getLocale()).toBeNull();
    const kept = keptAside(folder);
    expect(kept).toHaveLength(1);
    expect(readJson(`${folder}/${kept[0]}`)).toEqual(newer);
    expect(readJson(mainFile(folder)).version).toBe(1);
  }));

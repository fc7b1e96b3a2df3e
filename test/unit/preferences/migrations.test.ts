import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  type Migration,
  migrate,
  readDocument,
} from '../../../src-main/preferences/preferences-document.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
import {
  backupFile,
  currentVersion,
  fill,
  keptAside,
  mainFile,
  open,
  readJson,
  sampleAccount,
} from './sample.ts';

const steps: readonly Migration[] = [
  (document) => ({ ...document, path: [...((document.path as string[]) ?? []), '1 to 2'] }),
  (document) => ({ ...document, path: [...((document.path as string[]) ?? []), '2 to 3'] }),
];

test.each([
  [1, ['1 to 2', '2 to 3']],
  [2, ['2 to 3']],
  [3, undefined],
  [4, undefined],
])('PR-10: a document of version %i takes exactly the steps that it lacks', (version, path) => {
  expect(migrate({ version }, steps)).toEqual({
    document: path ? { version, path } : { version },
    from: version,
  });
});

test('PR-10: a migration that was killed half-way runs again with the same end', () => {
  const first = migrate({ version: 1 }, steps);
  expect(migrate({ version: 1 }, steps)).toEqual(first);
});

test('PR-10: a document that a migration cannot make sense of is broken, not lost half-way', () => {
  const failing: Migration = () => {
    throw new Error('no sense');
  };
  expect(readDocument({ version: 1 }, [failing])).toBeNull();
});

test('PR-10: a file of a newer version is read as far as it is known, and kept as it was', () =>
  withTempFolder(async (folder) => {
    const before = fill(folder);
    const newer = {
      ...readJson(mainFile(folder)),
      version: currentVersion + 5,
      locale: 'tlh',
      invented: true,
    };
    writeFileSync(mainFile(folder), JSON.stringify(newer));
    const after = open(folder);
    expect(after.notices()).toEqual([]);
    expect(after.profileId).toBe(before.profileId);
    expect(after.accounts.list()).toEqual([sampleAccount('a1'), sampleAccount('a2')]);
    expect(after.getLocale()).toBeNull();
    const kept = keptAside(folder);
    expect(kept).toHaveLength(1);
    expect(readJson(`${folder}/${kept[0]}`)).toEqual(newer);
    expect(readJson(mainFile(folder)).version).toBe(currentVersion);
  }));

/** Turns the files of a profile into what version 1 wrote: a Google and a Microsoft account, no organizations. */
function writeVersionOne(folder: string): void {
  const identities = [
    {
      key: 'https://accounts.google.com 1',
      label: { provider: 'google', email: 'ana@harbor.example' },
    },
    { key: 'AAAA-tenant oid-1', label: { provider: 'microsoft', email: null } },
  ];
  for (const file of [mainFile(folder), backupFile(folder)]) {
    const accounts = ['a1', 'a2'].map((id, index) => ({
      ...sampleAccount(id),
      identity: identities[index],
    }));
    writeFileSync(file, JSON.stringify({ ...readJson(file), version: 1, accounts }));
  }
}

test.each([
  ['is read', () => undefined, []],
  ['is broken, with a backup of version 1', breakMain, ['restored']],
] as const)('PR-10: a profile of version 1 keeps every account when it %s', (_, prepare, notices) =>
  withTempFolder(async (folder) => {
    const before = fill(folder);
    writeVersionOne(folder);
    prepare(folder);
    const first = open(folder);
    expect(first.notices()).toEqual(notices);
    for (const after of [first, open(folder)]) {
      expect(after.profileId).toBe(before.profileId);
      expect(after.accounts.get('a1')?.identity?.organization).toBeUndefined();
      expect(after.accounts.get('a2')?.identity).toEqual({
        key: 'AAAA-tenant oid-1',
        label: { provider: 'microsoft', email: null },
        organization: 'aaaa-tenant',
      });
      expect(after.accounts.getActiveId()).toBe('a2');
      expect(after.choices.list()).toHaveLength(1);
    }
    expect(readJson(mainFile(folder)).version).toBe(currentVersion);
    expect(keptAside(folder)).toHaveLength(1);
    if (notices.length === 0) expect(keptAside(folder)[0]).toContain('version-1');
  }),
);

function breakMain(folder: string): void {
  writeFileSync(mainFile(folder), '{');
}

import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accountSchema } from '../../../src-main/preferences/preferences-data.ts';
import {
  type Migration,
  migrate,
  readDocument,
} from '../../../src-main/preferences/preferences-document.ts';
import { openPreferencesFile } from '../../../src-main/preferences/preferences-file.ts';
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
  sampleChoice,
} from './sample.ts';

test('everything that is set is there at once and after a restart', () =>
  withTempFolder(async (folder) => {
    const before = fill(folder);
    before.setWindowBounds({ x: -5, y: 7, width: 900, height: 640, isMaximized: false });
    for (const preferences of [before, open(folder)]) {
      expect(preferences.profileId).toBe(before.profileId);
      expect(preferences.deviceId).toBe(before.deviceId);
      expect(preferences.accounts.list()).toEqual([sampleAccount('a1'), sampleAccount('a2')]);
      expect(preferences.accounts.get('a2')).toEqual(sampleAccount('a2'));
      expect(preferences.accounts.getActiveId()).toBe('a2');
      expect(preferences.accounts.pendingRemovals()).toEqual(['session/old']);
      expect(preferences.choices.get('https://accounts.google.com 1')).toEqual(sampleChoice);
      expect(preferences.choices.list()).toHaveLength(1);
      expect(preferences.getLocale()).toBe('es');
      expect(preferences.getWindowBounds()?.width).toBe(900);
      expect(preferences.notices()).toEqual([]);
      expect(preferences.isSaved()).toBe(true);
    }
  }));

test('a new profile has ids of its own and nothing else', () =>
  withTempFolder(async (folder) => {
    const one = open(join(folder, 'one'));
    const two = open(join(folder, 'two'));
    expect(one.profileId).not.toBe(two.profileId);
    expect(one.deviceId).not.toBe(two.deviceId);
    expect(one.accounts.list()).toEqual([]);
    expect(one.accounts.getActiveId()).toBeNull();
    expect(one.getLocale()).toBeNull();
    expect(one.notices()).toEqual([]);
  }));

test('a removed account is gone from every file, with the choice that is forgotten', () =>
  withTempFolder(async (folder) => {
    const preferences = fill(folder);
    preferences.accounts.remove('a1');
    preferences.accounts.remove('a2');
    preferences.choices.forget('https://accounts.google.com 1');
    expect(preferences.accounts.getActiveId()).toBeNull();
    for (const name of readdirSync(folder)) {
      expect(readFileSync(join(folder, name), 'utf8')).not.toContain('ana');
    }
  }));

test('R13: the end of a session of a code is kept; one that is no time has passed, and none is made up', () => {
  const kept = (endsAt?: unknown) => accountSchema.parse({ ...sampleAccount('a1'), endsAt }).endsAt;
  expect(kept('2030-01-02T20:00:00.000Z')).toBe('2030-01-02T20:00:00.000Z');
  expect(kept('tomorrow')).toBe('1970-01-01T00:00:00.000Z');
  expect(kept(null)).toBe('1970-01-01T00:00:00.000Z');
  expect(kept()).toBeUndefined();
  expect(accountSchema.parse(sampleAccount('a1')).endsAt).toBeUndefined();
});

test('a choice of "always ask" is remembered as such', () =>
  withTempFolder(async (folder) => {
    fill(folder).choices.set('https://accounts.google.com 1', { ...sampleChoice, account: null });
    expect(open(folder).choices.get('https://accounts.google.com 1')?.account).toBeNull();
  }));

test('PR-07, PK-08: files are private whatever the umask, the directory or the files were before', () =>
  withTempFolder(async (folder) => {
    const directory = join(folder, 'profile');
    mkdirSync(directory);
    chmodSync(directory, 0o777);
    const previous = process.umask(0);
    try {
      fill(directory);
    } finally {
      process.umask(previous);
    }
    const mode = (path: string) => statSync(path).mode & 0o777;
    expect(mode(directory)).toBe(0o700);
    expect(mode(mainFile(directory))).toBe(0o600);
    expect(mode(backupFile(directory))).toBe(0o600);
    chmodSync(mainFile(directory), 0o666);
    const preferences = open(directory);
    expect(mode(mainFile(directory))).toBe(0o600);
    chmodSync(mainFile(directory), 0o666);
    preferences.setLocale('en');
    expect(mode(mainFile(directory))).toBe(0o600);
  }));

test('PR-02: what a killed writer left behind is removed, and nothing else is', () =>
  withTempFolder(async (folder) => {
    fill(folder);
    const orphans = [
      'preferences.next.json',
      'preferences.next.json.tmp-1234567890abcdef',
      'accounts-backup.next.json.tmp-0123456789abcdef',
    ];
    const others = ['preferences.next.json.txt', 'notes.tmp-1234567890abcdef'];
    for (const name of [...orphans, ...others]) writeFileSync(join(folder, name), '{');
    open(folder);
    const names = readdirSync(folder);
    for (const name of orphans) expect(names).not.toContain(name);
    for (const name of others) expect(names).toContain(name);
  }));

test('a look whether the disk takes a file leaves that of another writer alone', () =>
  withTempFolder(async (folder) => {
    const next = join(folder, 'preferences.next.json');
    writeFileSync(next, 'of another writer');
    expect(openPreferencesFile(folder, 'preferences', Date.now).isWritable()).toBe(false);
    expect(readFileSync(next, 'utf8')).toBe('of another writer');
  }));

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

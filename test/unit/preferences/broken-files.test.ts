import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withTempFolder } from '../../support/temp-folder.ts';
import {
  backupFile,
  fill,
  keptAside,
  mainFile,
  open,
  readJson,
  sampleAccount,
  sampleChoice,
} from './sample.ts';

const contents: readonly (readonly [string, string | Buffer])[] = [
  ['empty', ''],
  ['4 kB of NULs', Buffer.alloc(4096)],
  ['cut short', '{"version":1,"accounts":[{"summ'],
  ['with a byte order mark', '\ufeff{"version":1}'],
  ['UTF-16', Buffer.from('{"version":1}', 'utf16le')],
  ['not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ['an array', '[1,2,3]'],
  ['a number', '42'],
  ['null', 'null'],
  ['an object without a version', '{}'],
  ['of version 0', '{"version":0}'],
  ['of a version that is no number', '{"version":"1"}'],
];

test.each(contents)(
  'PR-01, B-22: a file that is %s is kept, told until dismissed, and made good from the backup',
  (_, bytes) =>
    withTempFolder(async (folder) => {
      const before = fill(folder);
      writeFileSync(mainFile(folder), bytes);
      const after = open(folder);
      expect(after.notices()).toEqual(['restored']);
      expect(after.profileId).toBe(before.profileId);
      expect(after.deviceId).toBe(before.deviceId);
      expect(after.accounts.list()).toEqual([sampleAccount('a1'), sampleAccount('a2')]);
      expect(after.accounts.getActiveId()).toBe('a2');
      expect(after.choices.get('https://accounts.google.com 1')).toEqual(sampleChoice);
      const kept = keptAside(folder);
      expect(kept).toHaveLength(1);
      expect(readFileSync(join(folder, kept[0] ?? ''))).toEqual(Buffer.from(bytes));
      const again = open(folder);
      expect(again.notices()).toEqual(['restored']);
      again.dismissMended();
      expect(again.notices()).toEqual([]);
      expect(open(folder).notices()).toEqual([]);
    }),
);

test('PR-01, B-09: with both files broken the app starts anew and keeps both', () =>
  withTempFolder(async (folder) => {
    fill(folder);
    writeFileSync(mainFile(folder), '{');
    writeFileSync(backupFile(folder), '{');
    const after = open(folder);
    expect(after.notices()).toEqual(['reset']);
    expect(after.accounts.list()).toEqual([]);
    expect(keptAside(folder)).toHaveLength(2);
    after.accounts.put(sampleAccount('a3'));
    expect(open(folder).accounts.list()).toEqual([sampleAccount('a3')]);
  }));

const spoil = (file: string, changes: object) =>
  writeFileSync(file, JSON.stringify({ ...readJson(file), ...changes }));

test('PR-01, B-09: an id that could be read is not given up for one of a broken backup', () =>
  withTempFolder(async (folder) => {
    const { profileId, deviceId } = fill(folder);
    spoil(mainFile(folder), { locale: 'tlh' });
    spoil(backupFile(folder), { profileId: 7, deviceId: null });
    const after = open(folder);
    expect([after.profileId, after.deviceId]).toEqual([profileId, deviceId]);
    expect(after.notices()).toEqual(['restored']);
    expect(after.accounts.get('a1')?.signedIn).toBe(true);
  }));

test.each(['main file', 'backup alone'])(
  'PR-01, B-09: an id that the %s has lost is found in the list of ids, and whoever was signed in stays so',
  (what) =>
    withTempFolder(async (folder) => {
      const { profileId } = fill(folder);
      spoil(mainFile(folder), { profileId: 'x' });
      spoil(backupFile(folder), { profileId: 'x' });
      if (what === 'backup alone') rmSync(mainFile(folder));
      const after = open(folder);
      expect(after.profileId).toBe(profileId);
      expect(after.formerProfileIds()).toEqual([]);
      expect(after.notices()).toEqual(['restored']);
      expect(after.accounts.get('a1')?.signedIn).toBe(true);
    }),
);

test('PR-01, B-09: accounts whose profile’s id is lost everywhere are signed out: their credentials are out of reach', () =>
  withTempFolder(async (folder) => {
    fill(folder);
    spoil(mainFile(folder), { profileId: 'x' });
    rmSync(backupFile(folder));
    rmSync(join(folder, 'profile-ids'));
    const after = open(folder);
    expect(after.accounts.list().map(({ signedIn, endedBy }) => [signedIn, endedBy])).toEqual([
      [false, 'session-expired'],
      [false, 'session-expired'],
    ]);
    expect(after.notices()).toEqual(['restored']);
    expect(open(folder).profileId).toBe(after.profileId);
  }));

test('PR-01, B-09: settings that somebody has deleted are told as lost, and what they named is found', () =>
  withTempFolder(async (folder) => {
    const { profileId } = fill(folder);
    for (const file of [mainFile(folder), backupFile(folder)]) rmSync(file);
    const after = open(folder);
    expect(after.notices()).toEqual(['reset']);
    expect(after.formerProfileIds()).toEqual([profileId]);
  }));

test('a broken backup costs nothing', () =>
  withTempFolder(async (folder) => {
    fill(folder);
    writeFileSync(backupFile(folder), '{');
    const after = open(folder);
    expect(after.notices()).toEqual([]);
    expect(after.accounts.list()).toHaveLength(2);
    after.accounts.put(sampleAccount('a3'));
    rmSync(mainFile(folder));
    expect(open(folder).accounts.list()).toHaveLength(3);
  }));

test('only the latest broken files are kept', () =>
  withTempFolder(async (folder) => {
    fill(folder);
    for (let count = 0; count < 9; count += 1) {
      writeFileSync(mainFile(folder), `{ ${count}`);
      open(folder);
    }
    expect(keptAside(folder)).toHaveLength(5);
  }));

test('PR-09: a link is not written through, and what it leads to stays', () =>
  withTempFolder(async (folder) => {
    const profile = join(folder, 'profile');
    fill(profile);
    const target = join(folder, 'target');
    writeFileSync(target, '{"version":1}', { mode: 0o644 });
    rmSync(mainFile(profile));
    symlinkSync(target, mainFile(profile));
    const after = open(profile);
    expect(after.notices()).toEqual(['restored']);
    after.setLocale('en');
    expect(readFileSync(target, 'utf8')).toBe('{"version":1}');
    expect(statSync(target).mode & 0o777).toBe(0o644);
    expect(lstatSync(mainFile(profile)).isFile()).toBe(true);
  }));

test('PR-09: a link that comes while the app runs is not written through either', () =>
  withTempFolder(async (folder) => {
    const profile = join(folder, 'profile');
    const preferences = fill(profile);
    const target = join(folder, 'target');
    writeFileSync(target, 'mine');
    rmSync(mainFile(profile));
    symlinkSync(target, mainFile(profile));
    preferences.setLocale('en');
    expect(readFileSync(target, 'utf8')).toBe('mine');
    expect(open(profile).getLocale()).toBe('en');
    expect(open(profile).accounts.list()).toHaveLength(2);
  }));

test.each([
  ['directory', (path: string) => mkdirSync(join(path, 'of-somebody'), { recursive: true })],
  ['pipe', (path: string) => void execFileSync('mkfifo', [path])],
])('PR-09: a %s in place of a file is moved aside and holds nobody up', (_, make) =>
  withTempFolder(async (folder) => {
    fill(folder);
    for (const path of [mainFile(folder), backupFile(folder)]) {
      rmSync(path);
      make(path);
    }
    const after = open(folder);
    expect(after.notices()).toEqual(['reset']);
    after.accounts.put(sampleAccount('a3'));
    expect(after.isSaved()).toBe(true);
    expect(keptAside(folder)).toHaveLength(2);
    expect(open(folder).accounts.list()).toEqual([sampleAccount('a3')]);
  }),
);

test.each([
  ['link', (path: string, target: string) => symlinkSync(target, path)],
  ['pipe', (path: string) => void execFileSync('mkfifo', [path])],
  ['directory', (path: string) => mkdirSync(path)],
])(
  'PR-09: a %s where the next file is to be written is moved aside, at start and while the app runs',
  (_, make) =>
    withTempFolder(async (folder) => {
      const profile = join(folder, 'profile');
      const target = join(folder, 'target');
      writeFileSync(target, 'mine');
      const next = join(profile, 'preferences.next.json');
      fill(profile);
      make(next, target);
      const preferences = open(profile);
      preferences.setLocale('en');
      expect(preferences.isSaved()).toBe(true);
      make(next, target);
      preferences.setLocale('fr-CA');
      expect(preferences.isSaved()).toBe(true);
      expect(open(profile).getLocale()).toBe('fr-CA');
      expect(readFileSync(target, 'utf8')).toBe('mine');
    }),
);

test('PR-08: one broken entry costs that entry in no file, for the backup has it', () =>
  withTempFolder(async (folder) => {
    fill(folder);
    const document = readJson(mainFile(folder));
    document.accounts = [sampleAccount('a1'), { summary: 'broken' }];
    document.profileId = '../../etc';
    document.windowBounds = { x: 1e308, y: 0, width: -1, height: Number.MAX_VALUE };
    document.locale = 'tlh';
    writeFileSync(mainFile(folder), JSON.stringify(document));
    const after = open(folder);
    expect(after.notices()).toEqual(['restored']);
    expect(after.accounts.list()).toEqual([sampleAccount('a1'), sampleAccount('a2')]);
    expect(after.profileId).toMatch(/^[0-9a-f]{32}$/);
    expect(after.getWindowBounds()).toBeNull();
    expect(after.getLocale()).toBeNull();
    expect(keptAside(folder)).toHaveLength(1);
  }));

test('PR-08: one broken entry without a copy costs that entry alone, and is told as well', () =>
  withTempFolder(async (folder) => {
    fill(folder);
    rmSync(backupFile(folder));
    const document = readJson(mainFile(folder));
    document.accounts = [sampleAccount('a1'), { summary: 'broken' }];
    writeFileSync(mainFile(folder), JSON.stringify(document));
    const after = open(folder);
    expect(after.notices()).toEqual(['restored']);
    expect(after.accounts.list()).toEqual([sampleAccount('a1')]);
    expect(keptAside(folder)).toHaveLength(1);
  }));

test('PR-08: an account, a choice and a removal that stand there twice count once, the first, and it is told', () =>
  withTempFolder(async (folder) => {
    fill(folder);
    const twice = <T>(list: readonly T[], changed: T) => [...list, changed];
    const { accounts, choices, pendingRemovals } = readJson(mainFile(folder)) as {
      accounts: object[];
      choices: object[];
      pendingRemovals: string[];
    };
    const changes = {
      accounts: twice(accounts, { ...sampleAccount('a1'), signedIn: false }),
      choices: twice(choices, { ...choices[0], account: null }),
      pendingRemovals: twice(pendingRemovals, 'session/old'),
    };
    spoil(mainFile(folder), changes);
    const after = open(folder);
    expect(after.notices()).toEqual(['restored']);
    expect(after.accounts.list()).toEqual([sampleAccount('a1'), sampleAccount('a2')]);
    expect(after.choices.list()).toHaveLength(1);
    expect(after.choices.get('https://accounts.google.com 1')).toEqual(sampleChoice);
    expect(after.accounts.pendingRemovals()).toEqual(['session/old']);
  }));

test('PR-08: keys that nobody knows and keys of prototypes are dropped', () =>
  withTempFolder(async (folder) => {
    fill(folder);
    const text = readFileSync(mainFile(folder), 'utf8');
    const hostile = text
      .replace(
        '{',
        '{"__proto__":{"polluted":1},"constructor":{"x":1},"sonarBaseUrl":"https://evil",',
      )
      .replace('"summary":', '"__proto__":{"polluted":1},"extra":1,"summary":');
    writeFileSync(mainFile(folder), hostile);
    const after = open(folder);
    expect(after.notices()).toEqual([]);
    expect(after.accounts.list()).toEqual([sampleAccount('a1'), sampleAccount('a2')]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    after.setLocale('en');
    const written = readFileSync(mainFile(folder), 'utf8');
    for (const word of ['polluted', 'constructor', 'evil', 'extra']) {
      expect(written).not.toContain(word);
    }
  }));

test.each(['yesterday', '', 17, null, '2030-99-01T00:00:00Z', 'x'.repeat(5000)])(
  'S2-13, PR-08: a time that is %j costs that time only, and counts as long ago',
  (time) =>
    withTempFolder(async (folder) => {
      fill(folder);
      const document = readJson(mainFile(folder));
      const broken = {
        signedInAt: time,
        lastUsedAt: time,
        verifiedAt: time ?? '',
        reverifyBy: time ?? '',
      };
      document.accounts = [{ ...sampleAccount('a1'), ...broken }, sampleAccount('a2')];
      writeFileSync(mainFile(folder), JSON.stringify(document));
      const after = open(folder);
      const longAgo = '1970-01-01T00:00:00.000Z';
      expect(after.accounts.list()).toEqual([
        {
          ...sampleAccount('a1'),
          signedInAt: longAgo,
          lastUsedAt: longAgo,
          verifiedAt: longAgo,
          reverifyBy: longAgo,
        },
        sampleAccount('a2'),
      ]);
      expect(after.notices()).toEqual([]);
    }),
);

test.each([false, 'yes', 1, null, {}, undefined])(
  'a first time whose end is written as %j is not over, and costs nothing else',
  (isFirstTimeOver) =>
    withTempFolder(async (folder) => {
      fill(folder);
      const document = readJson(mainFile(folder));
      const over = { ...sampleAccount('a2'), isFirstTimeOver: true as const };
      document.accounts = [{ ...sampleAccount('a1'), isFirstTimeOver }, over];
      writeFileSync(mainFile(folder), JSON.stringify(document));
      const after = open(folder);
      expect(after.accounts.list()).toEqual([sampleAccount('a1'), over]);
      expect(after.notices()).toEqual([]);
    }),
);

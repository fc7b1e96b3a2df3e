import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withTempFolder } from '../../support/temp-folder.ts';
import { backupFile, fill, mainFile, open, sampleAccount, sampleChoice } from './sample.ts';

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

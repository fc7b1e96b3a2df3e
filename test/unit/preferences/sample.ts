import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPreferences, type Preferences } from '../../../src-main/preferences/preferences.ts';
import { migrations } from '../../../src-main/preferences/preferences-document.ts';
import type { Choice, IndexedAccount } from '../../../src-main/session/account-index.ts';

/** The version that files are written in. */
export const currentVersion = migrations.length + 1;

/** Opens the preferences in `directory` at a time that never moves. */
export function open(directory: string): Preferences {
  return createPreferences({ directory, now: () => Date.UTC(2030, 0, 2, 3, 4, 5) });
}

export function sampleAccount(id: string): IndexedAccount {
  return {
    summary: { id, name: 'Ana Ríos', organization: 'Harbor', extension: '204', username: 'ana' },
    isOfficeManager: false,
    identity: {
      key: 'https://accounts.google.com 1',
      label: { provider: 'google', email: 'ana@harbor.example' },
    },
    signedIn: true,
    endedBy: null,
    signedInAt: '2030-01-01T00:00:00.000Z',
    lastUsedAt: '2030-01-01T00:00:00.000Z',
    verifiedAt: '2030-01-01T00:00:00.000Z',
    reverifyBy: '2030-01-01T12:00:00.000Z',
    emailRenamedFrom: null,
  };
}

export const sampleChoice: Choice = {
  label: { provider: 'google', email: 'ana@harbor.example' },
  account: sampleAccount('a1').summary,
};

/** Fills a new profile with two accounts, a choice and a language. */
export function fill(directory: string): Preferences {
  const preferences = open(directory);
  preferences.accounts.put(sampleAccount('a1'));
  preferences.accounts.put(sampleAccount('a2'));
  preferences.accounts.setActiveId('a2');
  preferences.accounts.setPendingRemovals(['session/old']);
  preferences.choices.set('https://accounts.google.com 1', sampleChoice);
  preferences.setLocale('es');
  return preferences;
}

export function mainFile(directory: string): string {
  return join(directory, 'preferences.json');
}

export function backupFile(directory: string): string {
  return join(directory, 'accounts-backup.json');
}

export function readJson(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}

/** Names of the files that were kept aside. */
export function keptAside(directory: string): readonly string[] {
  return readdirSync(directory).filter((name) => /\.(broken|version-\d+)-/.test(name));
}

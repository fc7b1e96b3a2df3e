import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AskKeychain } from '../../src-main/credentials/keychain-connection.ts';
import { readItem, writeItem } from '../../src-main/credentials/keychain-item.ts';
import { createPreferences } from '../../src-main/preferences/preferences.ts';
import {
  listSchemas,
  type PreferencesData,
  valueSchemas,
} from '../../src-main/preferences/preferences-data.ts';
import {
  type Document,
  readDocument,
  writeDocument,
} from '../../src-main/preferences/preferences-document.ts';
import { readConfiguration } from '../../src-main/start/configuration.ts';
import { ConfigurationError } from '../../src-main/start/own-settings.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { anyJson, damaged, fuzz, fuzzAsync, fuzzTimeoutMs } from './fuzz.ts';

describe('configuration', () => {
  const good = {
    sonar: { baseUrl: 'https://sonar.example.com/v1' },
    google: { clientId: 'google-client', issuer: 'https://accounts.google.com' },
    microsoft: {
      clientId: 'microsoft-client',
      authority: 'https://login.example.com/organizations',
    },
  };

  const part = fc.oneof(
    anyJson,
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.constantFrom(
      'http://127.0.0.1:1',
      'http://localhost.evil.example',
      'file:///etc/passwd',
      'https:',
      ' ',
    ),
  );
  const product = fc.oneof(
    anyJson,
    fc.tuple(fc.nat(), part).map(([path, one]) => damaged(good, path, one)),
  );

  test('ID-13, SV-17: a configuration is taken whole and right, or refused with the key that is wrong', {
    timeout: fuzzTimeoutMs,
  }, () => {
    fuzz(product, (value) => {
      try {
        const read = readConfiguration({ isPackaged: true, argv: [], env: {}, product: value });
        for (const address of [read.sonar.baseUrl, read.google.issuer, read.microsoft.authority]) {
          const { protocol, hostname, username, search } = new URL(address);
          const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
          expect(protocol === 'https:' || (protocol === 'http:' && isHere)).toBe(true);
          expect(username + search).toBe('');
        }
        expect(read.google.clientId).toMatch(/^[\x21-\x7e]+$/);
        expect(read.microsoft.clientId).toMatch(/^[\x21-\x7e]+$/);
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigurationError);
      }
    });
  });
});

/** A fake keychain of plain items, to put there what no store writes. */
function fakeKeychain(items: Map<string, string>): AskKeychain {
  return async (op, name, value) => {
    if (op === 'get') return { ok: true, value: items.get(name) ?? null };
    if (op === 'delete') return { ok: true, value: items.delete(name) };
    if (op === 'list') {
      return { ok: true, value: [...items.keys()].filter((key) => key.startsWith(name)) };
    }
    items.set(name, value ?? '');
    return { ok: true, value: true };
  };
}

const secret = fc.oneof(
  fc.string({ minLength: 1, maxLength: 60 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  // Above the limit of Windows, so that it lies there in parts.
  fc.integer({ min: 2_500, max: 6_000 }).map((length) => 'a'.repeat(length)),
);
const damage = fc.record({
  item: fc.nat(),
  at: fc.nat(),
  text: fc.oneof(fc.string({ maxLength: 4 }), fc.string({ unit: 'binary', maxLength: 4 })),
  kind: fc.constantFrom('change', 'cut', 'drop', 'replace'),
});

test('KC-07, KC-10: a damaged secret in parts is read as no other, and nothing breaks at what lies there', {
  timeout: fuzzTimeoutMs,
}, async () => {
  await fuzzAsync(fc.tuple(secret, damage), async ([value, how]) => {
    if (!value.isWellFormed() || value.includes('\0')) return;
    const items = new Map<string, string>();
    const ask = fakeKeychain(items);
    expect(await writeItem(ask, 'name', value)).toBeNull();
    expect(await readItem(ask, 'name')).toEqual({ kind: 'found', value });

    const names = [...items.keys()];
    const name = names[how.item % names.length] ?? '';
    const before = items.get(name) ?? '';
    const place = how.at % before.length;
    if (how.kind === 'drop') items.delete(name);
    else if (how.kind === 'cut') items.set(name, before.slice(0, place));
    else if (how.kind === 'replace') items.set(name, how.text);
    else items.set(name, before.slice(0, place) + how.text + before.slice(place + 1));
    const read = await readItem(ask, 'name');
    if (items.get(name) === before) expect(read).toEqual({ kind: 'found', value });
    else if (read.kind === 'found') expectSameSize(value, read.value, names.length);
    else expect(['damaged', 'nothing']).toContain(read.kind);
  });
});

/** A secret in one item has its length beside it and no more; one in parts has its hash, and then nothing else passes. */
function expectSameSize(written: string, read: string, items: number): void {
  if (items > 1) expect(read).toBe(written);
  else expect(Buffer.byteLength(read)).toBeGreaterThan(0);
}

describe('preferences', () => {
  const time = '2030-01-01T00:00:00.000Z';
  const label = { provider: 'google', email: 'ana@harbor.example' };
  const summary = {
    id: 'a1',
    name: 'Ana',
    organization: 'Harbor',
    extension: '204',
    username: 'ana',
  };
  const account = {
    summary,
    isOfficeManager: false,
    identity: { key: 'https://accounts.google.com 1', label, organization: null },
    signedIn: true,
    endedBy: null,
    signedInAt: time,
    lastUsedAt: time,
    verifiedAt: time,
    reverifyBy: time,
    emailRenamedFrom: null,
  };
  const good: Document = {
    version: 3,
    profileId: '0123456789abcdef',
    deviceId: 'b1f0a4b2-58f7-4c47-9a09-6b3f8d0e3c11',
    accounts: [account, { ...account, summary: { ...summary, id: 'a2' }, identity: null }],
    activeAccountId: 'a1',
    pendingRemovals: ['session/old'],
    choices: [{ identityKey: 'https://accounts.google.com 1', label, account: summary }],
    locale: 'es',
    windowBounds: { x: 0, y: 0, width: 400, height: 600, isMaximized: false },
    mended: null,
  };

  const part = fc.oneof(
    anyJson,
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom<unknown>(
      '+275760-09-13T00:00:00.001Z',
      '2030-02-30T00:00:00Z',
      '2030-01-01T25:00:00Z',
      'NaN',
      1e308,
      -0,
      0,
      4,
    ),
  );
  const document = fc.oneof(
    fc.tuple(fc.nat(), part).map(([path, one]) => damaged(good, path, one)),
    fc
      .tuple(fc.nat(), part, fc.nat(), part)
      .map(([path, one, otherPath, other]) => damaged(damaged(good, path, one), otherPath, other)),
    fc
      .tuple(fc.constantFrom(1, 2, 3, 4, 99), fc.nat(), part)
      .map(([version, path, one]) => ({ ...(damaged(good, path, one) as object), version })),
    anyJson,
  );

  function isObject(value: unknown): value is Document {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  }

  function expectRight(data: PreferencesData): void {
    for (const [key, schema] of Object.entries(valueSchemas)) {
      expect(schema.safeParse(data[key as keyof PreferencesData]).success, key).toBe(true);
    }
    for (const [key, schema] of Object.entries(listSchemas)) {
      const list = data[key as keyof typeof listSchemas];
      expect(
        list.every((one) => schema.safeParse(one).success),
        key,
      ).toBe(true);
    }
    for (const one of data.accounts) {
      for (const at of [one.signedInAt, one.lastUsedAt, one.verifiedAt, one.reverifyBy]) {
        if (at !== null) expect(Date.parse(at)).not.toBeNaN();
      }
    }
  }

  test('PR-03, PR-10: whatever a document holds, what is read of it is right, and can be read again', {
    timeout: fuzzTimeoutMs,
  }, () => {
    expect(readDocument(good)).toMatchObject({ isDamaged: false, otherVersion: null });
    fuzz(document, (value) => {
      if (!isObject(value)) return;
      const reading = readDocument(value);
      if (reading === null) return;
      expectRight(reading.data);
      const again = readDocument(JSON.parse(JSON.stringify(writeDocument(reading.data))));
      // JSON has no -0.
      const data = JSON.parse(JSON.stringify(reading.data));
      expect(again).toEqual({ data, isDamaged: false, lost: [], otherVersion: null });
    });
  });

  test('PR-03: whatever lies in the two files, the app opens with preferences that are right', {
    timeout: fuzzTimeoutMs,
  }, async () => {
    const text = fc.oneof(
      document.map((value) => JSON.stringify(value) ?? ''),
      fc.string({ unit: 'binary', maxLength: 200 }),
    );
    await fuzzAsync(
      fc.tuple(text, text),
      ([file, backup]) =>
        withTempFolder(async (directory) => {
          writeFileSync(join(directory, 'preferences.json'), file);
          writeFileSync(join(directory, 'accounts-backup.json'), backup);
          const preferences = createPreferences({ directory, now: () => 0 });
          expect(preferences.profileId).toMatch(/^[0-9a-f]{16,64}$/);
          expect(preferences.isSaved()).toBe(true);
          const { accounts } = createPreferences({ directory, now: () => 0 });
          expect(accounts.list()).toEqual(preferences.accounts.list());
        }),
      { most: mostFolders },
    );
  });

  /** Each input is some files on a disk. */
  const mostFolders = 2_000;
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
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
import { withTempFolder } from '../support/temp-folder.ts';
import { anyJson, damaged, fuzz, fuzzAsync, fuzzTimeoutMs } from './fuzz.ts';

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

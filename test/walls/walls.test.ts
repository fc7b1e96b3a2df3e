import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/common/run-captured.ts';
import {
  compareWithExceptions,
  findOffences,
  printOffence,
  readAllImports,
  readImports,
  roomsWithoutHeight,
  sourcesBelow,
} from './find-offences.ts';
import { walls } from './wall-table.ts';

const files = sourcesBelow(walls.folders);
const { offences, needless } = compareWithExceptions(readAllImports(files));

test('every import keeps to the table', () => {
  expect(files.length).toBeGreaterThan(500);
  expect(offences.map(printOffence).join('\n')).toBe('');
});

test('every exception is still needed', () => {
  expect(needless.map(({ file, imports }) => `${file} imports ${imports}`)).toEqual([]);
});

test('every file of src-main has its height, and every place that the table names is there', () => {
  expect(roomsWithoutHeight(files)).toEqual([]);
  const places = [
    ...walls.direction.lowestFirst,
    ...walls.walls.flatMap(({ around, except = [] }) => [...around, ...except]),
  ];
  expect(places.filter((place) => !existsSync(join(projectRoot, place)))).toEqual([]);
});

/** A row for each rule: a file, what it would import, and the words of the refusal. */
const refused: readonly (readonly [file: string, source: string, why: string])[] = [
  [
    'preload/contract/state.ts',
    "import { z } from 'zod';",
    'The contract imports nothing but itself.',
  ],
  [
    'preload/contract/state.ts',
    "import type { Login } from '../src-main/login.ts';",
    'The contract imports nothing but itself.',
  ],
  [
    'preload/index.ts',
    "import { readFile } from 'node:fs/promises';",
    'The doorway imports electron and the contract, nothing else.',
  ],
  ...[
    "import type { Login } from '../../src-main/login.ts';",
    "import '../../preload/index.ts';",
    "import { ipcRenderer } from 'electron';",
    "import left from 'left-pad';",
    "import { join } from 'node:path';",
    "const words = await import('../../test/words.ts');",
  ].map(
    (source) =>
      [
        'src-renderer/views/a.tsx',
        source,
        'The renderer imports its libraries, its own files and the contract.',
      ] as const,
  ),
  ...[
    "export { google } from '../../services/identity-providers/google.ts';",
    "import type { Computer } from '../../test/support/computer.ts';",
    "import { check } from '../../scripts/check.ts';",
    "type Words = typeof import('../../src-renderer/copy/en.ts');",
    "import '../../preload/index.ts';",
  ].map(
    (source) =>
      [
        'src-main/sonar/a.ts',
        source,
        'The app imports the contract and build/product.json, and nothing else of other folders.',
      ] as const,
  ),
  ...['../../src-main/oauth/check-state.ts', '../../preload/contract/state.ts'].map(
    (target) =>
      [
        'services/identity-providers/a.ts',
        `import { a } from '${target}';`,
        'The sandbox shares no code with the app: a reference that shares code proves nothing.',
      ] as const,
  ),
  [
    'examples/softphone/a.ts',
    "import { startSonarLogin } from '../../src-main/index.ts';",
    'The example softphone imports the module by its name.',
  ],
  ...['../session/sessions.ts', '../sonar/account.ts', 'electron', 'zod'].map(
    (target) =>
      [
        'src-main/oauth/a.ts',
        `import type { A } from '${target}';`,
        'oauth/ knows the protocol: no electron, no account, no session.',
      ] as const,
  ),
  ...['../session/sessions.ts', 'jose'].map(
    (target) =>
      [
        'src-main/providers/a.ts',
        `import { a } from '${target}';`,
        'A provider imports its own library and oauth/.',
      ] as const,
  ),
  ...[
    'src-main/sonar/a.ts',
    'src-main/sign-in/a.ts',
    'src-main/session/a.ts',
    'src-main/verbs/a.ts',
    'src-main/preferences/preferences-file.ts',
    'src-main/credentials/keychain-process.ts',
  ].flatMap((file) =>
    ["import { app } from 'electron';", "import type { App } from 'electron/main';"].map(
      (source) =>
        [file, source, 'electron is imported in src-main/electron, and by the doorway.'] as const,
    ),
  ),
  ...['electron', '../verbs/row.ts', '../electron/window.ts'].flatMap((target) =>
    ['sign-in', 'accounts', 'session'].map(
      (room) =>
        [
          `src-main/${room}/a.ts`,
          `import type { A } from '${target}';`,
          'sign-in/, accounts/ and session/ know neither Electron nor who calls them.',
        ] as const,
    ),
  ),
  [
    'src-main/session/a.ts',
    "import type { Attempt } from '../sign-in/attempt.ts';",
    'A session does not know how it was opened.',
  ],
  [
    'src-main/session/a.ts',
    "import { OAuth2Client } from 'google-auth-library';",
    'The libraries of the providers are imported in src-main/providers.',
  ],
  ...['src-main/credentials/second-keytar.ts', 'src-main/electron/a.ts'].map(
    (file) =>
      [
        file,
        "import keytar from 'keytar';",
        'keytar is imported by the keychain process alone.',
      ] as const,
  ),
  [
    'src-main/preferences/second-store.ts',
    "import Store from 'electron-store';",
    'electron-store is imported by one file.',
  ],
  ...(
    [
      ['src-main/sign-in/a.ts', '../verbs/register-verbs.ts'],
      ['src-main/session/a.ts', '../electron/window.ts'],
      ['src-main/session/a.ts', '../sign-in/sign-in.ts'],
      ['src-main/electron/a.ts', '../login.ts'],
      ['src-main/login.ts', './index.ts'],
    ] as const
  ).map(
    ([file, target]) =>
      [
        file,
        `import type { A } from '${target}';`,
        'Nothing lower imports anything higher.',
      ] as const,
  ),
  ['src-main/sign-in/a.ts', "import { a } from './a.ts';", 'No circle of files, types included.'],
];

test.each(refused)('in %s, %s is refused: %s', (file, source, why) => {
  const found = findOffences(readImports(file, `// The second line.\n${source}\n`));
  expect(found.filter((one) => one.why === why)).toMatchObject([{ file, line: 2, text: source }]);
});

test('a circle of three files is refused at each of its lines, types included', () => {
  const circle = [
    ...readImports('src-main/sign-in/a.ts', "import { b } from './b.ts';"),
    ...readImports('src-main/sign-in/b.ts', "import type { C } from './c.ts';"),
    ...readImports('src-main/sign-in/c.ts', "export { a } from './a.ts';"),
    ...readImports('src-main/sign-in/d.ts', "import { a } from './a.ts';"),
  ];
  expect(findOffences(circle).map(({ file }) => file.at(-4))).toEqual(['a', 'b', 'c']);
});

test('every rule of the table has a row here', () => {
  const { direction, circles } = walls;
  const rules = [...walls.walls, direction, circles].map(({ why }) => why);
  expect([...new Set(refused.map(([, , why]) => why))].sort()).toEqual(rules.sort());
});

test.each([
  ['preload/index.ts', "import { verbs } from './contract/verbs.ts';"],
  ['src-renderer/copy/a.ts', "import type { Code } from '../../preload/contract/state.ts';"],
  ['src-renderer/a.tsx', "import { createRoot } from 'react-dom/client';"],
  ['src-renderer/a.tsx', "import '@fontsource-variable/inter';"],
  ['src-renderer/a.tsx', "import mark from './brand/mark.svg?raw';"],
  ['src-main/oauth/a.ts', "import { randomBytes } from 'node:crypto';"],
  ['src-main/providers/a.ts', "import { msal } from '@azure/msal-node';"],
  ['src-main/product.ts', "import product from '../build/product.json' with { type: 'json' };"],
  ['src-main/credentials/keychain-process.ts', "import keytar from 'keytar';"],
  ['src-main/electron/window.ts', "import { BrowserWindow } from 'electron';"],
  ['src-main/sign-in/a.ts', "import { sessions } from '../session/sessions.ts';"],
  ['test/flows/a.ts', "import { createLogin } from '../../src-main/login.ts';"],
])('in %s, %s is let through', (file, source) => {
  expect(findOffences(readImports(file, source)).map(printOffence)).toEqual([]);
});

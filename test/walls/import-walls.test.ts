import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runTool } from './run-tool.ts';
import { layOutShadowProject, type ShadowProject } from './shadow-project.ts';

interface Refusal {
  readonly file: string;
  readonly rule: string;
  readonly message: string;
}

const noElectron =
  'electron appears in index.ts, app/ and the adapters for browser, network and clipboard.';
const nothingOutside =
  'The app never imports services/, test/ or build/ (but for build/product.json).';
const onlyTheContract =
  'The renderer takes the contract from the doorway and nothing else from outside.';
const uiLibraries =
  'The renderer imports its UI libraries and its own files; the list is in docs/architecture.md.';
const onlyTheProtocol = 'oauth/ knows the protocol only: no electron, no accounts, no session.';
const onlyItsLibrary = 'providers/ import their own library, zod and oauth/ only.';
const sharesNoCode =
  'The sandbox shares no code with the app: a reference that shares code proves nothing.';
const onlyKeychainProcess = 'keytar is imported by the keychain process alone.';

/** A row of the import rules: a file that breaks it, and the words of the refusal. */
const rows: readonly (readonly [file: string, message: string])[] = [
  ['preload/contract.ts', 'The contract imports nothing.'],
  ['preload/index.ts', 'The doorway imports electron and the contract, nothing else.'],
  ['src-renderer/views/reads-main.ts', onlyTheContract],
  ['src-renderer/views/calls-the-doorway.ts', onlyTheContract],
  ['src-renderer/views/uses-electron.ts', uiLibraries],
  ['src-renderer/views/uses-a-library-not-listed.ts', uiLibraries],
  ['src-main/sonar/borrows-the-sandbox.ts', nothingOutside],
  ['src-main/sonar/borrows-a-test.ts', nothingOutside],
  [
    'src-main/sonar/borrows-a-view.ts',
    'src-main takes the contract from the doorway and nothing from the renderer.',
  ],
  ['src-main/sonar/uses-electron.ts', noElectron],
  ['src-main/sign-in/uses-electron.ts', noElectron],
  ['src-main/preferences/preferences-file.ts', noElectron],
  ['src-main/credentials/keychain-process.ts', noElectron],
  ['src-main/sign-in/calls-a-verb.ts', 'Nothing lower calls anything higher: no verbs/, no app/.'],
  [
    'src-main/session/opens-a-window.ts',
    'Nothing lower calls anything higher: no verbs/, no app/.',
  ],
  ['src-main/credentials/starts-a-sign-in.ts', 'Nothing lower calls anything higher: no sign-in/.'],
  [
    'src-main/session/signs-up-with-google.ts',
    "The providers' libraries stay in src-main/providers/.",
  ],
  ['src-main/oauth/knows-accounts.ts', onlyTheProtocol],
  ['src-main/oauth/knows-sessions.ts', onlyTheProtocol],
  ['src-main/oauth/uses-electron.ts', onlyTheProtocol],
  ['src-main/providers/knows-sessions.ts', onlyItsLibrary],
  ['src-main/providers/uses-another-library.ts', onlyItsLibrary],
  ['src-main/credentials/second-keytar.ts', onlyKeychainProcess],
  ['src-main/app/uses-keytar.ts', onlyKeychainProcess],
  [
    'src-main/preferences/second-store.ts',
    'electron-store is imported by one file of preferences/.',
  ],
  ['services/identity-providers/shares-code.ts', sharesNoCode],
  ['services/identity-providers/shares-the-contract.ts', sharesNoCode],
];

let broken: ShadowProject;
let refusals: readonly Refusal[];

beforeAll(async () => {
  broken = await layOutShadowProject('imports');
  refusals = (await lint(broken.folder)).refusals;
});

afterAll(() => broken.remove());

test.each(rows)('%s is refused: %s', (file, message) => {
  expect(refusals).toContainEqual({ file, rule: 'lint/style/noRestrictedImports', message });
});

test.each(['src-main/sign-in/cycle-one.ts', 'src-main/sign-in/cycle-two.ts'])(
  '%s is refused: it is part of a circle of imports',
  (file) => {
    const rules = refusals.filter((refusal) => refusal.file === file).map(({ rule }) => rule);
    expect(rules).toContain('lint/suspicious/noImportCycles');
  },
);

test('every wall in biome.json has a row here', async () => {
  const config = await readFile(new URL('../../biome.json', import.meta.url), 'utf8');
  const walls = [...config.matchAll(/"message": ("(?:[^"\\]|\\.)*")/g)];
  const messages = walls.map(([, message = '']) => JSON.parse(message) as string);
  expect([...new Set(messages)].sort()).toEqual([...new Set(rows.map((row) => row[1]))].sort());
});

test('imports that keep to the rules are let through', async () => {
  const clean = await layOutShadowProject('clean');
  try {
    expect(await lint(clean.folder)).toEqual({ exitCode: 0, refusals: [] });
  } finally {
    await clean.remove();
  }
});

async function lint(
  folder: string,
): Promise<{ readonly exitCode: number | null; readonly refusals: readonly Refusal[] }> {
  const args = ['lint', '--reporter=json', '--diagnostic-level=error', '--max-diagnostics=none'];
  const { exitCode, output } = await runTool('biome', [...args, '.'], folder);
  const report = JSON.parse(output) as {
    diagnostics: { category: string; message: string; location: { path: string } }[];
  };
  const refusals = report.diagnostics.map(({ category, message, location }) => ({
    file: location.path,
    rule: category,
    message,
  }));
  return { exitCode, refusals };
}

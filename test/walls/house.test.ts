import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/common/run-captured.ts';
import { isWithin, reachFrom, readAllImports, sourcesBelow, targetsOf } from './find-offences.ts';
import { walls } from './wall-table.ts';

/** How big the house may be. A figure goes down when the house has become smaller, and never up. */
const limits = {
  trackedFiles: 800,
  pictures: 60,
  pictureBytes: 1_500_000,
  /** Files of src-main that one other file imports and that are no longer than `shortLines`. */
  shortFilesOfOneImporter: 20,
  shortLines: 40,
  /** Files of src-main that one sign-in reaches. */
  filesOfASignIn: 60,
  lines: 250,
};

/** Where a sign-in begins in the main process: what the verb calls. */
const signIn = 'src-main/sign-in/sign-in.ts';

/** What may be longer, for it is read from a point and not from the top: words, schemas, tables, what is generated. */
const longerThanOthers = [
  'services/sonar/database/migrations.ts',
  'src-main/generated/service-contract.ts',
  'src-main/policy/policy-schema.ts',
  'src-renderer/copy/en-later.ts',
  'src-renderer/copy/es-later.ts',
  'src-renderer/copy/fr-ca-later.ts',
];

const files = execFileSync('git', ['ls-files', '-z'], { cwd: projectRoot, encoding: 'utf8' })
  .split('\0')
  .filter((file) => file !== '' && statSync(join(projectRoot, file), { throwIfNoEntry: false }));
const imports = readAllImports(sourcesBelow(walls.folders));

function linesOf(file: string): number {
  return readFileSync(join(projectRoot, file), 'utf8').split('\n').length - 1;
}

test(`git holds at most ${limits.trackedFiles} files`, () => {
  expect(files.length).toBeLessThanOrEqual(limits.trackedFiles);
});

test(`git holds at most ${limits.pictures} pictures of ${limits.pictureBytes} bytes together`, () => {
  const pictures = files.filter((file) => file.endsWith('.png'));
  const bytes = pictures.map((file) => statSync(join(projectRoot, file)).size);
  expect(pictures.length).toBeLessThanOrEqual(limits.pictures);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(limits.pictureBytes);
});

test('a short file of src-main has more than one importer, but for a few', () => {
  const importers = new Map<string, Set<string>>();
  for (const { file, imports: target } of imports.filter((one) => isWithin('src-main', one.file))) {
    importers.set(target, (importers.get(target) ?? new Set()).add(file));
  }
  const short = [...importers]
    .filter(([target, by]) => isWithin('src-main', target) && by.size === 1)
    .map(([target]) => `${target} (${linesOf(target)} lines)`)
    .filter((text) => Number(/\((\d+) lines/.exec(text)?.[1]) <= limits.shortLines);
  expect(short.length, short.sort().join('\n')).toBeLessThanOrEqual(limits.shortFilesOfOneImporter);
});

test(`one sign-in reaches at most ${limits.filesOfASignIn} files of src-main`, () => {
  const reached = [...reachFrom(signIn, targetsOf(imports))].filter((file) =>
    isWithin('src-main', file),
  );
  expect(reached.length, reached.sort().join('\n')).toBeLessThanOrEqual(limits.filesOfASignIn);
});

test(`no file beside the tests is above ${limits.lines} lines, but for words, schemas and tables`, () => {
  const code = files.filter((file) => /\.(?:ts|tsx|mjs|cjs|css)$/.test(file));
  const long = code.filter((file) => !isWithin('test', file) && linesOf(file) > limits.lines);
  expect(long.filter((file) => !longerThanOthers.includes(file))).toEqual([]);
  // What has become shorter leaves the list.
  expect(longerThanOthers.filter((file) => !long.includes(file))).toEqual([]);
});

test('no test mocks a module: parts are real, or are fakes that are handed over', () => {
  // Written in two pieces, so that this line is none.
  const mock = new RegExp(String.raw`\bvi\.(?:do)?[mM]` + String.raw`ock\(`);
  const tests = files.filter((file) => isWithin('test', file) && file.endsWith('.ts'));
  const mocking = tests.filter((file) => mock.test(readFileSync(join(projectRoot, file), 'utf8')));
  expect(mocking).toEqual([]);
});

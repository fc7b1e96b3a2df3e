import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../scripts/common/run-captured.ts';
import { allCases } from '../../faults/judge-cases.ts';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const glossary = read('docs/glossary.md');
const casesPage = read('docs/security-cases.md');

/** The rows of the tables in a text, cell by cell. */
function rowsOf(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.slice(1, -1).split(/(?<!\\)\|/))
    .map((cells) => cells.map((cell) => cell.trim()));
}

/** The rows of the table below a heading of the glossary. */
function rowsBelow(heading: string): readonly (readonly string[])[] {
  const section = glossary.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return rowsOf(section).slice(1);
}

/** What the two pages explain: ids and rules that have a row with words. */
const explained = new Set(
  [...rowsOf(glossary), ...rowsOf(casesPage)]
    .filter(([, words = '']) => words.length > 0)
    .map(([id = '']) => id),
);
const decisions = globSync('docs/decisions/*.md', { cwd: projectRoot }).map((path) =>
  path.replace(/^.*\/(\d{4})-.*$/, '$1'),
);

const outside = new Set(['node_modules', '.git', '.cache', '.sandbox', 'dist', 'release']);
const ofText = '**/*.{ts,tsx,mts,mjs,cjs,js,css,html,md,yaml,yml,json,sh,nsh}';
// Ids of families, of rules and of the checks that hold for every case. NSIS names its registers $R0.
const ids = /(?<![\w$+-])(?:[A-Z][A-Z0-9]?-\d\d|[GR]\d{1,2})(?![\w-])/g;
const decisionNames = /\b(?:ADR|decision) (\d{4})\b/g;

/** `file:line id` of whatever a text names and neither page explains. */
function findUnexplained(file: string, text: string): readonly string[] {
  return text.split('\n').flatMap((line, index) => {
    const named = (line.match(ids) ?? []).filter((id) => !explained.has(id));
    const pages = [...line.matchAll(decisionNames)].filter(
      ([, number]) => !decisions.includes(number ?? ''),
    );
    return [...named, ...pages.map(([name]) => name)].map((name) => `${file}:${index + 1} ${name}`);
  });
}

test('every rule, case and decision that is named anywhere is explained', () => {
  const files = globSync(ofText, {
    cwd: projectRoot,
    exclude: (name) => outside.has(name),
  }).filter((file) => !file.endsWith('package-lock.json'));
  expect(files).toContain('test/faults/judge-cases.ts');
  const unexplained = files.flatMap((file) => findUnexplained(file, read(file)));
  expect(unexplained).toEqual([]);
});

// Put together, so that the test above does not find them here.
test('a rule, a case and a decision without a row are each found with their line', () => {
  const text = ['R1', `${'R'}77`, `${'ZZ'}-01, ${'B'}-98`, `${'ADR'} 9999`].join('\n');
  expect(findUnexplained('a.ts', text)).toEqual([
    `a.ts:2 ${'R'}77`,
    `a.ts:3 ${'ZZ'}-01`,
    `a.ts:3 ${'B'}-98`,
    `a.ts:4 ${'ADR'} 9999`,
  ]);
});

test('the page of cases has exactly the cases of the catalogue, in the same words', () => {
  const asCell = (text: string) => text.replaceAll('|', '\\|');
  const rows = rowsOf(casesPage).filter(([id = '']) => /^[A-Z][A-Z0-9]?-\d\d$/.test(id));
  const inWords = rows.map(([id, given, outcome]) => [id, given, outcome]);
  expect(inWords).toEqual(
    [...allCases.values()].map(({ id, given, outcome }) => [id, asCell(given), asCell(outcome)]),
  );
});

test('the glossary has each family of cases once, and no other', () => {
  const families = [...new Set([...allCases.keys()].map((id) => id.replace(/-\d+$/, '')))];
  const rows = rowsBelow('Case ids').map(([id = '']) => id);
  const inPage = rows.filter((id) => /^[A-Z][A-Z0-9]?$/.test(id) && id !== 'G1');
  expect([...inPage].sort()).toEqual([...families].sort());
});

test('each word of the glossary has a meaning and what it is not called', () => {
  const rows = [
    ...rowsBelow('Words that people see'),
    ...rowsBelow('Words of the sign-in'),
    ...rowsBelow('Words of accounts and sessions'),
    ...rowsBelow('Words of the app'),
  ];
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.filter((cells) => cells.length !== 3 || cells.includes(''))).toEqual([]);
});

test('no English text of the window uses a word that the glossary rules out', () => {
  const never = rowsBelow('Words that people see').flatMap(([, , not = '']) => not.split(', '));
  expect(never).toContain('log in');
  const pattern = new RegExp(`\\b(?:${never.join('|')})s?\\b`, 'i');
  const files = globSync('src-renderer/copy/**/{en,en-*,en/*}.ts', {
    cwd: projectRoot,
  });
  // Names of texts have no space.
  const texts = files.flatMap((file) =>
    [...read(file).matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`([^`]*)`/g)]
      .map(([, single, double, template]) => single ?? double ?? template ?? '')
      .filter((text) => text.includes(' '))
      .map((text) => `${file}: ${text}`),
  );
  expect(texts.length).toBeGreaterThan(200);
  expect(texts.filter((text) => pattern.test(text.replace(/^[^:]*: /, '')))).toEqual([]);
});

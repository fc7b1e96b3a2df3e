import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allGroups } from '../../faults/cases.ts';
import {
  allCases,
  type CaseTest,
  idPattern,
  judgeCases,
  writeDocument,
} from '../../faults/judge-cases.ts';

const tests = join(import.meta.dirname, '..', '..');
const withoutCases = /^(?:faults|unit\/faults|screens\/accepted)\//;

/** Every id that stands in a text of the tests' sources, with one file that has it: titles, and rows of tables. */
function readNamedIds(): ReadonlyMap<string, string> {
  const files = globSync('**/*.{ts,tsx}', { cwd: tests }).filter(
    (file) => !withoutCases.test(file),
  );
  const texts = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;
  const named = new Map<string, string>();
  for (const file of files) {
    const code = readFileSync(join(tests, file), 'utf8')
      .replaceAll(/\/\*[\s\S]*?\*\//g, '')
      .replaceAll(/^\s*\/\/.*$/gm, '');
    for (const [text] of code.matchAll(texts)) {
      for (const id of text.match(idPattern) ?? []) named.set(id, file);
    }
  }
  return named;
}

test('no id is given twice', () => {
  const ids = allGroups.flatMap(({ cases }) => cases.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id.match(idPattern)).toEqual([id]);
});

test('every case is named by a test, or says why it cannot run here', () => {
  const named = readNamedIds();
  const open = [...allCases.values()].filter(({ notRun }) => notRun === undefined);
  expect(open.map(({ id }) => id).filter((id) => !named.has(id))).toEqual([]);
});

test('every id that a test names is in the catalogue', () => {
  const unknown = [...readNamedIds()].filter(([id]) => !allCases.has(id));
  expect(unknown).toEqual([]);
});

function caseTest(change: Partial<CaseTest>): CaseTest {
  return {
    ids: ['AR-01'],
    file: 'a.test.ts',
    title: 'AR-01',
    status: 'passed',
    reason: null,
    ...change,
  };
}

test.each([
  ['that passed', [caseTest({})], 'passed', ''],
  ['that failed', [caseTest({}), caseTest({ status: 'failed' })], 'failed', ''],
  ['without a test', [], 'no-test', ''],
  [
    'of which a part was left out',
    [caseTest({}), caseTest({ status: 'skipped', reason: 'not root' })],
    'not-run',
    'not root',
  ],
  [
    'that was left out without a word',
    [caseTest({ status: 'skipped' })],
    'no-test',
    'left out without a reason',
  ],
] as const)('a case %s is judged so', (_, own, outcome, reason) => {
  const judged = judgeCases(own).cases.find(({ fault }) => fault.id === 'AR-01');
  expect(judged).toMatchObject({ outcome, reason });
});

test('a case that cannot run here is not passed, whatever names it', () => {
  const { cases } = judgeCases([caseTest({ ids: ['KC-07'] })]);
  const judged = cases.find(({ fault }) => fault.id === 'KC-07');
  expect(judged?.outcome).toBe('not-run');
  expect(judged?.reason).not.toBe('');
});

test('the page has one row for each case, and the reason of each that was not run', () => {
  const { cases, unknown } = judgeCases([caseTest({}), caseTest({ ids: ['AR-99'] })]);
  expect(unknown.map(({ ids }) => ids)).toEqual([['AR-99']]);
  const rows = writeDocument(cases, '').split('\n');
  expect(rows.filter((row) => row.search(idPattern) === 2)).toHaveLength(cases.length);
});

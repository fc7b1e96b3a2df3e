import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorCodes } from '../../preload/contract.ts';
import { evaluatePolicy } from '../../src-main/policy/evaluate-policy.ts';
import { rejectReasons } from '../../src-main/policy/policy-layer.ts';
import { policySchema } from '../../src-main/policy/policy-schema.ts';
import { allowedSwitches } from '../../src-main/start/refused-switches.ts';
import { project } from './run-program.ts';

const page = readFileSync(join(project, 'docs', 'administrators.md'), 'utf8');

function rowsThatBeginWith(word: string): number {
  return page.split('\n').filter((line) => line.startsWith(`| \`${word}\` |`)).length;
}

test.each(errorCodes)('the page says what to do about %s, once', (code) => {
  expect(rowsThatBeginWith(code)).toBe(1);
});

test.each(rejectReasons)('the page explains the reason %s, once', (reason) => {
  expect(rowsThatBeginWith(reason)).toBe(1);
});

test.each(policySchema.map(({ key }) => key))(
  'the page has the policy %s in its table, once',
  (key) => {
    expect(rowsThatBeginWith(key)).toBe(1);
  },
);

test.each(allowedSwitches)('S2-20: the page names the switch --%s', (name) => {
  const [, section = ''] = /^### Switches and variables$([\s\S]*?)^## /m.exec(page) ?? [];
  expect(section).toMatch(new RegExp(`--${name}\\b`));
});

test('the policy file that the page shows is one that the app takes without a complaint', () => {
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
  const { $schema: _schema, Defaults: defaults, ...enforced } = JSON.parse(example);
  const layer = {
    where: 'page',
    scope: 'machine',
    values: { enforced, default: defaults },
  } as const;
  expect(Object.keys(enforced).length).toBeGreaterThan(2);
  expect(evaluatePolicy([layer]).rejects).toEqual([]);
});

test('every link inside the page leads to a heading', () => {
  const headings = [...page.matchAll(/^#{2,4} (.+)$/gm)].map(([, text = '']) =>
    text
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .trim()
      .replaceAll(' ', '-'),
  );
  for (const [, target = ''] of page.matchAll(/\]\(#([\w-]+)\)/g))
    expect(headings).toContain(target);
});

test('every template that the page names is in the project', () => {
  for (const name of [
    'windows/sonar-login.admx',
    'macos/sonar-login.mobileconfig',
    'linux/sonar-login.sample.json',
  ])
    expect(existsSync(join(project, 'build', 'policies', name))).toBe(true);
});

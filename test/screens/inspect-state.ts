import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { contrastFaults, forcedColourFaults } from './contrast-checks.ts';
import { layoutFaults } from './layout-checks.ts';
import type { Theme } from './open-window.ts';

const axeFile = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'));

/** Puts axe into a page, past its content security policy; once per page. */
export async function loadAxe(page: Page): Promise<void> {
  await page.evaluate(await readFile(axeFile, 'utf8'));
}

/** The rules whose answer depends on colours and borders, and so on the theme. */
const rulesOfLooks = ['color-contrast', 'link-in-text-block', 'target-size'];

/** What axe finds in the page: rule and place of each violation, WCAG 2.2 AA and best practices, or of the looks alone. */
export async function violations(page: Page, looksOnly = false): Promise<readonly string[]> {
  const options = {
    resultTypes: ['violations'],
    rules: { 'target-size': { enabled: true } },
    ...(looksOnly ? { runOnly: { type: 'rule', values: rulesOfLooks } } : {}),
  };
  const results = (await page.evaluate(
    `axe.run(document, ${JSON.stringify(options)})`,
  )) as AxeResults;
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  );
}

/** How much is looked at. */
export interface Scope {
  /** True where the page may be higher than the window. */
  readonly mayScroll: boolean;
  /** Without axe, with its rules about looks, or with all of them. */
  readonly axe: 'none' | 'looks' | 'all';
}

/** What is wrong with what is shown in a theme: cut or overlapping texts, faint ones, and what axe finds. */
export async function inspectState(
  page: Page,
  theme: Theme,
  { mayScroll, axe }: Scope,
): Promise<readonly string[]> {
  return [
    ...(await layoutFaults(page, mayScroll)),
    ...(await contrastFaults(page)),
    ...(theme === 'forced' ? await forcedColourFaults(page) : []),
    ...(axe === 'none' ? [] : await violations(page, axe === 'looks')),
  ];
}

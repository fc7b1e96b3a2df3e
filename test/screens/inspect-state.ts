import type { Page } from 'playwright-core';
import { violations } from './accessibility.ts';
import type { Theme } from './browser.ts';
import { contrastFaults, forcedColourFaults } from './contrast-checks.ts';
import { layoutFaults } from './layout-checks.ts';

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

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { contrastFaults, forcedColourFaults } from './contrast-checks.ts';
import type { Theme } from './open-window.ts';

/** What the eye would dislike, computed in the page: cut, overflowing and overlapping texts. */
export async function layoutFaults(page: Page, mayScroll: boolean): Promise<readonly string[]> {
  return page.evaluate((scrolls) => {
    const faults: string[] = [];
    const rootElement = document.documentElement;
    if (rootElement.scrollWidth > rootElement.clientWidth) {
      faults.push(`wider than the window by ${rootElement.scrollWidth - rootElement.clientWidth}`);
    }
    if (!scrolls && rootElement.scrollHeight > rootElement.clientHeight) {
      faults.push(
        `higher than the window by ${rootElement.scrollHeight - rootElement.clientHeight}`,
      );
    }
    const overlay = document.querySelector('[role=alertdialog], [role=dialog], [role=menu]');
    const scope = overlay ?? document.body;
    const texts: { readonly text: string; readonly rect: DOMRect; readonly element: Element }[] =
      [];
    const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (
        element === null ||
        text === '' ||
        !element.checkVisibility({ checkOpacity: false }) ||
        element.closest('option, select') ||
        isOnlyRead(element)
      ) {
        continue;
      }
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        const seen = inSight(element, rect);
        if (seen !== null) texts.push({ text, rect: seen, element });
      }
      if (cuts(element)) faults.push(`cut: “${text.slice(0, 60)}”`);
    }
    for (const { text, rect } of texts) {
      if (rect.left < -0.5 || rect.right > window.innerWidth + 0.5) {
        faults.push(`outside: “${text.slice(0, 60)}”`);
      }
    }
    for (const [index, one] of texts.entries()) {
      for (const other of texts.slice(index + 1)) {
        if (one.element === other.element) continue;
        const width =
          Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
        const height =
          Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top);
        if (width > 1 && height > 4) {
          faults.push(`overlap: “${one.text.slice(0, 30)}” and “${other.text.slice(0, 30)}”`);
        }
      }
    }
    for (const target of scope.querySelectorAll('button, summary, select, input')) {
      if (!target.checkVisibility() || target.closest('[aria-hidden=true]') || isOnlyRead(target))
        continue;
      const { width, height } = target.getBoundingClientRect();
      if (width > 1 && (width < 24 || height < 24)) {
        faults.push(
          `target of ${Math.round(width)} × ${Math.round(height)}: ${target.textContent || target.ariaLabel}`,
        );
      }
    }
    return [...new Set(faults)];

    /** True for what is only there to be read aloud: clipped away whole. */
    function isOnlyRead(element: Element): boolean {
      for (let box: Element | null = element; box !== null; box = box.parentElement) {
        if (getComputedStyle(box).clipPath === 'inset(50%)') return true;
      }
      return false;
    }

    /** True where a box without an ellipsis hides part of its text. */
    function cuts(element: Element): boolean {
      const style = getComputedStyle(element);
      if (style.overflowX === 'visible' && style.overflowY === 'visible') return false;
      const cutX =
        element.scrollWidth > element.clientWidth + 1 && style.textOverflow !== 'ellipsis';
      const cutY = element.scrollHeight > element.clientHeight + 2 && style.overflowY === 'hidden';
      return style.display !== 'inline' && (cutX || cutY) && style.overflowX !== 'auto';
    }

    /** The part of a rectangle that the boxes around it let through; null when nothing is left. */
    function inSight(element: Element, rect: DOMRect): DOMRect | null {
      let { left, top, right, bottom } = rect;
      for (let box: Element | null = element; box !== null; box = box.parentElement) {
        if (getComputedStyle(box).overflow === 'visible') continue;
        const frame = box.getBoundingClientRect();
        left = Math.max(left, frame.left);
        top = Math.max(top, frame.top);
        right = Math.min(right, frame.right);
        bottom = Math.min(bottom, frame.bottom);
      }
      return right - left > 1 && bottom - top > 1
        ? new DOMRect(left, top, right - left, bottom - top)
        : null;
    }
  }, mayScroll);
}

/**
 * Waits until nothing has moved for three frames: a long list measures its rows after the window has another size. Ends
 * after two seconds at the latest, and what is measured then is what there is.
 */
export async function waitUntilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    let before = '';
    let still = 0;
    for (let frame = 0; frame < 120 && still < 3; frame += 1) {
      await new Promise(requestAnimationFrame);
      const places = [...document.body.querySelectorAll('*')].map((element) => {
        const { top, height } = element.getBoundingClientRect();
        return `${Math.round(top)} ${Math.round(height)}`;
      });
      const now = places.join();
      still = now === before ? still + 1 : 0;
      before = now;
    }
  });
}

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

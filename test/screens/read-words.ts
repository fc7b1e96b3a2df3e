import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { providerNames } from '../../preload/contract/providers.ts';
import { withoutMarkedText } from './finish-text.ts';
import { areas } from './states/all.ts';
import type { ScreenState } from './states/screen-state.ts';

/** What the window says: to assistive technology as a tree of roles and names, then what only the eye gets. */
export async function readWords(page: Page): Promise<string> {
  const tree = await page.locator('body').ariaSnapshot();
  const focus = page.locator(':focus');
  const focused = (await focus.count()) === 0 ? '' : await focus.ariaSnapshot();
  const { texts, signs } = await page.evaluate(readUnspoken);
  return [
    // What is read aloud comes and goes; the tests of what a hand does wait for it.
    tree.replace(/^- status.*\n?/m, '').trimEnd(),
    `- focus: ${focused.split('\n')[0]?.replace(/^- |:$/g, '') || 'nothing'}`,
    ...(texts.length > 0 ? [`- seen only: ${texts.join(' | ')}`] : []),
    ...(signs.length > 0 ? [`- signs: ${signs.join(' ')}`] : []),
  ].join('\n');
}

/** Runs in the page: the texts that are hidden from assistive technology, and the names of the signs. */
function readUnspoken(): { readonly texts: string[]; readonly signs: string[] } {
  const scope = document.querySelector('[role=alertdialog], [role=menu]') ?? document.body;
  const hidden = [...scope.querySelectorAll<HTMLElement>('[aria-hidden=true]')].filter(
    (element) => element instanceof HTMLElement && element.checkVisibility(),
  );
  const signs = [...scope.querySelectorAll('svg')].filter((sign) => sign.checkVisibility());
  return {
    // biome-ignore lint/performance/useDomNodeTextContent: what the eye gets, line by line.
    texts: hidden.map((element) => element.innerText.trim()).filter((text) => text !== ''),
    signs: signs.flatMap(
      (sign) => /\blucide-([a-z0-9-]+)/.exec(sign.getAttribute('class') ?? '')?.[1] ?? [],
    ),
  };
}

/**
 * Names of the product and of providers, a key, and what react-aria calls its hidden button that closes a dialog: it has
 * words of its own.
 */
const neverTranslated = ['Sonar', ...Object.values(providerNames), 'Ctrl', 'Rejeter', 'Descartar'];

/** Words of the window that came from no catalogue and are no data either; every text of a catalogue is marked. */
export async function strayWords(page: Page, state: ScreenState): Promise<readonly string[]> {
  const data = new Set<string>(neverTranslated);
  collectTexts([state.state, state.answers], data);
  const locale = await page.evaluate(() => document.documentElement.lang);
  for (const name of monthNames(locale)) data.add(name);
  const longest = [...data].sort((a, b) => b.length - a.length);
  const texts = await page.evaluate(readTexts);
  return texts.filter((text) => {
    let rest = withoutMarkedText(text);
    for (const word of longest) rest = rest.replaceAll(word, ' ');
    return /\p{L}{2}/u.test(rest);
  });
}

/** How a date that stands alone calls the months: words of the language that no catalogue has. */
function monthNames(locale: string): readonly string[] {
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  return Array.from({ length: 12 }, (_, month) => {
    const parts = format.formatToParts(new Date(2026, month, 15));
    return parts.find(({ type }) => type === 'month')?.value ?? '';
  }).filter((name) => name !== '');
}

/** Runs in the page: every text that is shown or read aloud. */
function readTexts(): string[] {
  const scope = document.querySelector('[role=alertdialog], [role=menu]') ?? document.body;
  const texts: string[] = [];
  for (const element of scope.querySelectorAll('*')) {
    if (!element.checkVisibility() || element.closest('option, [aria-hidden=true]')) continue;
    // A text of the catalogue may stand in several nodes.
    const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE);
    if (own) texts.push(element.textContent ?? '');
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description']) {
      const text = element.getAttribute(name);
      if (text !== null) texts.push(text);
    }
  }
  return [...new Set(texts)];
}

function collectTexts(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') {
    if (value.trim() !== '') into.add(value.trim());
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) collectTexts(part, into);
  }
}

const folder = join(import.meta.dirname, 'accepted', 'words');

/** The words of the states of one area, each under its name; `# name` begins a state. */
export type AreaWords = ReadonlyMap<string, string>;

function fileOf(area: string): string {
  return join(folder, `${area}.txt`);
}

/** What an area's states say, as accepted. */
export function readAcceptedWords(area: string): AreaWords {
  const parts = readFileSync(fileOf(area), 'utf8').split(/^# /m).slice(1);
  return new Map(
    parts.map((part) => {
      const [name = '', ...lines] = part.trimEnd().split('\n');
      return [name, lines.join('\n')];
    }),
  );
}

/** Takes what states say now; the others of their areas stay, those that are no more go. */
export async function acceptWords(now: AreaWords): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [area, states] of Object.entries(areas)) {
    if (!states.some(({ name }) => now.has(name))) continue;
    const before = states.every(({ name }) => now.has(name)) ? null : readAcceptedWords(area);
    const whole = new Map([...(before ?? []), ...now]);
    const parts = states.flatMap(({ name }) => {
      const words = now.get(name);
      const accepted = words === undefined ? before?.get(name) : foldWords(name, words, whole);
      return accepted === undefined ? [] : [`# ${name}\n${accepted}\n`];
    });
    await writeFile(fileOf(area), parts.join('\n'));
  }
}

/**
 * Shortens what a state says: each part of three lines or more that the state has from which it takes its name is named
 * only (`review-approve` takes it from `review`); a state without such a one takes after the first of its area.
 */
export function foldWords(name: string, words: string, whole: AreaWords): string {
  const base = baseOf(name, whole);
  if (base === name) return words;
  const known = new Set(partsOf((whole.get(base) ?? '').split('\n')));
  const lines = words.split('\n');
  const folded: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const part = partAt(lines, at);
    const isKnown = part.length >= 3 && known.has(part.join('\n'));
    folded.push(isKnown ? `${part[0]} as in ${base}` : (lines[at] ?? ''));
    at += isKnown ? part.length : 1;
  }
  return folded.join('\n');
}

function baseOf(name: string, whole: AreaWords): string {
  const [word = ''] = name.split('-');
  if (whole.has(word)) return word;
  const area = Object.values(areas).find((states) => states.some((state) => state.name === name));
  return area?.[0]?.name ?? name;
}

/** A line with the lines below it that are indented further. */
function partAt(lines: readonly string[], at: number): readonly string[] {
  const indent = indentOf(lines[at] ?? '');
  const end = lines.findIndex((line, index) => index > at && indentOf(line) <= indent);
  return lines.slice(at, end === -1 ? undefined : end);
}

function partsOf(lines: readonly string[]): readonly string[] {
  return lines.map((_, at) => partAt(lines, at).join('\n'));
}

function indentOf(line: string): number {
  return line.search(/\S|$/);
}

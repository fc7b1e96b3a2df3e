import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IntlMessageFormat } from 'intl-messageformat';
import { errorActions, errorCodes } from '../../../preload/contract/errors.ts';
import type { Locale } from '../../../preload/contract/state.ts';
import { loadLaterMessages, loadMessages } from '../../../src-renderer/copy/copy.tsx';

const renderer = fileURLToPath(new URL('../../../src-renderer', import.meta.url));

/** Both catalogues of a language. */
export async function loadAllMessages(locale: Locale) {
  return { ...(await loadMessages(locale)), ...(await loadLaterMessages(locale)) };
}

type Ast = ReturnType<IntlMessageFormat['getAst']>;

/** The names of a message's placeholders with their kinds, sorted; parsing it also proves its syntax. */
export function placeholders(text: string, locale: string): readonly string[] {
  const found = new Set<string>();
  collect(new IntlMessageFormat(text, locale).getAst(), found);
  return [...found].sort();
}

/** Kinds of the parser: 1 argument, 2 number, 5 select, 6 plural; 0 is text and 7 the number of a plural. */
function collect(ast: Ast, found: Set<string>): void {
  for (const element of ast) {
    if (element.type === 0 || element.type === 7) continue;
    if ('value' in element && typeof element.value === 'string') found.add(element.value);
    if (!('options' in element)) continue;
    for (const option of Object.values(element.options)) collect(option.value, found);
  }
}

/** The names a select chooses between, so that a forgotten one shows. */
export function choices(text: string, locale: string): readonly string[] {
  const found = new Set<string>();
  function walk(ast: Ast): void {
    for (const element of ast) {
      if (!('options' in element)) continue;
      for (const [name, option] of Object.entries(element.options)) {
        if (element.type === 5) found.add(`${element.value}: ${name}`);
        walk(option.value);
      }
    }
  }
  walk(new IntlMessageFormat(text, locale).getAst());
  return [...found].sort();
}

/** The text of every source of the window but the languages' own. */
export async function rendererSources(): Promise<string> {
  const names = await readdir(renderer, { recursive: true });
  const wanted = names.filter(
    (name) => /\.tsx?$/.test(name) && !/^copy[/\\](en|es|fr-ca)(-later)?\.ts$/.test(name),
  );
  const texts = await Promise.all(wanted.map((name) => readFile(join(renderer, name), 'utf8')));
  return texts.join('\n');
}

/** What the variable part of a key in a template can be, by the last word of its expression. */
const parts: Readonly<Record<string, readonly string[]>> = {
  provider: ['google', 'microsoft', 'unknown'],
  code: errorCodes,
  action: Object.values(errorActions).filter((action) => action !== null),
  reason: [
    'first-time',
    'always-ask',
    'remembered-vanished',
    'remembered-open',
    'no-account',
    'address-recycled',
    'link-removed',
    'not-authoritative',
  ],
  status: ['online', 'renewing', 'offline', 'signed-out'],
  id: ['sign-out', 'remove', 'everywhere', 'browser'],
  question: ['remove', 'everywhere', 'browser'],
};

/** The values of an expression such as `view.reason` or `provider ?? 'unknown'`; any word when it is not known. */
function valuesOf(expression: string): string {
  const word = /([a-z]+)(?: \?\? '[a-z]+')?$/i.exec(expression.trim())?.[1] ?? '';
  const values = parts[word];
  return values === undefined ? '[a-z0-9-]+' : `(?:${values.join('|')})`;
}

/** True when a key stands in the sources, whole or as a template such as `home.${id}.hint`. */
export function isUsed(key: string, sources: string): boolean {
  if (sources.includes(`'${key}'`)) return true;
  const templates = sources.matchAll(/`([a-z0-9.-]*\$\{[^}]+\}[a-z0-9.-]*)`/g);
  return [...templates].some(([, template = '']) => {
    const [before = '', expression = '', after = ''] = template.split(/\$\{([^}]+)\}/);
    if (before === '' && after === '') return false;
    return new RegExp(`^${escapeDots(before)}${valuesOf(expression)}${escapeDots(after)}$`).test(
      key,
    );
  });
}

function escapeDots(text: string): string {
  return text.replaceAll('.', '\\.');
}

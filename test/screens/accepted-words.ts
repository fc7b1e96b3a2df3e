import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { areas } from './states/all.ts';

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

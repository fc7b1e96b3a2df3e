/** Strings (with their escapes) or one structural character; everything else needs no look. */
const jsonToken = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/g;

/**
 * Whether an object anywhere in a text that is JSON has one name twice. Parsers take one or the other of the two values
 * (RFC 8259 section 4), ours the last: an administrator may have meant the first, which may be the one that locks.
 */
export function hasKeyTwice(json: string): boolean {
  /** One entry for each open bracket: the names of an object so far, or null for an array. */
  const open: (Set<unknown> | null)[] = [];
  let last = '';
  for (const [found] of json.matchAll(jsonToken)) {
    if (found === '{') open.push(new Set());
    else if (found === '[') open.push(null);
    else if (found === '}' || found === ']') open.pop();
    else if (found === ':') {
      const name: unknown = JSON.parse(last);
      if (open.at(-1)?.has(name)) return true;
      open.at(-1)?.add(name);
    }
    last = found;
  }
  return false;
}

/** A tag and the text behind it. */
const plistToken = /<(\/?)(dict|key|integer|real)\b[^>]*?(\/?)>([^<]*)/g;
const comment = /<!--.*?-->/gs;
const numbers: Readonly<Record<string, RegExp>> = {
  integer: /^\s*[+-]?\d+\s*$/,
  real: /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?\s*$/i,
};

/**
 * Whether a property list in XML has one key of a dictionary twice, or a number that is none. The parser takes the last
 * value of a key, and of a number as much as looks like one: of `0.5` hours the 0, which is no limit at all.
 */
export function isDoubtfulPlist(xml: string): boolean {
  /** One entry for each open dictionary: its keys. */
  const open: Set<string>[] = [];
  for (const [, slash, tag = '', isEmpty, text = ''] of xml
    .replace(comment, '')
    .matchAll(plistToken)) {
    if (slash !== '') {
      if (tag === 'dict') open.pop();
      continue;
    }
    if (numbers[tag]?.test(text) === false) return true;
    if (tag === 'dict' && isEmpty === '') open.push(new Set());
    if (tag !== 'key') continue;
    if (open.at(-1)?.has(text)) return true;
    open.at(-1)?.add(text);
  }
  return false;
}

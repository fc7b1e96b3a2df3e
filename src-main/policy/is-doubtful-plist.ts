/** A tag and the text behind it. */
const token = /<(\/?)(dict|key|integer|real)\b[^>]*?(\/?)>([^<]*)/g;
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
  for (const [, slash, tag = '', isEmpty, text = ''] of xml.replace(comment, '').matchAll(token)) {
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

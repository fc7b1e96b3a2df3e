/** Strings (with their escapes) or one structural character; everything else needs no look. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/g;

/**
 * Whether an object anywhere in a text that is JSON has one name twice. Parsers take one or the other of the two values
 * (RFC 8259 section 4), ours the last: an administrator may have meant the first, which may be the one that locks.
 */
export function hasKeyTwice(json: string): boolean {
  /** One entry for each open bracket: the names of an object so far, or null for an array. */
  const open: (Set<unknown> | null)[] = [];
  let last = '';
  for (const [found] of json.matchAll(token)) {
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

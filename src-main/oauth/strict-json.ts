/** Deeper than any claim of a provider; beyond it a parser's stack is being played with. */
const maxDepth = 16;

/** Strings (with their escapes) or one structural character; everything else needs no look. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/g;

/**
 * Parses an object from JSON, or answers null for anything that two parsers could read in two ways: the same name
 * twice in one object (RFC 8259 section 4), `__proto__` as a name, too much nesting. What signs and what checks a
 * token must have read the same thing (RFC 7515 section 4, RFC 7519 section 4).
 */
export function parseStrictObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return hasClearNames(text) ? Object.fromEntries(Object.entries(value)) : null;
  } catch {
    return null;
  }
}

/** Walks the tokens of a text that is known to be JSON: only there is every string closed and the walk one pass. */
function hasClearNames(text: string): boolean {
  /** One entry for each open bracket: the names of an object so far, or null for an array. */
  const open: (Set<string> | null)[] = [];
  let last = '';
  for (const [found] of text.matchAll(token)) {
    if (found === '{' || found === '[') {
      open.push(found === '{' ? new Set() : null);
      if (open.length > maxDepth) return false;
    } else if (found === '}' || found === ']') open.pop();
    else if (found === ':') {
      const names = open.at(-1);
      const name: unknown = JSON.parse(last);
      if (!names || typeof name !== 'string' || name === '__proto__' || names.has(name)) {
        return false;
      }
      names.add(name);
    }
    last = found;
  }
  return true;
}

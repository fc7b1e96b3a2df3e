import { createHash } from 'node:crypto';
import type { PartsHead } from './secret-parts.ts';

// Windows allows 513 characters; the rest is left for the profile id and the part's name.
const maxKeyLength = 300;

/** Name of the head item of `key`. The profile id in front keeps two profiles apart; no `#` can be in it. */
export function nameItem(profileId: string, key: string): string {
  const encoded = encodeURIComponent(key.toWellFormed());
  const short =
    encoded.length <= maxKeyLength
      ? encoded
      : `sha256-${createHash('sha256').update(key).digest('hex')}`;
  return `${profileId}/${short}`;
}

/** What the names of all parts of `name` begin with, whatever their generation. */
export function partsPrefix(name: string): string {
  return `${name}#`;
}

/** Names of the parts that `head` points at, in order. */
export function nameParts(name: string, head: PartsHead): readonly string[] {
  return Array.from(
    { length: head.count },
    (_, index) => `${partsPrefix(name)}${head.generation}.${index}`,
  );
}

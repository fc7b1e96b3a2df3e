/**
 * How a secret lies in the keychain. Windows takes at most 2,560 bytes for one item, so a longer secret is cut into
 * parts under names of their own, and a small head item says which parts count. One format on every system.
 *
 *   w1:<bytes>:<value>     the whole secret
 *   p1:<head as JSON>      the secret is in `count` parts of generation `generation`
 *   w2:, p2:               the same for a secret that is a JSON object
 *
 * Versions that know layout 1 only must not take such an object for a token and send it, key and all: what is of a
 * layout that they do not know they leave alone.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Limit of Windows (CRED_MAX_CREDENTIAL_BLOB_SIZE): UTF-8 bytes of one item. */
const maxItemBytes = 2560;
const maxParts = 64;

const headSchema = z.object({
  generation: z.string().regex(/^[0-9a-f]{16}$/),
  count: z.number().int().min(1).max(maxParts),
  bytes: z.number().int().min(1),
  sha256: z.string().length(64),
});

/** Says which parts make up the secret, and how to tell that they are whole. */
export type PartsHead = Readonly<z.infer<typeof headSchema>>;

/** What a stored head item turns out to be. */
type StoredItem =
  | { readonly kind: 'whole'; readonly value: string }
  | { readonly kind: 'parts'; readonly head: PartsHead }
  | { readonly kind: 'damaged' };

/** Keychains cut a value at a NUL, refuse an empty one and cannot hold half a surrogate pair. */
export function isStorable(value: string): boolean {
  return (
    value.length > 0 &&
    !value.includes('\0') &&
    value.isWellFormed() &&
    Buffer.byteLength(value) <= maxParts * (maxItemBytes - 4)
  );
}

function layoutOf(value: string): 1 | 2 {
  return value.startsWith('{') ? 2 : 1;
}

/** The head item for a secret that fits into one item, or null when it does not. */
export function encodeWhole(value: string): string | null {
  const item = `w${layoutOf(value)}:${Buffer.byteLength(value)}:${value}`;
  return Buffer.byteLength(item) <= maxItemBytes ? item : null;
}

/** Cuts between characters, each part at most `maxItemBytes` in UTF-8. */
export function splitIntoParts(value: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const character of value) {
    const size = Buffer.byteLength(character);
    if (bytes + size > maxItemBytes) {
      parts.push(part);
      part = '';
      bytes = 0;
    }
    part += character;
    bytes += size;
  }
  parts.push(part);
  return parts;
}

function hash(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}

/** Describes `parts` so that a later read can tell that it has all of them. */
export function describeParts(generation: string, parts: readonly string[]): PartsHead {
  const value = parts.join('');
  return {
    generation,
    count: parts.length,
    bytes: Buffer.byteLength(value),
    sha256: hash(value),
  };
}

/** The head item that points at the parts of `value`. */
export function encodeHead(head: PartsHead, value: string): string {
  return `p${layoutOf(value)}:${JSON.stringify(head)}`;
}

/** Puts the parts together; null when they are not what the head says. */
export function joinParts(head: PartsHead, parts: readonly string[]): string | null {
  const value = parts.join('');
  const isWhole = Buffer.byteLength(value) === head.bytes && hash(value) === head.sha256;
  return isWhole ? value : null;
}

/** Reads a head item; anything that is cut short, foreign, or of a newer format is `damaged`. */
export function parseItem(stored: string): StoredItem {
  const whole = /^w[12]:(\d{1,4}):/.exec(stored);
  if (whole) {
    const value = stored.slice(whole[0].length);
    return Buffer.byteLength(value) === Number(whole[1])
      ? { kind: 'whole', value }
      : { kind: 'damaged' };
  }
  if (!/^p[12]:/.test(stored)) return { kind: 'damaged' };
  try {
    return { kind: 'parts', head: headSchema.parse(JSON.parse(stored.slice(3))) };
  } catch {
    return { kind: 'damaged' };
  }
}

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

import { lstatSync, readSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { withOpenFile } from '../common/private-file.ts';
import type { RejectReason } from './policy-layer.ts';

/** Whose files are believed and how large they may be, in bytes. */
interface FileTrust {
  /** The only owner whose files count: 0 (root), or the user that runs a test. */
  readonly trustedUid: number;
  readonly maximumBytes: number;
}

/** What was found at a path; `absent` is not an error, `failed` means that nobody can tell. */
type TrustedFile =
  | { readonly status: 'read'; readonly bytes: Buffer }
  | { readonly status: 'absent' }
  | { readonly status: 'refused' | 'failed'; readonly reason: RejectReason };

const writableByOthers = 0o022;
const sticky = 0o1000;

/** Reads a file that only its trusted owner can have written. Never waits: a FIFO or device is refused, not read. */
export function readTrustedFile(path: string, trust: FileTrust): TrustedFile {
  function readIfTrusted(file: number, stats: Stats): TrustedFile {
    const reason = distrustOf(stats, trust.trustedUid);
    if (reason !== null) return { status: 'refused', reason };
    if (stats.size > trust.maximumBytes) return { status: 'refused', reason: 'too-large' };
    return readBounded(file, trust.maximumBytes);
  }
  try {
    // An administrator may keep the file elsewhere: its owner counts, wherever it lies.
    const found = withOpenFile(path, readIfTrusted, { followsLinks: true });
    return found ?? { status: 'refused', reason: 'not-a-file' };
  } catch (error) {
    return isAbsent(path, error)
      ? { status: 'absent' }
      : { status: 'failed', reason: 'unreadable' };
  }
}

/** Why a file or directory cannot be believed: somebody other than its trusted owner may have written it. */
export function distrustOf(stats: Stats, trustedUid: number): RejectReason | null {
  if (stats.uid !== trustedUid) return 'not-owned-by-root';
  return (stats.mode & writableByOthers) === 0 ? null : 'writable-by-others';
}

/**
 * The same of a directory in which such a one lies: root's is as good, and where it is sticky others can write, and
 * neither rename nor remove what is not theirs.
 */
export function distrustOfParent(stats: Stats, trustedUid: number): RejectReason | null {
  if (stats.uid !== trustedUid && stats.uid !== 0) return 'not-owned-by-root';
  const isOpen = (stats.mode & writableByOthers) !== 0 && (stats.mode & sticky) === 0;
  return isOpen ? 'writable-by-others' : null;
}

/**
 * True when the error with which `path` was read says that there is no such thing, and nothing on the way to it is a link
 * to nowhere. Somebody who made such a link, perhaps to a disk that is not there, meant a policy to be found behind it.
 */
export function isAbsent(path: string, error: unknown): boolean {
  try {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing && !leadsNowhere(path);
  } catch {
    return false;
  }
}

/** Whether `path`, or the nearest thing above it that is there, is a link to nowhere. */
function leadsNowhere(path: string): boolean {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there !== undefined) return statSync(path, { throwIfNoEntry: false }) === undefined;
  const parent = dirname(path);
  return parent !== path && leadsNowhere(parent);
}

function readBounded(file: number, maximumBytes: number): TrustedFile {
  const buffer = Buffer.alloc(maximumBytes + 1);
  let length = 0;
  while (length < buffer.length) {
    const count = readSync(file, buffer, length, buffer.length - length, null);
    if (count === 0) return { status: 'read', bytes: buffer.subarray(0, length) };
    length += count;
  }
  // It grew after its size was looked at.
  return { status: 'refused', reason: 'too-large' };
}

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

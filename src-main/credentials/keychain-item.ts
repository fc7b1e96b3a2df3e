import { randomBytes } from 'node:crypto';
import type { AskKeychain } from './keychain-connection.ts';
import type { KeychainTrouble } from './keychain-messages.ts';
import {
  describeParts,
  encodeHead,
  encodeWhole,
  joinParts,
  nameParts,
  type PartsHead,
  parseItem,
  partsPrefix,
  splitIntoParts,
} from './secret-parts.ts';

/** What is in the keychain under one name. `damaged`: the keychain is open, and what lies there is not what was written. */
type ItemRead =
  | { readonly kind: 'found'; readonly value: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'failed'; readonly code: KeychainTrouble };

/** Null: done. */
export type ItemTrouble = KeychainTrouble | null;

/** Reads the secret under `name`, whole or from its parts. */
export async function readItem(ask: AskKeychain, name: string): Promise<ItemRead> {
  let previousHead: string | null = null;
  for (;;) {
    const stored = await ask('get', name);
    if (!stored.ok) return { kind: 'failed', code: stored.code };
    if (typeof stored.value !== 'string') return { kind: 'nothing' };
    const item = parseItem(stored.value);
    if (item.kind === 'whole') return { kind: 'found', value: item.value };
    if (item.kind === 'damaged') return item;

    const parts = await readParts(ask, name, item.head);
    if (parts.kind !== 'damaged') return parts;
    // Another process may have replaced the secret between head and parts: look again while the head moves.
    if (stored.value === previousHead) return judgeMissingPart(ask, name);
    previousHead = stored.value;
  }
}

async function readParts(ask: AskKeychain, name: string, head: PartsHead): Promise<ItemRead> {
  const parts: string[] = [];
  for (const partName of nameParts(name, head)) {
    const part = await ask('get', partName);
    if (!part.ok) return { kind: 'failed', code: part.code };
    if (typeof part.value !== 'string') return { kind: 'damaged' };
    parts.push(part.value);
  }
  const value = joinParts(head, parts);
  return value === null ? { kind: 'damaged' } : { kind: 'found', value };
}

/** A locked keychain answers null too: only an open one can say that a part is gone. */
async function judgeMissingPart(ask: AskKeychain, name: string): Promise<ItemRead> {
  const trouble = await confirmOpen(ask, name);
  return trouble ? { kind: 'failed', code: trouble } : { kind: 'damaged' };
}

/** Proves by a write that the keychain is open; reads and deletes of a locked one only answer "not there". */
export async function confirmOpen(ask: AskKeychain, name: string): Promise<ItemTrouble> {
  const probe = `${partsPrefix(name)}probe`;
  const written = await ask('set', probe, 'probe');
  if (!written.ok) return written.code;
  const removed = await ask('delete', probe);
  return removed.ok ? null : removed.code;
}

/** The head in force, which the next one will replace; trouble ends the write before it has done anything. */
async function readHead(
  ask: AskKeychain,
  name: string,
): Promise<{ readonly trouble: ItemTrouble; readonly head: PartsHead | null }> {
  const stored = await ask('get', name);
  if (!stored.ok) return { trouble: stored.code, head: null };
  const item = typeof stored.value === 'string' ? parseItem(stored.value) : null;
  return { trouble: null, head: item?.kind === 'parts' ? item.head : null };
}

/** Best effort: a part that stays behind is found by its name when the secret is removed. */
async function dropParts(ask: AskKeychain, names: readonly string[]): Promise<void> {
  for (const name of names) await ask('delete', name);
}

/** A switch that failed by a lost answer may have happened all the same: new parts go only if another head is in force. */
async function dropUnused(
  ask: AskKeychain,
  name: string,
  item: string,
  parts: readonly string[],
): Promise<void> {
  const inForce = await ask('get', name);
  if (inForce.ok && typeof inForce.value === 'string' && inForce.value !== item) {
    await dropParts(ask, parts);
  }
}

/**
 * Stores `value` under `name`. The new parts are written first, under names of their own; the one write of the head
 * switches over; then the old parts go. Until that write the old value is whole.
 */
export async function writeItem(
  ask: AskKeychain,
  name: string,
  value: string,
): Promise<ItemTrouble> {
  const old = await readHead(ask, name);
  if (old.trouble) return old.trouble;
  const whole = encodeWhole(value);
  const parts = whole === null ? splitIntoParts(value) : [];
  const head = whole === null ? describeParts(randomBytes(8).toString('hex'), parts) : null;
  const names = head ? nameParts(name, head) : [];

  for (const [index, part] of parts.entries()) {
    const written = await ask('set', names[index] ?? '', part);
    if (!written.ok) {
      await dropParts(ask, names.slice(0, index));
      return written.code;
    }
  }
  const item = head ? encodeHead(head, value) : (whole ?? '');
  const switched = await ask('set', name, item);
  if (!switched.ok) {
    if (head) await dropUnused(ask, name, item, names);
    return switched.code;
  }
  const trouble = await bringToLight(ask, name, item);
  if (trouble) return trouble;
  if (old.head) await dropParts(ask, nameParts(name, old.head));
  return null;
}

/**
 * A keychain may hold several items of one name, as the Secret Service does in several keyrings once another one was
 * made the default: then an old one may be read in place of what was written. All go, and the new one comes back.
 */
async function bringToLight(ask: AskKeychain, name: string, item: string): Promise<ItemTrouble> {
  const seen = await ask('get', name);
  if (!seen.ok || typeof seen.value !== 'string' || seen.value === item) return null;
  const removed = await ask('delete', name);
  if (!removed.ok) return removed.code;
  const written = await ask('set', name, item);
  return written.ok ? null : written.code;
}

/** Removes the secret under `name` with all its parts, those of interrupted writes included. */
export async function removeItem(ask: AskKeychain, name: string): Promise<ItemTrouble> {
  const removed = await ask('delete', name);
  if (!removed.ok) return removed.code;
  if (removed.value !== true) {
    const trouble = await confirmOpen(ask, name);
    if (trouble) return trouble;
  }
  const left = await ask('list', partsPrefix(name));
  if (!left.ok) return left.code;
  for (const part of Array.isArray(left.value) ? left.value : []) {
    const dropped = await ask('delete', part);
    if (!dropped.ok) return dropped.code;
  }
  return null;
}

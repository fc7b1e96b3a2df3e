import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AskKeychain } from '../../src-main/credentials/keychain-connection.ts';
import { readItem, writeItem } from '../../src-main/credentials/keychain-item.ts';
import { fuzzAsync, fuzzTimeoutMs } from './fuzz.ts';

/** A fake keychain of plain items, to put there what no store writes. */
function fakeKeychain(items: Map<string, string>): AskKeychain {
  return async (op, name, value) => {
    if (op === 'get') return { ok: true, value: items.get(name) ?? null };
    if (op === 'delete') return { ok: true, value: items.delete(name) };
    if (op === 'list') {
      return { ok: true, value: [...items.keys()].filter((key) => key.startsWith(name)) };
    }
    items.set(name, value ?? '');
    return { ok: true, value: true };
  };
}

const secret = fc.oneof(
  fc.string({ minLength: 1, maxLength: 60 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  // Above the limit of Windows, so that it lies there in parts.
  fc.integer({ min: 2_500, max: 6_000 }).map((length) => 'a'.repeat(length)),
);
const damage = fc.record({
  item: fc.nat(),
  at: fc.nat(),
  text: fc.oneof(fc.string({ maxLength: 4 }), fc.string({ unit: 'binary', maxLength: 4 })),
  kind: fc.constantFrom('change', 'cut', 'drop', 'replace'),
});

test('KC-07, KC-10: a damaged secret in parts is read as no other, and nothing breaks at what lies there', {
  timeout: fuzzTimeoutMs,
}, async () => {
  await fuzzAsync(fc.tuple(secret, damage), async ([value, how]) => {
    if (!value.isWellFormed() || value.includes('\0')) return;
    const items = new Map<string, string>();
    const ask = fakeKeychain(items);
    expect(await writeItem(ask, 'name', value)).toBeNull();
    expect(await readItem(ask, 'name')).toEqual({ kind: 'found', value });

    const names = [...items.keys()];
    const name = names[how.item % names.length] ?? '';
    const before = items.get(name) ?? '';
    const place = how.at % before.length;
    if (how.kind === 'drop') items.delete(name);
    else if (how.kind === 'cut') items.set(name, before.slice(0, place));
    else if (how.kind === 'replace') items.set(name, how.text);
    else items.set(name, before.slice(0, place) + how.text + before.slice(place + 1));
    const read = await readItem(ask, 'name');
    if (items.get(name) === before) expect(read).toEqual({ kind: 'found', value });
    else if (read.kind === 'found') expectSameSize(value, read.value, names.length);
    else expect(['damaged', 'nothing']).toContain(read.kind);
  });
});

/** A secret in one item has its length beside it and no more; one in parts has its hash, and then nothing else passes. */
function expectSameSize(written: string, read: string, items: number): void {
  if (items > 1) expect(read).toBe(written);
  else expect(Buffer.byteLength(read)).toBeGreaterThan(0);
}

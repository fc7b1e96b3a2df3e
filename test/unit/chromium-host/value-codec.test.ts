import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createValueCodec } from '../../../sandbox/chromium-host/world/value-codec.ts';

const { encode, decode } = createValueCodec();

test('data comes back as it was, what JSON alone would change included', () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withDate: true }), (value) => {
      expect(decode(encode(value))).toEqual(value);
    }),
  );
});

test('a key named __proto__ stays a key and changes no prototype', () => {
  const value = JSON.parse('{"__proto__":{"admin":true}}');
  const copy = decode(encode(value)) as object;
  expect(Object.keys(copy)).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
});

const cycle: Record<string, unknown> = {};
cycle.self = cycle;

test.each([
  ['a function', () => 1],
  ['a symbol', Symbol('s')],
  ['a cycle', cycle],
  ['a map', new Map()],
  ['a function deep inside', { a: [{ b: () => 1 }] }],
])('%s is refused as structured clone refuses it', (_name, value) => {
  expect(() => encode(value)).toThrow('An object could not be cloned.');
});

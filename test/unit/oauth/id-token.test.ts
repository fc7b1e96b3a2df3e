import { expect, test } from 'vitest';
import { splitIdToken } from '../../../src-main/oauth/id-token.ts';
import { parseStrictObject } from '../../../src-main/oauth/strict-json.ts';

const part = (text: string) => Buffer.from(text).toString('base64url');
const right = `${part('{"alg":"RS256"}')}.${part('{"sub":"a"}')}.${part('signature')}`;

test('three segments give header and claims', () => {
  expect(splitIdToken(right)).toEqual({ header: { alg: 'RS256' }, claims: { sub: 'a' } });
});

test.each([
  ['four segments', `${right}.${part('x')}`],
  ['five segments, as an encrypted token has', `${right}.${part('x')}.${part('y')}`],
  ['two segments', right.split('.').slice(0, 2).join('.')],
  ['an empty signature', right.slice(0, right.lastIndexOf('.') + 1)],
  [
    'claims that are no UTF-8',
    `${part('{}')}.${Buffer.from([0x7b, 0xff, 0x7d]).toString('base64url')}.eA`,
  ],
  // `eA` is the one right way to write the single byte `x`; a lenient decoder reads `eB` the same.
  ['bits left over at the end', `${part('{}')}.${part('{}')}.eB`],
])('ID-23: %s give nothing', (_, token) => {
  expect(splitIdToken(token)).toBeNull();
});

test.each([
  '{}',
  '{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}',
  '{"a":"a\\":{\\"b","b":"}{"}',
  '{"a" : ["x", "x"], "x" : null}',
  '{"proto":{},"constructor":1}',
])('%s is read as JSON.parse reads it', (text) => {
  expect(parseStrictObject(text)).toEqual(JSON.parse(text));
});

test.each([
  '{"a":1,"a":1}',
  '{"a":1,"\\u0061":2}',
  '{"b":{"a":1,"a":2}}',
  '{"b":[{"a":1,"a":2}]}',
  '{"__proto__":1}',
  '{"a":{"__proto__":{}}}',
  '{"\\u005f_proto__":1}',
  `${'{"a":'.repeat(17)}1${'}'.repeat(17)}`,
  '[]',
  '1',
  'null',
  '"a"',
  '',
  '{',
  '{"a":}',
  '{"a":1}}',
  '{"a":1}{',
  "{'a':1}",
  '{a:1}',
  ':',
  '"',
])('%s is refused', (text) => {
  expect(parseStrictObject(text)).toBeNull();
});

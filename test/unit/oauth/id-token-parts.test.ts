import { expect, test } from 'vitest';
import { splitIdToken } from '../../../src-main/oauth/id-token.ts';

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

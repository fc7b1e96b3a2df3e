import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeAuthorizationResponse } from '../../src-main/oauth/authorization-response.ts';
import { readGoogleError } from '../../src-main/providers/google.ts';
import { fuzz, fuzzTimeoutMs } from './fuzz.ts';

const expected = {
  provider: 'google',
  state: 'the-state-of-this-attempt',
  issuer: 'https://accounts.google.com',
  issuerRequired: true,
  readOwnError: readGoogleError,
} as const;

const name = fc.oneof(
  fc.constantFrom('state', 'code', 'error', 'error_description', 'iss', 'scope', 'id_token'),
  fc.string({ maxLength: 12 }),
);
const value = fc.oneof(
  fc.constantFrom(expected.state, expected.issuer, 'access_denied', ''),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const pairs = fc.array(fc.tuple(name, value), { maxLength: 10 });

test('AR-01, AR-05, AR-12: whatever an answer holds, only the right one has a code taken from it', {
  timeout: fuzzTimeoutMs,
}, () => {
  fuzz(pairs, (list) => {
    const verdict = judgeAuthorizationResponse(new URLSearchParams(list), expected);
    const all = (wanted: string) => list.filter(([key]) => key === wanted).map(([, one]) => one);
    const isOurs = all('state').length === 1 && all('state')[0] === expected.state;
    if (!isOurs) expect(verdict.kind).not.toBe('code');
    if (!isOurs) expect(verdict.kind).not.toBe('failed');
    if (verdict.kind !== 'code') return;
    expect([verdict.code]).toEqual(all('code'));
    expect(verdict.code).not.toBe('');
    expect(all('error')).toEqual([]);
    expect(all('iss')).toEqual([expected.issuer]);
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { errorCodes } from '../../../preload/contract.ts';
import {
  admitFields,
  admitLine,
  isLogEvent,
  logEvents,
  maskEmail,
} from '../../../src-main/diagnostics/log-events.ts';

const names = Object.keys(logEvents).filter(isLogEvent);

/** What secrets look like: codes, verifiers, opaque tokens, JSON Web Tokens, passwords. */
const secret = fc.oneof(
  fc.string({ minLength: 12, maxLength: 200 }),
  fc.base64String({ minLength: 24, maxLength: 400 }),
  fc.stringMatching(/^[A-Za-z0-9_-]{43}$/),
  fc.stringMatching(/^eyJ[A-Za-z0-9_-]{20}\.[A-Za-z0-9_-]{20}\.[A-Za-z0-9_-]{20}$/),
  fc.stringMatching(/^4\/0A[A-Za-z0-9_-]{30}$/),
  fc.stringMatching(/^1\/\/0[A-Za-z0-9_-]{40}$/),
);

test('LG-04: no part of a secret gets through, whatever field of whatever event it is put into', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), secret, (name, value) => {
      // Small words with single blanks between them are what our own reasons look like; a random text may be one.
      fc.pre(!/^[a-z]{1,16}(?:[ -][a-z]{1,16}){0,9}$/.test(value));
      // And it may be an address, whose domain is shown on purpose.
      fc.pre(!/^[^@\s]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(value));
      const fields = Object.fromEntries(
        [...Object.keys(logEvents[name]), 'password', 'code_verifier'].map((key) => [key, value]),
      );
      const admitted = Object.values(admitFields(name, fields)).join(' ');
      const isClean = !admitted
        .replaceAll('[withheld]', '')
        .replaceAll('***', '')
        .split(' ')
        .some((word) => word.length >= 8 && value.includes(word));
      return isClean;
    }),
    { numRuns: 3_000 },
  );
});

test('fields that are not on the list, and fields of prototypes, are left out', () => {
  const hostile = JSON.parse('{"step":"ended","__proto__":{"code":"timed-out"},"token":"x"}');
  expect(admitFields('sign-in-step', hostile)).toEqual({ step: 'ended' });
  const inherited = Object.create({ step: 'ended' }) as Record<string, unknown>;
  expect(admitFields('sign-in-step', inherited)).toEqual({});
});

test.each([{}, [], 1, true, Number.NaN, () => 'x', Symbol('x'), 10n].map((value) => [value]))(
  'a value of the wrong type is withheld: %s',
  (value) => {
    expect(admitFields('sign-in-step', { code: value })).toEqual({ code: '[withheld]' });
  },
);

test('every code of the closed list can be written', () => {
  for (const code of errorCodes) expect(admitFields('sign-in-step', { code })).toEqual({ code });
});

test.each([
  ['ana@harbor.example', 'a***@harbor.example'],
  ['Ana.Rios+x@mail.harbor.example', 'A***@mail.harbor.example'],
  ['"a\nb"@harbor.example', '***'],
  ['ána@harbor.example', '***@harbor.example'],
  ['ana@harbor.example\nforged', '***'],
  ['eyJhbGciOi', '***'],
  ['', '***'],
])('the address %j is shown as %s', (email, masked) => {
  expect(maskEmail(email)).toBe(masked);
});

test('a line of the log is read again by the same list', () => {
  const time = '2030-01-02T03:04:05.678Z';
  const read = (entry: unknown) => admitLine(JSON.stringify(entry));
  expect(read({ time, event: 'sign-in-step', code: 'timed-out', token: 'secret' })).toBe(
    `${time} sign-in-step code=timed-out`,
  );
  expect(read({ time, event: 'invented', code: 'timed-out' })).toBeNull();
  expect(read({ time: 'now', event: 'app-stopped' })).toBeNull();
  expect(read({ time, event: '__proto__' })).toBeNull();
  expect(read(null)).toBeNull();
  expect(admitLine('Bearer secret')).toBeNull();
});

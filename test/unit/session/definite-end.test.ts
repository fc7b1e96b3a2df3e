import { expect, test } from 'vitest';
import { errorCodes } from '../../../preload/contract.ts';
import { LoginError } from '../../../src-main/errors/login-error.ts';
import { asksToConfirm, endsSession } from '../../../src-main/session/definite-end.ts';

const ending = [
  'session-expired',
  'account-disabled',
  'sso-turned-off',
  'sso-not-enabled',
  'blocked-by-policy',
  'identity-mismatch',
];
const confirming = [
  'interaction-required',
  'consent-required',
  'login-required',
  'reverify-required',
];

test('only definite answers end a session, over all codes', () => {
  const found = errorCodes.filter((code) => endsSession(new LoginError(code)));
  expect(found.toSorted()).toEqual(ending.toSorted());
});

test('only a wish to see the person asks for a confirmation, over all codes', () => {
  const found = errorCodes.filter((code) => asksToConfirm(new LoginError(code)));
  expect(found.toSorted()).toEqual(confirming.toSorted());
});

test('whatever else is thrown neither ends a session nor asks for a confirmation', () => {
  for (const thrown of [new Error('session-expired'), 'session-expired', null]) {
    expect(endsSession(thrown)).toBe(false);
    expect(asksToConfirm(thrown)).toBe(false);
  }
});

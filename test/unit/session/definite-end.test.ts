import { expect, test } from 'vitest';
import { errorCodes } from '../../../preload/contract.ts';
import { LoginError } from '../../../src-main/errors/login-error.ts';
import {
  asksToConfirm,
  endsSession,
  needsAdministrator,
} from '../../../src-main/session/definite-end.ts';

const ending = [
  'session-expired',
  'account-disabled',
  'sso-turned-off',
  'sso-not-enabled',
  'blocked-by-policy',
  'identity-mismatch',
];
const confirming = ['interaction-required', 'login-required', 'reverify-required'];
const administrators = ['administrator-needed', 'consent-required'];

test('TK-05: only definite answers end a session, over all codes', () => {
  const found = errorCodes.filter((code) => endsSession(new LoginError(code)));
  expect(found.toSorted()).toEqual(ending.toSorted());
});

test('only a wish to see the person asks for a confirmation, over all codes', () => {
  const found = errorCodes.filter((code) => asksToConfirm(new LoginError(code)));
  expect(found.toSorted()).toEqual(confirming.toSorted());
});

test('B-03: only what an administrator can cure asks for one, over all codes', () => {
  const found = errorCodes.filter((code) => needsAdministrator(new LoginError(code)));
  expect(found.toSorted()).toEqual(administrators.toSorted());
});

test('B-02: an answer may end a session whatever its code says to do, and more facts do not change that', () => {
  const ended = new LoginError('administrator-needed', { provider: 'microsoft' }, undefined, true);
  expect(endsSession(ended)).toBe(true);
  expect(endsSession(ended.with({ correlationId: 'c' }))).toBe(true);
  expect(endsSession(new LoginError('administrator-needed'))).toBe(false);
});

test('whatever else is thrown neither ends a session nor asks for a confirmation', () => {
  for (const thrown of [new Error('session-expired'), 'session-expired', null]) {
    expect(endsSession(thrown)).toBe(false);
    expect(asksToConfirm(thrown)).toBe(false);
    expect(needsAdministrator(thrown)).toBe(false);
  }
});

import { expect, test } from 'vitest';
import type { SelfTestItem } from '../../../../preload/contract.ts';
import { helpFor } from '../../../../src-renderer/views/account/self-test.tsx';

function item(changes: Partial<SelfTestItem>): SelfTestItem {
  return { name: 'sonar', status: 'failed', code: null, detail: '', ...changes };
}

test('what is in order needs no help', () => {
  expect(helpFor(item({ status: 'passed' }), true)).toBeNull();
});

test('what the person can mend is looked at again', () => {
  expect(helpFor(item({ code: 'clock-skew' }), true)).toBe('run-again');
  expect(helpFor(item({ code: 'network-portal' }), true)).toBe('run-again');
});

test('what only an administrator can mend is copied for them, or asked for where copying is locked', () => {
  expect(helpFor(item({ code: 'connection-untrusted' }), true)).toBe('copy-details');
  expect(helpFor(item({ code: 'connection-untrusted' }), false)).toBe('get-help');
  expect(helpFor(item({ name: 'policy', status: 'warning' }), true)).toBe('copy-details');
  expect(helpFor(item({ name: 'keychain', status: 'warning' }), true)).toBeNull();
});

import { expect, test } from 'vitest';
import { pagesFor } from '../../../../src-renderer/views/account/account-page.ts';

test('review and activity exist for office managers only', () => {
  expect(pagesFor({ isOfficeManager: true })).toContain('review');
  expect(pagesFor({ isOfficeManager: true })).toContain('activity');
  expect(pagesFor({ isOfficeManager: false })).toEqual([
    'settings',
    'choices',
    'devices',
    'support',
  ]);
});

test('without an account there is only support', () => {
  expect(pagesFor(null)).toEqual(['support']);
});

import { expect, test } from 'vitest';
import { appOrigin, isAppUrl, startPage } from '../../../src-main/common/app-origin.ts';

test('the first page is of the app’s origin', () => {
  expect(appOrigin).toBe('sonar-login://app');
  expect(isAppUrl(startPage)).toBe(true);
});

test.each([
  '',
  'index.html',
  'sonar-login://app.evil.example/',
  'sonar-login://evil.app/',
  'sonar-login://app:8443/',
  'sonar-login://user@app/',
  'sonar-login://:secret@app/',
  'https://app/',
  'blob:sonar-login://app/1',
  'javascript://app/%0aalert(1)',
])('%s is not of the app', (url) => {
  expect(isAppUrl(url)).toBe(false);
});

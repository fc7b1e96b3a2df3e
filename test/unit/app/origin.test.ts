import { expect, test } from 'vitest';
import { appOrigin, isAppUrl, startPage } from '../../../src-main/app/origin.ts';

test('outside Electron the origin is https with a host that cannot exist', () => {
  expect(appOrigin).toBe('https://sonar-login.invalid');
  expect(isAppUrl(startPage)).toBe(true);
});

test.each([
  '',
  'index.html',
  'https://sonar-login.invalid.evil.example/',
  'https://evil.sonar-login.invalid/',
  'https://sonar-login.invalid:8443/',
  'https://user@sonar-login.invalid/',
  'https://:secret@sonar-login.invalid/',
  'http://sonar-login.invalid/',
  'blob:https://sonar-login.invalid/1',
  'javascript://sonar-login.invalid/%0aalert(1)',
])('%s is not of the app', (url) => {
  expect(isAppUrl(url)).toBe(false);
});

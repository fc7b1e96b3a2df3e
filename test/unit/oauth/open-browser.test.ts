import { expect, test } from 'vitest';
import {
  isBrowserUrl,
  maxBrowserUrlLength,
  openInBrowser,
} from '../../../src-main/oauth/open-browser.ts';
import { failureOf } from './open-attempt.ts';

const secret = 'x'.repeat(43);

const refused = [
  'file:///etc/passwd',
  'smb://host/x',
  '\\\\host\\x',
  'ms-msdt:/id',
  'javascript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  ' https://example.com/',
  '\thttps://example.com/',
  '\0https://example.com/',
  'https://example.com/a b',
  'https://example.com/\n',
  'HTTPS://example.com/',
  'https://example.com',
  'https://user@example.com/',
  'https://user:pass@example.com/',
  'http://example.com/',
  'http://127.0.0.1.evil.invalid/',
  'http://127.0.0.1:4000/',
  'http://127.0.0.1:4000/authorize',
  'http://127.0.0.1:4000/start/',
  `http://127.0.0.1:4000/start/${secret}/`,
  `http://127.0.0.1:4000/start/${secret}x`,
  `http://127.0.0.1:4000/start/${secret}?to=https://evil.invalid/`,
  `http://127.0.0.1:4000/start/${secret}#x`,
  `http://127.0.0.1:4000/../start/${secret}`,
  `http://127.0.0.1/start/${secret}`,
  `http://127.0.0.2:4000/start/${secret}`,
  `http://[::1]:4000/start/${secret}`,
  `http://evil.invalid:4000/start/${secret}`,
  `http://127.0.0.1:4000@evil.invalid/start/${secret}`,
  `ftp://127.0.0.1:4000/start/${secret}`,
  '//example.com/',
  '',
  `https://example.com/${'x'.repeat(maxBrowserUrlLength)}`,
];

test.each(refused)('BH-01: %j is refused and the system is not asked', async (url) => {
  const opened: string[] = [];
  const open = async (asked: string) => {
    opened.push(asked);
  };
  const ended = openInBrowser(open, url);
  expect(await failureOf(ended)).toBe('browser-not-opened');
  expect(opened).toEqual([]);
});

test('BH-04: what the system gets is byte for byte what was built', async () => {
  const opened: string[] = [];
  const open = async (asked: string) => {
    opened.push(asked);
  };
  const url =
    'https://example.com/a?scope=openid%20email&r=http%3A%2F%2F127.0.0.1%3A1%2Fcb&p=a%2Bb';
  await openInBrowser(open, url);
  expect(opened).toEqual([url]);
});

test('BH-01, S2-01: plain http is for a start page of our own listener only', () => {
  expect(isBrowserUrl(`http://127.0.0.1:4000/start/${secret}`)).toBe(true);
  expect(isBrowserUrl(`http://localhost:4000/start/${secret}`)).toBe(true);
});

test.each([
  ['rejects', () => Promise.reject(new Error('no browser'))],
  ['never answers', () => new Promise<void>(() => {})],
])('BH-05: a system that %s is told as browser-not-opened', async (_, open) => {
  const options = { deadlineMs: 20 };
  expect(await failureOf(openInBrowser(open, 'https://example.com/', options))).toBe(
    'browser-not-opened',
  );
});

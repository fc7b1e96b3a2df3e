import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { locales } from '../../../preload/contract/state.ts';
import {
  callbackPages,
  chooseCallbackLocale,
  renderCallbackPage,
} from '../../../src-main/oauth/callback-page.ts';
import {
  isBrowserUrl,
  maxBrowserUrlLength,
  openInBrowser,
} from '../../../src-main/oauth/open-browser.ts';
import { visit } from '../../support/browse.ts';
import { authorizationUrl, failureOf, goodState, openAttempt } from './open-attempt.ts';

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

const pages = locales.flatMap((locale) => callbackPages.map((page) => ({ locale, page })));

test.each(pages)(
  'LB-13: the $page page in $locale has no script, nothing remote and its own style only',
  ({ page, locale }) => {
    const { headers, body } = renderCallbackPage(page, locale);
    const html = body.toString('utf8');
    expect(html).not.toMatch(/<script|\son\w+=|javascript:|https?:|src=|href=|@import|url\(/i);
    const style = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['content-security-policy']).toContain(`style-src 'sha256-${hash}'`);
    expect(html).not.toContain(' style=');
    expect(html).toContain(`<html lang="${locale}">`);
    expect(html).toMatch(/<h1>[^<]+<\/h1>\n<p>[^<]+<\/p>/);
  },
);

test('LB-13: every answer has the headers that keep a page to itself', async () => {
  const attempt = await openAttempt();
  try {
    const query = `?code=canary-code&state=${goodState}&email=canary-mail`;
    const answers = [
      await fetch(`${attempt.redirectUri}?state=canary-state`),
      await fetch(new URL('/favicon.ico', attempt.redirectUri)),
      await fetch(attempt.redirectUri + query, { redirect: 'manual' }),
      await visit(attempt.jar, attempt.newStartPage(authorizationUrl)),
      await visit(attempt.jar, attempt.redirectUri + query),
      await fetch(new URL('/done', attempt.redirectUri)),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 404, 403, 303, 303, 200]);
    for (const answer of answers) {
      const policy = answer.headers.get('content-security-policy');
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('x-frame-options')).toBe('DENY');
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect([...answer.headers.values(), await answer.text()].join('\n')).not.toContain('canary');
    }
  } finally {
    await attempt.close();
  }
});

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['de-DE,de;q=0.9', 'en'],
  ['fr-CA,fr;q=0.9,en;q=0.8', 'fr-CA'],
  ['fr-FR', 'fr-CA'],
  ['es-MX', 'es'],
  ['en;q=0.3, es;q=0.9', 'es'],
  ['fr;q=0, en', 'en'],
  ['*', 'en'],
  [`${'x,'.repeat(10_000)}fr`, 'en'],
  ['ES;Q=1', 'es'],
])('a browser that asks for %j gets %s', (header, locale) => {
  expect(chooseCallbackLocale(header)).toBe(locale);
});

test('the language of the app goes before that of the browser', async () => {
  const attempt = await openAttempt({ locale: 'fr-CA' });
  try {
    const headers = { 'accept-language': 'es' };
    const answer = await fetch(attempt.redirectUri, { headers });
    expect(await answer.text()).toContain('<html lang="fr-CA">');
  } finally {
    await attempt.close();
  }
});

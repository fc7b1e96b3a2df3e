import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { locales } from '../../../preload/contract.ts';
import {
  callbackPages,
  chooseCallbackLocale,
  renderCallbackPage,
} from '../../../src-main/oauth/callback-page.ts';
import { visit } from '../../support/browse.ts';
import { authorizationUrl, goodState, openAttempt } from './open-attempt.ts';

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

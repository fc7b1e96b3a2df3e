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
import {
  bringResponse,
  createCookieJar,
  openStartPage,
  redirectOf,
  visit,
} from '../../support/browse.ts';
import {
  authorizationUrl,
  failureOf,
  getBytes,
  goodState,
  openAttempt,
  sendRaw,
  statusOf,
} from './open-attempt.ts';

const answer = `code=genuine&state=${goodState}`;

test.each(['127.0.0.1', 'localhost'] as const)(
  'S2-01, BH-07: the browser is given a page on %s with nothing of the request in it, which leads there byte for byte',
  async (host) => {
    const attempt = await openAttempt({ host });
    try {
      const page = attempt.newStartPage(authorizationUrl);
      expect(page).toMatch(
        new RegExp(String.raw`^http://${host}:${attempt.port}/start/[\w-]{43}$`),
      );
      expect(page).not.toContain(goodState);
      const response = await visit(createCookieJar(), page);
      expect(response.status).toBe(303);
      expect(response.headers.get('location')).toBe(authorizationUrl);
      expect(await response.text()).toBe('');
    } finally {
      await attempt.close();
    }
  },
);

test('S2-01: the cookie is of the attempt alone: not for scripts, not for other sites, and not the state', async () => {
  const [one, other] = [await openAttempt(), await openAttempt()];
  try {
    const lines = await Promise.all(
      [one, other, one].map(async (attempt) => {
        const page = attempt.newStartPage(authorizationUrl);
        return (await visit(createCookieJar(), page)).headers.getSetCookie();
      }),
    );
    for (const cookies of lines) {
      expect(cookies).toEqual([
        expect.stringMatching(
          /^sonar-sign-in-[\da-f]{16}=[\w-]{43}; Max-Age=86400; Path=\/; HttpOnly; SameSite=Lax$/,
        ),
      ]);
      expect(cookies[0]).not.toContain(goodState);
    }
    expect(new Set(lines.flat()).size).toBe(2);
    expect(lines[2]).toEqual(lines[0]);
  } finally {
    await one.close();
    await other.close();
  }
});

test('S2-01: every page is a fresh one, and the latest of many still lead on', async () => {
  const attempt = await openAttempt();
  try {
    const pages = Array.from({ length: 40 }, () => attempt.newStartPage(authorizationUrl));
    expect(new Set(pages).size).toBe(40);
    const statuses = await Promise.all(
      pages.map(async (page) => (await visit(createCookieJar(), page)).status),
    );
    expect(statuses.slice(0, 24)).toEqual(Array(24).fill(404));
    expect(statuses.slice(24)).toEqual(Array(16).fill(303));
  } finally {
    await attempt.close();
  }
});

test('S2-01: reloaded, or gone back to, in the same browser a page leads on again', async () => {
  const attempt = await openAttempt();
  try {
    const page = attempt.newStartPage(authorizationUrl);
    for (let time = 0; time < 3; time += 1) {
      expect(await openStartPage(attempt.jar, page)).toBe(authorizationUrl);
    }
    expect(attempt.news).toEqual(['opened', 'opened', 'opened']);
    await attempt.bring(answer);
    expect(await attempt.code).toBe('genuine');
  } finally {
    await attempt.close();
  }
});

test('S2-01: opened a second time by somebody else it ends the attempt, whoever of the two was first', async () => {
  const attempt = await openAttempt({ locale: 'en' });
  try {
    const page = attempt.newStartPage(authorizationUrl);
    await openStartPage(attempt.jar, page);
    const second = await bringResponse(createCookieJar(), page);
    expect(await failureOf(attempt.code)).toBe('opened-elsewhere');
    expect(await second.text()).toContain('This sign-in was opened twice');
    const late = await attempt.bring(answer).catch(() => null);
    expect((await late?.text()) ?? '').not.toContain('Got it');
  } finally {
    await attempt.close();
  }
});

test('S2-01: a copied link may be opened in another browser, and either may finish', async () => {
  const attempt = await openAttempt();
  try {
    const other = createCookieJar();
    await openStartPage(other, attempt.newStartPage(authorizationUrl));
    await bringResponse(other, `${attempt.redirectUri}?${answer}`);
    expect(await attempt.code).toBe('genuine');
  } finally {
    await attempt.close();
  }
});

test.each([
  ['a code', answer],
  ['a refusal', `error=access_denied&state=${goodState}`],
  ['nothing', `state=${goodState}`],
])(
  'S2-01: an answer with %s from a browser that never opened the page changes nothing, and is told',
  async (_, query) => {
    const attempt = await openAttempt({ locale: 'en' });
    try {
      const page = await bringResponse(createCookieJar(), `${attempt.redirectUri}?${query}`);
      expect(page.status).toBe(403);
      const text = await page.text();
      expect(text).toContain('In Sonar, open the page again');
      expect(text).not.toContain(goodState);
      expect(attempt.news).toEqual(['unknown-browser']);
      await attempt.bring(answer);
      expect(await attempt.code).toBe('genuine');
    } finally {
      await attempt.close();
    }
  },
);

test.each([
  ['another value', (line: string) => line.replace(/=.*/, `=${'x'.repeat(43)}`)],
  ['no value', (line: string) => line.replace(/=.*/, '=')],
  ['another name', (line: string) => line.replace(/Cookie: .*?=/, 'Cookie: sonar-sign-in=')],
  ['another case', (line: string) => line.toUpperCase()],
])('S2-01: a cookie of %s is none', async (_, change) => {
  const attempt = await openAttempt();
  try {
    const request = getBytes(`/callback?${answer}`, `127.0.0.1:${attempt.port}`, [
      change(attempt.cookieLine),
      'Connection: close',
    ]);
    expect(statusOf(await sendRaw(attempt.port, request))).toBe(403);
    expect(attempt.news).toEqual(['unknown-browser']);
  } finally {
    await attempt.close();
  }
});

test('S2-01: among other cookies of this computer the right one is found, also behind a namesake', async () => {
  const attempt = await openAttempt();
  try {
    const [name = '', value = ''] = attempt.cookieLine.replace('Cookie: ', '').split('=');
    const request = getBytes(`/callback?${answer}`, `127.0.0.1:${attempt.port}`, [
      `Cookie: theme=dark;${name}=planted; ${name}=${value} ;x`,
      'Connection: close',
    ]);
    expect(statusOf(await sendRaw(attempt.port, request))).toBe(303);
    expect(await attempt.code).toBe('genuine');
  } finally {
    await attempt.close();
  }
});

test('S2-01: attempts that were given up leave few cookies in a browser, and each running one keeps its own', async () => {
  const jar = createCookieJar();
  const attempts = [];
  try {
    for (let times = 0; times < 20; times += 1) {
      const attempt = await openAttempt();
      attempts.push(attempt);
      await openStartPage(jar, attempt.newStartPage(authorizationUrl));
    }
    const url = attempts[0]?.redirectUri ?? '';
    expect(jar.header(url).split('; ')).toHaveLength(9);
    for (const attempt of attempts.slice(-9)) {
      await bringResponse(jar, `${attempt.redirectUri}?${answer}`);
      expect(await attempt.code).toBe('genuine');
    }
  } finally {
    for (const attempt of attempts) await attempt.close();
  }
});

test('S2-01: with the answer the cookie is taken back', async () => {
  const attempt = await openAttempt();
  try {
    expect(attempt.jar.header(attempt.redirectUri)).not.toBe('');
    await attempt.bring(answer);
    expect(attempt.jar.header(attempt.redirectUri)).toBe('');
  } finally {
    await attempt.close();
  }
});

test.each([
  ['HEAD', { method: 'HEAD' }, 405],
  ['OPTIONS', { method: 'OPTIONS' }, 405],
  ['POST', { method: 'POST' }, 405],
  ['Chromium’s prefetch', { headers: { 'sec-purpose': 'prefetch' } }, 503],
  ['Chromium’s prerender', { headers: { 'sec-purpose': 'prefetch;prerender' } }, 503],
  ['an older prefetch', { headers: { purpose: 'prefetch' } }, 503],
  ['Firefox’s prefetch', { headers: { 'x-moz': 'prefetch' } }, 503],
  ['Safari’s preview', { headers: { 'x-purpose': 'preview' } }, 503],
])('S2-01, LB-07: %s does not use a page up', async (_, init, status) => {
  const attempt = await openAttempt();
  try {
    const page = attempt.newStartPage(authorizationUrl);
    const looked = await visit(createCookieJar(), page, init);
    expect(looked.status).toBe(status);
    expect(redirectOf(looked, page)).toBeNull();
    expect(looked.headers.getSetCookie()).toEqual([]);
    expect(attempt.news).toEqual([]);
    expect(await openStartPage(createCookieJar(), page)).toBe(authorizationUrl);
  } finally {
    await attempt.close();
  }
});

test('S2-01: a secret that is not there leads nowhere, in whatever spelling', async () => {
  const attempt = await openAttempt();
  try {
    const path = new URL(attempt.newStartPage(authorizationUrl)).pathname;
    const wrong = ['/start/', '/start', `${path}/`, `${path}x`, path.slice(0, -1), `/${path}`];
    for (const target of [...wrong, path.toUpperCase(), `/x/..${path}`]) {
      const request = getBytes(target, `127.0.0.1:${attempt.port}`, ['Connection: close']);
      expect(statusOf(await sendRaw(attempt.port, request)), target).toBe(404);
    }
    expect(attempt.news).toEqual([]);
  } finally {
    await attempt.close();
  }
});

test('S2-01, LB-04: a start page answers to its own host only (DNS rebinding)', async () => {
  const attempt = await openAttempt();
  try {
    const { pathname } = new URL(attempt.newStartPage(authorizationUrl));
    const request = getBytes(pathname, `evil.invalid:${attempt.port}`, ['Connection: close']);
    expect(statusOf(await sendRaw(attempt.port, request))).toBe(400);
  } finally {
    await attempt.close();
  }
});

test('B-17: however long the authorization URL, what the system opens is short, and nothing is dropped', async () => {
  const attempt = await openAttempt();
  try {
    const hint = encodeURIComponent('ж'.repeat(1_000));
    const long = `${authorizationUrl}&login_hint=${hint}@example.com`;
    expect(long.length).toBeGreaterThan(maxBrowserUrlLength);
    const page = attempt.newStartPage(long);
    expect(page.length).toBeLessThan(100);
    expect(await openStartPage(createCookieJar(), page)).toBe(long);
  } finally {
    await attempt.close();
  }
});

test.each([
  'http://evil.invalid/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'https://example.com/a b',
  'https://example.com/\r\nSet-Cookie: a=b',
  '',
])('BH-01: no start page leads to %j', async (url) => {
  const attempt = await openAttempt();
  try {
    expect(() => attempt.newStartPage(url)).toThrow('unexpected');
  } finally {
    await attempt.close();
  }
});

test('B-13: a browser that comes with TLS is told of, and the next plain request signs in', async () => {
  const attempt = await openAttempt();
  try {
    await fetch(`https://127.0.0.1:${attempt.port}/callback?${answer}`).catch(() => null);
    await expect.poll(() => attempt.news).toEqual(['tls']);
    await attempt.bring(answer);
    expect(await attempt.code).toBe('genuine');
  } finally {
    await attempt.close();
  }
});

test.each(['\x15\x03\x01', 'GET / HTTP/9.9\r\n\r\n', 'nonsense\r\n\r\n', '\x00'])(
  'B-13: other bytes that are no request are answered with 400 and mean nothing: %j',
  async (bytes) => {
    const attempt = await openAttempt();
    try {
      expect([400, 505]).toContain(statusOf(await sendRaw(attempt.port, bytes)));
      expect(attempt.news).toEqual([]);
    } finally {
      await attempt.close();
    }
  },
);

test.each([
  `admin_consent=True&tenant=11111111-2222-4333-8444-555555555555&state=${goodState}`,
  `code=&state=${goodState}`,
  `state=${goodState}`,
])(
  'B-14: an answer of this attempt that holds nothing is said in the browser and told: %s',
  async (query) => {
    const attempt = await openAttempt({ locale: 'en' });
    try {
      const page = await attempt.bring(query);
      expect(page.status).toBe(400);
      expect(await page.text()).toContain('You’re not signed in yet');
      expect(attempt.news).toEqual(['incomplete']);
      await attempt.bring(answer);
      expect(await attempt.code).toBe('genuine');
    } finally {
      await attempt.close();
    }
  },
);

test('B-14: a stranger who brings the same without the state learns nothing, and nothing is told', async () => {
  const attempt = await openAttempt({ locale: 'en' });
  try {
    const page = await attempt.bring('admin_consent=True&tenant=x');
    expect(await page.text()).toContain('There is nothing here');
    expect(attempt.news).toEqual([]);
  } finally {
    await attempt.close();
  }
});

test('S2-01: somebody else of this computer gets a page that says nothing, wherever they go', async () => {
  const attempt = await openAttempt();
  // The listener hears itself before anybody else comes.
  let connections = 0;
  const isOwnPeer = () => {
    connections += 1;
    return connections === 1;
  };
  const other = await openAttempt({ isOwnPeer }, false);
  try {
    const page = other.newStartPage(authorizationUrl);
    for (const url of [page, `${other.redirectUri}?${answer}`, new URL('/done', page).href]) {
      const response = await visit(attempt.jar, url);
      expect(response.status).toBe(403);
      expect(response.headers.getSetCookie()).toEqual([]);
      expect(await response.text()).not.toContain('issuer.invalid');
    }
    await fetch(`https://127.0.0.1:${other.port}/`).catch(() => null);
    expect(other.news).toEqual(['stranger', 'stranger', 'stranger']);
  } finally {
    await attempt.close();
    await other.close();
  }
});

test('S2-01, LB-11: a listener that cannot tell whose its own connection is says so before a browser opens', async () => {
  expect(await failureOf(openAttempt({ isOwnPeer: () => false }, false))).toBe(
    'callback-unavailable',
  );
});

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

import { createHash } from 'node:crypto';
import type { Locale } from '../../preload/contract.ts';
import { type CallbackPage, callbackWords } from './callback-words.ts';

/** A whole HTTP answer body with the headers that must go with it. */
export interface CallbackDocument {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const style = `
:root { color-scheme: light dark; --page: #f5f6f8; --card: #fff; --text: #1c1e21; --quiet: #5a6069; --edge: #d8dbe0; --mark: #0b6e4f; }
@media (prefers-color-scheme: dark) {
  :root { --page: #131416; --card: #1d1f22; --text: #eceef0; --quiet: #a8aeb7; --edge: #34373c; --mark: #5ad1a4; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
main { max-width: 420px; width: 100%; padding: 40px 32px; text-align: center; background: var(--card); border: 1px solid var(--edge); border-radius: 8px; }
svg { width: 40px; height: 40px; color: var(--mark); }
body:not(.done) svg { color: var(--quiet); }
h1 { margin: 16px 0 8px; font-size: 22px; line-height: 1.3; font-weight: 600; }
p { margin: 0; color: var(--quiet); }
`;

/** Drawn, not loaded; decorative, so screen readers pass over it. */
const marks: Readonly<Record<CallbackPage, string>> = {
  done: '<path d="m12 20.5 5.5 5.5L28.5 15"/>',
  'not-finished': '<path d="M20 12v10m0 5.5v.5"/>',
  'wrong-page': '<path d="M13 20h14"/>',
  'opened-elsewhere': '<path d="M20 12v10m0 5.5v.5"/>',
  'unknown-browser': '<path d="M20 12v10m0 5.5v.5"/>',
  incomplete: '<path d="M20 12v10m0 5.5v.5"/>',
};

/**
 * One of a few constant documents: no script, nothing remote, light and dark, and no part of the request in it
 * (RFC 6749 section 3.1.2.5, RFC 9700 section 4.2). The policy allows exactly this style sheet.
 */
export function renderCallbackPage(page: CallbackPage, locale: Locale): CallbackDocument {
  const { headline, detail } = callbackWords[locale][page];
  const body = Buffer.from(`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${headline} – Sonar</title>
<style>${style}</style>
</head>
<body class="${page}">
<main>
<svg viewBox="0 0 40 40" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="20" cy="20" r="18"/>${marks[page]}</svg>
<h1>${headline}</h1>
<p>${detail}</p>
</main>
</body>
</html>
`);
  return { headers: { ...pageHeaders(), 'content-length': String(body.length) }, body };
}

/** Headers of every answer of the listener, whether it has a body or not. */
export function pageHeaders(): Record<string, string> {
  const styleHash = createHash('sha256').update(style).digest('base64');
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-resource-policy': 'same-origin',
  };
}

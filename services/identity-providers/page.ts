import { IncomingMessage, type ServerResponse } from 'node:http';
import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import type { ProviderStyle } from './provider-style.ts';

const maxBytes = 56 * 1024;

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > maxBytes) throw new Error('request body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The fields of an urlencoded body; rejects above 56 kB. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams((await readBody(request)).toString('utf8'));
}

/** A request like `request`, whose urlencoded body is what `edit` leaves of it. */
export async function withEditedForm(
  request: IncomingMessage,
  edit: (form: URLSearchParams) => void,
): Promise<IncomingMessage> {
  const form = await readForm(request);
  edit(form);
  const body = Buffer.from(form.toString());
  const edited = new IncomingMessage(request.socket);
  Object.assign(edited, {
    method: request.method,
    url: request.url,
    // Else its end would count as an abort and take the socket down.
    complete: true,
    headers: {
      ...request.headers,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(body.length),
    },
  });
  delete edited.headers['transfer-encoding'];
  edited.push(body);
  edited.push(null);
  return edited;
}

/** Makes text safe inside HTML, attribute values included. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function styleSheet([light, dark]: ProviderStyle['accent']): string {
  return `
:root { color-scheme: light dark; --accent: light-dark(${light}, ${dark}); --on-accent: light-dark(#fff, #0b1020);
  --page: light-dark(#f2f4f8, #101216); --card: light-dark(#fff, #1b1e24); --text: light-dark(#1d2026, #e8eaee);
  --soft: light-dark(#5a6070, #a4abb8); --line: light-dark(#dfe3ea, #323741); --hover: light-dark(#f0f4fb, #262b34); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px 16px; background: var(--page);
  color: var(--text); font: 15px/1.45 system-ui, sans-serif; }
main { width: min(440px, 100%); background: var(--card); border: 1px solid var(--line); border-radius: 20px;
  padding: 32px 8px 20px; }
header, .note, .search, .refuse { margin-inline: 24px; }
.brand { display: inline-flex; align-items: center; gap: 8px; color: var(--soft); font-size: 13px; }
.brand::before { content: ''; width: 10px; height: 10px; border-radius: 50%; background: var(--accent); }
h1 { margin: 16px 0 4px; font-size: 24px; font-weight: 600; line-height: 1.25; }
p { margin: 0; color: var(--soft); }
.note { margin-top: 16px; padding: 10px 14px; border-radius: 10px; background: var(--hover); color: var(--text); }
.search { display: flex; gap: 8px; margin-top: 16px; }
input { flex: 1; min-width: 0; font: inherit; padding: 8px 12px; border: 1px solid var(--soft); border-radius: 10px;
  background: var(--card); color: inherit; }
ul { list-style: none; margin: 20px 0 12px; padding: 0; max-height: 55vh; overflow: auto; }
.refuse { margin-top: 12px; }
li + li { border-top: 1px solid var(--line); }
button { font: inherit; color: inherit; cursor: pointer; }
.person { display: grid; grid-template-columns: 40px 1fr; column-gap: 14px; align-items: center; width: 100%;
  padding: 10px 24px; text-align: start; border: 0; background: none; }
.person:hover { background: var(--hover); }
.person .initial { grid-row: span 2; width: 40px; height: 40px; border-radius: 50%; display: grid; place-items: center;
  background: var(--accent); color: var(--on-accent); font-weight: 600; }
.person .name { font-weight: 600; overflow-wrap: anywhere; }
.person .email { color: var(--soft); font-size: 13px; overflow-wrap: anywhere; }
.plain { padding: 8px 18px; border: 1px solid var(--line); border-radius: 999px; background: none;
  color: var(--accent); font-weight: 600; }
.plain:hover { background: var(--hover); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: -3px; }
@media (forced-colors: active) { .person .initial, .brand::before { border: 1px solid; } }`;
}

/** A whole page in the look of one stand-in; `body` is trusted HTML. */
export function renderPage(style: ProviderStyle, title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${styleSheet(style.accent)}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

/** Sends a page that may run no script and be framed by nobody. */
export function sendPage(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(html);
}

/** The page for a request that cannot be answered to the app, such as one with a foreign redirect URI. */
export function errorPage(style: ProviderStyle, out: ErrorOut): string {
  return renderPage(
    style,
    `${style.title} – not possible`,
    `<header><span class="brand">${escapeHtml(style.title)} (sandbox)</span>
<h1>This sign-in cannot go on</h1>
<p>${escapeHtml(out.error_description ?? '')}</p>
<p><code>${escapeHtml(out.error)}</code></p>
<p>Close this page and start again from the app.</p></header>`,
  );
}

/** Shows the error page as the engine's answer. */
export function renderErrorPage(
  ctx: KoaContextWithOIDC,
  style: ProviderStyle,
  out: ErrorOut,
): void {
  ctx.type = 'html';
  ctx.set('cache-control', 'no-store');
  ctx.set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
  ctx.body = errorPage(style, out);
}

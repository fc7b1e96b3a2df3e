import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import { escapeHtml, renderPage } from './page.ts';
import type { ProviderStyle } from './provider-style.ts';

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

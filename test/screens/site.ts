import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext } from 'playwright-core';
import { build } from 'vite';

const folder = fileURLToPath(new URL('../../.cache/screens/site', import.meta.url));
const configFile = fileURLToPath(new URL('./vite.config.ts', import.meta.url));

/** Where the gallery seems to be; nothing is served, requests are answered before they leave the browser. */
export const galleryUrl = 'https://screens.invalid/gallery.html';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};

/** As strict as the product's own, so that a view that needs more shows here. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'";

/** Builds the gallery into `.cache/`. */
export async function buildSite(): Promise<void> {
  await build({ configFile });
}

/** Answers the gallery's files to every page of a context. */
export async function serveSite(context: BrowserContext): Promise<void> {
  await context.route('https://screens.invalid/**', async (route) => {
    const path = new URL(route.request().url()).pathname;
    const body = await readFile(join(folder, path)).catch(() => null);
    if (body === null) return route.fulfill({ status: 404, body: '' });
    return route.fulfill({
      body,
      contentType: types[extname(path)] ?? 'application/octet-stream',
      headers: { 'content-security-policy': contentSecurityPolicy },
    });
  });
}

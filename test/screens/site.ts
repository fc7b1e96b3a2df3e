import { extname, join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { BrowserContext } from 'playwright-core';
import { build, type InlineConfig } from 'vite';

/** The real window over a fake bridge. */
const gallery: InlineConfig = {
  configFile: false,
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  logLevel: 'warn',
  build: {
    target: 'chrome130',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: join(import.meta.dirname, 'gallery.html') },
    write: false,
  },
};

/** Where the gallery seems to be; nothing is served, requests are answered before they leave the browser. */
export const galleryUrl = 'https://screens.invalid/gallery.html';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** As strict as the product's own, so that a view that needs more shows here. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'";

/** The gallery's files by path. They stay in memory, so that several test files can build at once. */
const files = new Map<string, Buffer>();

/** Builds the gallery. */
export async function buildSite(): Promise<void> {
  const result = await build(gallery);
  if (!('output' in result)) throw new Error('The gallery is built once, not watched.');
  for (const file of result.output) {
    files.set(`/${file.fileName}`, Buffer.from(file.type === 'chunk' ? file.code : file.source));
  }
}

/** Answers the gallery's files to every page of a context. */
export async function serveSite(context: BrowserContext): Promise<void> {
  await context.route('https://screens.invalid/**', async (route) => {
    const path = new URL(route.request().url()).pathname;
    const body = files.get(path);
    if (body === undefined) return route.fulfill({ status: 404, body: '' });
    return route.fulfill({
      body,
      contentType: types[extname(path)] ?? 'application/octet-stream',
      headers: { 'content-security-policy': contentSecurityPolicy },
    });
  });
}

import { extname, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { build, type InlineConfig } from 'vite';
import { afterAll, beforeAll } from 'vitest';
import type { LoginState } from '../../preload/contract/state.ts';
import { showState } from './images.ts';
import { allStates } from './states/all.ts';
import type { Answers } from './states/screen-state.ts';

/** A colour scheme, or the colours the system forces on all programs. */
export type Theme = 'light' | 'dark' | 'forced';
export const themes: readonly Theme[] = ['light', 'dark', 'forced'];

/** A window: CSS pixels, and device pixels for each. */
export interface WindowSize {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

export const sizes = {
  normal: { name: 'normal', width: 440, height: 620, scale: 1 },
  wide: { name: 'wide', width: 960, height: 720, scale: 1 },
  narrow: { name: 'narrow', width: 320, height: 620, scale: 1 },
  /** The normal window at a zoom of 200 %: half the CSS pixels, each twice as large. */
  zoomed: { name: 'zoomed', width: 220, height: 310, scale: 2 },
} as const satisfies Record<string, WindowSize>;

/** Letters drawn alike on every machine as far as they can be, or as another Chromium might draw them. */
const letters = {
  plain: ['--disable-lcd-text', '--font-render-hinting=none'],
  other: ['--enable-lcd-text', '--font-render-hinting=full', '--disable-font-subpixel-positioning'],
} as const;

/** Debian's Chromium. */
export async function launchChromium(drawn: keyof typeof letters = 'plain'): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      ...letters[drawn],
      '--force-color-profile=srgb',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
    ],
  });
}

/** A page with the gallery loaded, and what went wrong in it so far. */
export interface GalleryPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Uncaught errors and messages on the console at level error; a strict content security policy speaks here too. */
  readonly complaints: string[];
}

/** Opens the gallery in a window of its own. */
export async function openGallery(browser: Browser, size: WindowSize): Promise<GalleryPage> {
  const context = await browser.newContext({
    viewport: { width: size.width, height: size.height },
    deviceScaleFactor: size.scale,
    locale: 'en-US',
    timezoneId: 'UTC',
    reducedMotion: 'no-preference',
  });
  await serveSite(context);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(galleryUrl);
  // The page is loaded, so a bundle that ran is there; one that threw has said why.
  const isThere = await page.evaluate(() => 'gallery' in window);
  if (!isThere) throw new Error(`The gallery did not start: ${complaints.join('; ')}`);
  return { page, context, complaints };
}

/** Puts the page into a theme; what the change set in motion has ended. */
export async function setTheme(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({
    colorScheme: theme === 'light' ? 'light' : 'dark',
    forcedColors: theme === 'forced' ? 'active' : 'none',
  });
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) {
        animation.finish();
      }
    }
  });
}

/** The window in a test's hands. */
export interface OpenWindow {
  /** Another window of the same browser is opened from it. */
  readonly browser: () => Browser;
  readonly page: () => Page;
  /** Shows a state in English. */
  readonly show: (name: string, answers?: Answers) => Promise<void>;
  /** Sends a state, as main would. */
  readonly send: (state: LoginState) => Promise<void>;
  /** What was asked of main, without the question for the state. */
  readonly calls: () => Promise<readonly (readonly unknown[])[]>;
  /** What was asked of main that changes something. */
  readonly changes: () => Promise<readonly (readonly unknown[])[]>;
  /** The words of what has the focus. */
  readonly focused: () => Promise<string>;
  /** The name of the field that has the focus. */
  readonly focusedField: () => Promise<string | null>;
  /** Waits until the focus is on what is matched. */
  readonly focusIsOn: (selector: string) => Promise<void>;
  /** Waits until the text is read aloud. */
  readonly announced: (text: string) => Promise<void>;
}

/** Opens the window for all tests of a file. */
export function openWindow(size: WindowSize): OpenWindow {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    await buildSite();
    browser = await launchChromium();
    page = (await openGallery(browser, size)).page;
  });

  afterAll(async () => {
    await browser.close();
  });

  async function calls(): Promise<readonly (readonly unknown[])[]> {
    const all = await page.evaluate(() => window.gallery.calls());
    return all.filter(([verb]) => verb !== 'getState');
  }

  return {
    browser: () => browser,
    page: () => page,
    show: (name, answers = {}) => showState(page, stateNamed(name), { locale: 'en', answers }),
    send: (state) => page.evaluate((next) => window.gallery.send(next), state),
    calls,
    changes: async () =>
      (await calls()).filter(([verb]) => !String(verb).startsWith('get') && verb !== 'fitWindow'),
    focused: () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? ''),
    focusedField: () => page.evaluate(() => document.activeElement?.getAttribute('name') ?? null),
    focusIsOn: async (selector) => {
      await page.waitForFunction(
        (wanted) => document.activeElement?.matches(wanted) === true,
        selector,
      );
    },
    announced: async (text) => {
      await page.waitForFunction(
        (wanted) =>
          document.querySelector('[role=status]')?.textContent?.replace('\u00a0', '') === wanted,
        text,
      );
    },
  };
}

/** The state of that name. */
export function stateNamed(name: string): (typeof allStates)[number] {
  const state = allStates.find((one) => one.name === name);
  if (state === undefined) throw new Error(`No state is called ${name}.`);
  return state;
}

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

import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { galleryUrl, serveSite } from './site.ts';

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
  await page.waitForFunction(() => 'gallery' in window);
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

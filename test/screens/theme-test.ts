import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAxe, violations } from './accessibility.ts';
import {
  type GalleryPage,
  launchChromium,
  openGallery,
  setTheme,
  sizes,
  type Theme,
} from './browser.ts';
import { differenceFromAccepted } from './compare.ts';
import { layoutFaults } from './layout-checks.ts';
import { sizeFor } from './picture-run.ts';
import { showState, takePicture } from './shoot.ts';
import { buildSite } from './site.ts';
import { allStates } from './states/all.ts';

/** Tests every state in one theme; a file for each theme, so that they run side by side. */
export function testTheme(theme: Theme): void {
  let browser: Browser;
  let gallery: GalleryPage;

  beforeAll(async () => {
    await buildSite();
    browser = await launchChromium();
    gallery = await openGallery(browser, sizes.normal);
    await setTheme(gallery.page, theme);
    await loadAxe(gallery.page);
  });

  afterAll(async () => {
    await browser.close();
  });

  test.each(allStates)('$name looks as accepted, cuts nothing and is accessible', async (state) => {
    const { page, complaints } = gallery;
    const { width, height } = sizeFor(state, sizes.normal);
    await page.setViewportSize({ width, height });
    await showState(page, state, { locale: 'en' });
    const picture = await takePicture(page);
    expect(await layoutFaults(page, state.mayScroll === true)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    expect(complaints.splice(0)).toEqual([]);
    // Flows start from hands only: showing a state asks main for nothing but the state.
    if (state.steps === undefined) expect(await askedOfMain(page)).toEqual([]);
    expect(await differenceFromAccepted(theme, state.name, picture)).toBeNull();
  });
}

/** The verbs that the window has called, except the question for the state. */
async function askedOfMain(page: Page): Promise<readonly unknown[]> {
  const calls = await page.evaluate(() => window.gallery.calls());
  return calls.filter(([verb]) => verb !== 'getState');
}

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadAxe, violations } from './accessibility.ts';
import {
  type GalleryPage,
  launchChromium,
  openGallery,
  setTheme,
  sizes,
  themes,
} from './browser.ts';
import { differenceFromAccepted } from './compare.ts';
import { layoutFaults } from './layout-checks.ts';
import { sizeFor } from './picture-run.ts';
import { showState, takePicture } from './shoot.ts';
import { buildSite } from './site.ts';
import { allStates } from './states/all.ts';

let browser: Browser;

beforeAll(async () => {
  await buildSite();
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
});

describe.each(themes)('%s', (theme) => {
  let gallery: GalleryPage;

  beforeAll(async () => {
    gallery = await openGallery(browser, sizes.normal);
    await setTheme(gallery.page, theme);
    await loadAxe(gallery.page);
  });

  afterAll(async () => {
    await gallery.context.close();
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
});

test('names of states are their own', () => {
  const names = allStates.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

/** The verbs that the window has called, except the question for the state. */
async function askedOfMain(page: Page): Promise<readonly unknown[]> {
  const calls = await page.evaluate(() => window.gallery.calls());
  return calls.filter(([verb]) => verb !== 'getState');
}

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { differenceFromAccepted, isPictured } from './accepted-pictures.ts';
import { showState, takeLook } from './images.ts';
import { inspectState, layoutFaults, loadAxe, waitUntilStill } from './layout-checks.ts';
import {
  buildSite,
  type GalleryPage,
  launchChromium,
  openGallery,
  setTheme,
  sizes,
  themes,
} from './open-window.ts';
import { sizeFor } from './picture-run.ts';
import {
  type AreaWords,
  foldWords,
  readAcceptedWords,
  readWords,
  strayWords,
} from './read-words.ts';
import { type Area, areas } from './states/all.ts';

/** What a state may ask for while it is shown: the state, all of a long offer, whether a manager is to be reminded. */
const reads = ['getState', 'getOffer', 'getReviewReminder'];

/** Tests every state of an area: its words, and its looks in every theme and language. */
export function testStates(area: Area): void {
  const states = areas[area];
  let browser: Browser;
  let gallery: GalleryPage;
  let accepted: AreaWords;

  beforeAll(async () => {
    accepted = readAcceptedWords(area);
    await buildSite();
    browser = await launchChromium();
    gallery = await openGallery(browser, sizes.normal);
    await loadAxe(gallery.page);
  });

  afterAll(async () => {
    await browser.close();
  });

  test(`the accepted words of ${area} are those of its states`, () => {
    expect([...accepted.keys()]).toEqual(states.map(({ name }) => name));
  });

  test.each(states)(
    '$name says what was accepted, and in every theme and language nothing is cut, faint or inaccessible',
    async (state) => {
      const { page, complaints } = gallery;
      const { width, height } = sizeFor(state, sizes.normal);
      const mayScroll = state.mayScroll === true;
      await page.setViewportSize({ width, height });
      await setTheme(page, 'light');
      await showState(page, state, { locale: 'en' });
      const words = await readWords(page);
      expect.soft(foldWords(state.name, words, accepted)).toBe(accepted.get(state.name));
      // Flows start from hands only: showing a state asks main for nothing but what is to be shown.
      if (state.steps === undefined) {
        const calls = await page.evaluate(() => window.gallery.calls());
        expect.soft(calls.filter(([verb]) => !reads.includes(String(verb)))).toEqual([]);
      }
      for (const theme of themes) {
        await setTheme(page, theme);
        const axe = theme === 'light' ? 'all' : 'looks';
        const faults = await inspectState(page, theme, { mayScroll, axe });
        expect.soft(faults, theme).toEqual([]);
        if (isPictured(theme, state.name)) {
          const look = await takeLook(page);
          expect.soft(await differenceFromAccepted(theme, state.name, look)).toBeNull();
        }
      }
      for (const locale of state.isLost === true ? [] : (['fr-CA', 'es'] as const)) {
        await page.setViewportSize({ width, height });
        await page.evaluate((to) => window.gallery.translate(to), locale);
        await waitUntilStill(page);
        expect.soft(await strayWords(page, state), locale).toEqual([]);
        expect.soft(await layoutFaults(page, mayScroll), locale).toEqual([]);
        await page.setViewportSize({ width: sizes.narrow.width, height: sizes.narrow.height });
        await waitUntilStill(page);
        expect.soft(await layoutFaults(page, true), `${locale}, narrow`).toEqual([]);
      }
      expect(complaints.splice(0)).toEqual([]);
    },
  );
}

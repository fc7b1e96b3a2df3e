import type { Browser, Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { differenceFromAccepted, pictured, strayPictures } from './accepted-pictures.ts';
import { showState, takeLook } from './images.ts';
import { launchChromium, openGallery, setTheme, sizes, stateNamed } from './open-window.ts';
import { sizeFor } from './picture-run.ts';
import { buildSite } from './site.ts';

let browser: Browser | undefined;

afterEach(async () => {
  await browser?.close();
  browser = undefined;
});

async function open(drawn: 'plain' | 'other', name: string): Promise<Page> {
  await buildSite();
  browser = await launchChromium(drawn);
  const state = stateNamed(name);
  const { page } = await openGallery(browser, sizeFor(state, sizes.normal));
  await setTheme(page, 'light');
  await showState(page, state, { locale: 'en' });
  return page;
}

test('every accepted picture is compared with a state that there is', async () => {
  expect(await strayPictures()).toEqual([]);
  expect(Object.keys(pictured).map((name) => stateNamed(name).name)).toEqual(Object.keys(pictured));
});

test.each(['choosing-3', 'home-others', 'settings'])(
  '%s: letters that another Chromium draws in its way are no difference',
  async (name) => {
    const page = await open('other', name);
    expect(await differenceFromAccepted('light', name, await takeLook(page))).toBeNull();
  },
);

test.each([
  ['a colour', () => document.documentElement.style.setProperty('--accent', '#0a3d91')],
  ['a size', () => document.documentElement.style.setProperty('--control', '48px')],
  [
    'a set of signs',
    () => {
      for (const sign of document.querySelectorAll('main svg')) sign.remove();
    },
  ],
])('%s that changed is a difference', async (_, change) => {
  const page = await open('plain', 'first-run');
  await page.evaluate(change);
  expect(await differenceFromAccepted('light', 'first-run', await takeLook(page))).not.toBeNull();
});

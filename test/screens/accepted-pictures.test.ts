import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterEach, expect, test } from 'vitest';
import { withTempFolder } from '../support/temp-folder.ts';
import {
  acceptPictures,
  differenceFromAccepted,
  pictured,
  readAccepted,
  strayPictures,
} from './accepted-pictures.ts';
import { showState, takeLook } from './images.ts';
import {
  buildSite,
  launchChromium,
  openGallery,
  setTheme,
  sizes,
  stateNamed,
  themes,
} from './open-window.ts';
import { sizeFor } from './picture-run.ts';

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

test('a picture that is accepted changes no other, on its sheet or on another', () =>
  withTempFolder(async (folder) => {
    await cp(join(import.meta.dirname, 'accepted'), folder, { recursive: true });
    const file = join(folder, 'new.png');
    const grey = new PNG({ width: sizes.normal.width, height: sizes.normal.height });
    grey.data.fill(128);
    await writeFile(file, PNG.sync.write(grey));
    const one = {
      state: 'waiting',
      theme: 'dark',
      language: 'en',
      size: sizes.normal,
      file,
    } as const;
    await acceptPictures([one, { ...one, language: 'es', state: 'linking' }], folder);
    for (const theme of themes) {
      const [before, after] = [await readAccepted(theme), await readAccepted(theme, folder)];
      expect([...after.keys()]).toEqual([...before.keys()]);
      const changed = [...before].filter(
        ([state, { data }]) => !after.get(state)?.data.equals(data),
      );
      expect(changed.map(([state]) => state)).toEqual(theme === 'dark' ? ['waiting'] : []);
    }
  }));

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

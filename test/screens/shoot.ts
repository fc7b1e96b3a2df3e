import type { Page } from 'playwright-core';
import type { ShowOptions } from './gallery.tsx';
import type { Box } from './images.ts';
import type { ScreenState } from './states/screen-state.ts';

/** Shows a state and does what a hand does in it. */
export async function showState(
  page: Page,
  state: ScreenState,
  options: ShowOptions,
): Promise<void> {
  await page.mouse.move(0, 0);
  // A key was the last thing used, so that the focus shows in every picture, whatever came before.
  await page.keyboard.press('Tab');
  await page.evaluate(([name, how]) => window.gallery.show(name, how), [
    state.name,
    options,
  ] as const);
  await state.steps?.(page);
  await page.mouse.move(0, 0);
  // Reaching for something may have scrolled the page; every picture starts at the top.
  await page.evaluate(() => {
    window.scrollTo(0, 0);
    return new Promise((resolve) =>
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(null))),
    );
  });
}

/** No picture is higher; a page of ten thousand rows would not fit into one. */
const highestPx = 6_000;

/** The picture of what is shown, without motion and without a caret. */
export async function takePicture(page: Page, fullPage = false): Promise<Buffer> {
  const options = { animations: 'disabled', caret: 'hide', fullPage } as const;
  if (!fullPage) return page.screenshot(options);
  const { width, height } = await page.evaluate(() => ({
    width: document.documentElement.clientWidth,
    height: document.documentElement.scrollHeight,
  }));
  if (height <= highestPx) return page.screenshot(options);
  return page.screenshot({ ...options, clip: { x: 0, y: 0, width, height: highestPx } });
}

/** How a state looks: its picture, and where in it texts are, with a little room around them. */
export interface Look {
  readonly picture: Buffer;
  readonly texts: readonly Box[];
}

/** Takes a picture and notes where the texts are. */
export async function takeLook(page: Page): Promise<Look> {
  const texts = await page.evaluate(() => {
    const roomPx = 6;
    const rects: DOMRect[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(node);
      rects.push(...range.getClientRects());
    }
    for (const field of document.querySelectorAll('input:not([type=checkbox]), select')) {
      rects.push(field.getBoundingClientRect());
    }
    return rects.map(({ left, top, right, bottom }) => ({
      left: left - roomPx,
      top,
      right: right + roomPx,
      bottom,
    }));
  });
  return { picture: await takePicture(page), texts };
}

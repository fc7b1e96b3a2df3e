import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import type { ShowOptions } from './gallery.tsx';
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

/** Pixels, four bytes each: red, green, blue, alpha. */
export interface Image {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Reads a PNG. */
export function readPng(png: Buffer): PNG {
  return PNG.sync.read(png);
}

/** An image at one `factor`-th of its size: each pixel is the mean of a square of them. */
export function shrink({ width, height, data }: Image, factor: number): PNG {
  const small = new PNG({
    width: Math.floor(width / factor),
    height: Math.floor(height / factor),
  });
  for (let y = 0; y < small.height; y += 1) {
    for (let x = 0; x < small.width; x += 1) {
      for (let part = 0; part < 4; part += 1) {
        let sum = 0;
        for (let row = 0; row < factor; row += 1) {
          for (let column = 0; column < factor; column += 1) {
            sum += data[((y * factor + row) * width + x * factor + column) * 4 + part] ?? 0;
          }
        }
        small.data[(y * small.width + x) * 4 + part] = Math.round(sum / factor ** 2);
      }
    }
  }
  return small;
}

/** A part of a picture, in pixels. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A copy of an image with boxes left out; an image at one `factor`-th of the size in which the boxes are given. */
export function blank(image: Image, boxes: readonly Box[], factor: number): Image {
  const { width, height } = image;
  const data = Uint8Array.from(image.data);
  for (const { left, top, right, bottom } of boxes) {
    const from = Math.max(0, Math.floor(left / factor));
    const to = Math.min(width, Math.ceil(right / factor));
    const last = Math.min(height, Math.ceil(bottom / factor));
    for (let y = Math.max(0, Math.floor(top / factor)); y < last; y += 1) {
      if (to > from) data.fill(128, (y * width + from) * 4, (y * width + to) * 4);
    }
  }
  return { width, height, data };
}

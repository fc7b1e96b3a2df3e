import { crc32, deflateSync } from 'node:zlib';
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
export function readPng(png: Buffer): Image {
  return PNG.sync.read(png);
}

/** An image at one `factor`-th of its size: each pixel is the mean of a square of them. */
export function shrink({ width, height, data }: Image, factor: number): Image {
  const small = { width: Math.floor(width / factor), height: Math.floor(height / factor) };
  const pixels = new Uint8Array(small.width * small.height * 4);
  for (let y = 0; y < small.height; y += 1) {
    for (let x = 0; x < small.width; x += 1) {
      for (let part = 0; part < 4; part += 1) {
        let sum = 0;
        for (let row = 0; row < factor; row += 1) {
          for (let column = 0; column < factor; column += 1) {
            sum += data[((y * factor + row) * width + x * factor + column) * 4 + part] ?? 0;
          }
        }
        pixels[(y * small.width + x) * 4 + part] = Math.round(sum / factor ** 2);
      }
    }
  }
  return { ...small, data: pixels };
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

/** The most frequent colours, and then those that are furthest from all before them: a small mark keeps its own. */
const frequentCount = 96;
const colourCount = 192;

/** A PNG of few colours: far smaller, and for a flat interface nearly the same to the eye. */
export function toIndexedPng({ width, height, data }: Image): Buffer {
  const colours = chooseColours(data);
  const indexes = nearestIndexes(colours);
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows[y * (width + 1) + 1 + x] = indexes(colourAt(data, (y * width + x) * 4));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const palette = Buffer.from(colours.flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255]));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function colourAt(data: Uint8Array, at: number): number {
  return ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
}

function chooseColours(data: Uint8Array): readonly number[] {
  const counts = new Map<number, number>();
  for (let at = 0; at < data.length; at += 4) {
    const colour = colourAt(data, at);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const all = [...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour);
  const chosen = all.slice(0, frequentCount);
  const others = all.slice(frequentCount);
  const gaps = others.map((colour) => Math.min(...chosen.map((one) => distance(one, colour))));
  while (chosen.length < Math.min(colourCount, all.length)) {
    const furthest = others[gaps.indexOf(Math.max(...gaps))] ?? 0;
    chosen.push(furthest);
    for (const [index, colour] of others.entries()) {
      gaps[index] = Math.min(gaps[index] ?? 0, distance(furthest, colour));
    }
  }
  return chosen;
}

function nearestIndexes(colours: readonly number[]): (colour: number) => number {
  const known = new Map(colours.map((colour, index) => [colour, index]));
  return (colour) => {
    const found = known.get(colour);
    if (found !== undefined) return found;
    let best = 0;
    for (let index = 1; index < colours.length; index += 1) {
      if (distance(colours[index] ?? 0, colour) < distance(colours[best] ?? 0, colour))
        best = index;
    }
    known.set(colour, best);
    return best;
  };
}

function distance(a: number, b: number): number {
  const red = (a >> 16) - (b >> 16);
  const green = ((a >> 8) & 255) - ((b >> 8) & 255);
  const blue = (a & 255) - (b & 255);
  return red * red + green * green + blue * blue;
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

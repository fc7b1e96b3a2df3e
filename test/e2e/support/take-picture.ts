import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { projectRoot } from '../../../scripts/common/run-captured.ts';

/** Where the pictures of the documentation are. */
export const picturesFolder = join(projectRoot, 'docs', 'pictures');
const mostBytes = 60_000;

/** They are part of the documentation, so that only somebody who means to makes them anew. */
export const takesPictures = process.env.SONAR_LOGIN_PICTURES === '1';

/** Takes a picture of a page, or of a part of it, as it is, small enough to be looked at on a slow line. */
export async function takePicture(
  page: Page,
  name: string,
  part: Page | Locator = page,
): Promise<void> {
  await mkdir(picturesFolder, { recursive: true });
  // What moves has come to rest.
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished)));
  const picture = await part.screenshot({ scale: 'css', caret: 'hide' });
  expect(picture.byteLength, name).toBeLessThan(mostBytes);
  await writeFile(join(picturesFolder, `${name}.png`), picture);
}

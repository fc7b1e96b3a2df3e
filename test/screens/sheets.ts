import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Picture } from './picture-run.ts';

const columns = 12;
const pictureWidthPx = 200;

/** Puts pictures of one window size on sheets, one for each language and theme, and writes them as `size-language-theme.png`. */
export async function makeSheets(
  browser: Browser,
  pictures: readonly Picture[],
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const groups = Map.groupBy(
    pictures,
    ({ size, language, theme }) => `${size.name}-${language}-${theme}`,
  );
  for (const [name, group] of groups) {
    await writeFile(join(folder, `${name}.png`), await contactSheet(browser, name, group));
  }
}

/** The pictures side by side on one, each under its state's name. */
async function contactSheet(
  browser: Browser,
  title: string,
  pictures: readonly Picture[],
): Promise<Buffer> {
  const figures = await Promise.all(
    pictures.map(async ({ state, file }) => {
      const data = (await readFile(file)).toString('base64');
      return `<figure><figcaption>${state}</figcaption><img alt="" src="data:image/png;base64,${data}"></figure>`;
    }),
  );
  const page = await browser.newPage({
    viewport: { width: columns * (pictureWidthPx + 16) + 16, height: 600 },
  });
  try {
    await page.setContent(`<!doctype html><style>
      body { margin: 8px; background: #c9ced3; font: 11px/16px sans-serif; color: #222 }
      h1 { margin: 8px; font-size: 16px }
      main { display: grid; grid-template-columns: repeat(${columns}, ${pictureWidthPx}px); gap: 16px; padding: 8px; align-items: start }
      figure { margin: 0 } figcaption { overflow: hidden; white-space: nowrap }
      img { display: block; width: 100%; outline: 1px solid #8a929a }
    </style><h1>${title}</h1><main>${figures.join('')}</main>`);
    return await page.screenshot({ fullPage: true });
  } finally {
    await page.close();
  }
}

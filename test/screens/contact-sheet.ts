import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';

/** One picture on a sheet. */
export interface SheetPicture {
  readonly name: string;
  readonly file: string;
}

/** Puts pictures side by side on one, each under its name, `width` pixels wide. */
export async function contactSheet(
  browser: Browser,
  title: string,
  pictures: readonly SheetPicture[],
  options: { readonly columns: number; readonly width: number },
): Promise<Buffer> {
  const figures = await Promise.all(
    pictures.map(async ({ name, file }) => {
      const data = (await readFile(file)).toString('base64');
      return `<figure><figcaption>${name}</figcaption><img alt="" src="data:image/png;base64,${data}"></figure>`;
    }),
  );
  const page = await browser.newPage({
    viewport: { width: options.columns * (options.width + 16) + 16, height: 600 },
  });
  try {
    await page.setContent(`<!doctype html><style>
      body { margin: 8px; background: #c9ced3; font: 11px/16px sans-serif; color: #222 }
      h1 { margin: 8px; font-size: 16px }
      main { display: grid; grid-template-columns: repeat(${options.columns}, ${options.width}px); gap: 16px; padding: 8px; align-items: start }
      figure { margin: 0 } figcaption { overflow: hidden; white-space: nowrap }
      img { display: block; width: 100%; outline: 1px solid #8a929a }
    </style><h1>${title}</h1><main>${figures.join('')}</main>`);
    return await page.screenshot({ fullPage: true });
  } finally {
    await page.close();
  }
}

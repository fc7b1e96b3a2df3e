/**
 * Makes the pictures of every state and says what is wrong with them: `node test/screens/index.ts [options]`.
 *
 *   --only WORD       states whose name has the word (may be repeated; all)
 *   --theme NAME      light, dark or forced (may be repeated; all)
 *   --locale NAME     en, fr-CA, es, pseudo or rtl (may be repeated; en, fr-CA, es)
 *   --size NAME       normal, wide, narrow or zoomed (may be repeated; normal, narrow and zoomed)
 *   --out FOLDER      where the pictures go (.cache/screens/pictures)
 *   --no-axe          without the accessibility check, which takes half of the time
 *   --accept          takes what the normal window says and how it looks in English as accepted; with --only these states alone
 *   --sheets FOLDER   where they are put side by side on contact sheets (.cache/screens/sheets)
 *
 * Ends with code 1 when anything is wrong.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { acceptPictures } from './accepted-pictures.ts';
import { buildSite, launchChromium, sizes, type Theme, themes } from './open-window.ts';
import { type Language, type Picture, pictureRun } from './picture-run.ts';
import { acceptWords } from './read-words.ts';
import { allStates } from './states/all.ts';

const columns = 12;
const pictureWidthPx = 200;

/** Puts pictures of one window size on sheets, one for each language and theme, and writes them as `size-language-theme.png`. */
async function makeSheets(
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

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    theme: { type: 'string', multiple: true, default: [...themes] },
    locale: { type: 'string', multiple: true, default: ['en', 'fr-CA', 'es'] },
    size: { type: 'string', multiple: true, default: ['normal', 'narrow', 'zoomed'] },
    out: { type: 'string', default: '.cache/screens/pictures' },
    axe: { type: 'boolean', default: true },
    accept: { type: 'boolean', default: false },
    sheets: { type: 'string', default: '.cache/screens/sheets' },
  },
  allowNegative: true,
});

const states = allStates.filter(
  ({ name }) => values.only.length === 0 || values.only.some((word) => name.includes(word)),
);
await buildSite();
const browser = await launchChromium();
let faults = 0;
let pictures = 0;
try {
  for (const name of values.size) {
    const run = await pictureRun(browser, {
      states,
      size: sizes[name as keyof typeof sizes],
      themes: values.theme as Theme[],
      languages: values.locale as Language[],
      axe: values.axe,
      out: values.out,
      onFault: (text) => console.log(text),
    });
    faults += run.faults;
    pictures += run.pictures.length;
    await makeSheets(browser, run.pictures, values.sheets);
    if (values.accept) {
      await acceptWords(run.words);
      await acceptPictures(run.pictures);
    }
  }
} finally {
  await browser.close();
}
console.log(`${states.length} states, ${pictures} pictures in ${values.out}, ${faults} faults.`);
process.exitCode = faults === 0 ? 0 : 1;

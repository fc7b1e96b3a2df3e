import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { contactSheet } from './contact-sheet.ts';
import { toIndexedPng } from './indexed-png.ts';
import type { Picture } from './picture-run.ts';

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
    const sheet = await contactSheet(
      browser,
      name,
      group.map(({ state, file }) => ({ name: state, file })),
      { columns: 12, width: 200 },
    );
    await writeFile(join(folder, `${name}.png`), toIndexedPng(sheet));
  }
}

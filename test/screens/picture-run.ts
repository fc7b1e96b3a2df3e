import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Locale } from '../../preload/contract/state.ts';
import type { ShowOptions } from './gallery.tsx';
import { showState, takePicture } from './images.ts';
import { inspectState, loadAxe } from './layout-checks.ts';
import { openGallery, setTheme, sizes, type Theme, type WindowSize } from './open-window.ts';
import { readWords } from './read-words.ts';
import type { ScreenState } from './states/screen-state.ts';

/** A language, lengthened English, or English from right to left. */
export type Language = Locale | 'pseudo' | 'rtl';

/** One picture that was made. */
export interface Picture {
  readonly state: string;
  readonly theme: Theme;
  readonly language: Language;
  readonly size: WindowSize;
  readonly file: string;
}

interface RunOptions {
  readonly states: readonly ScreenState[];
  readonly size: WindowSize;
  readonly themes: readonly Theme[];
  readonly languages: readonly Language[];
  readonly axe: boolean;
  readonly out: string;
  readonly onFault: (text: string) => void;
}

/** What came of a run: the pictures, and what the states say in English. */
export interface PictureRun {
  readonly pictures: readonly Picture[];
  readonly words: ReadonlyMap<string, string>;
  readonly faults: number;
}

/** How the gallery shows a language. */
function showOptions(language: Language): ShowOptions {
  if (language === 'pseudo') return { locale: 'en', pseudo: true };
  if (language === 'rtl') return { locale: 'en', direction: 'rtl' };
  return { locale: language };
}

/** The window a state is made for: pages about the account have a wide one. */
export function sizeFor(state: ScreenState, size: WindowSize): WindowSize {
  return state.wide === true && size.name === 'normal' ? sizes.wide : size;
}

/** Makes the pictures of one window size in the given themes and languages. */
export async function pictureRun(browser: Browser, options: RunOptions): Promise<PictureRun> {
  const { size, out, onFault } = options;
  const { page, context, complaints } = await openGallery(browser, size);
  const pictures: Picture[] = [];
  const words = new Map<string, string>();
  let faults = 0;
  if (options.axe) await loadAxe(page);
  for (const language of options.languages) {
    const folders = options.themes.map((theme) => join(out, `${size.name}-${language}-${theme}`));
    await Promise.all(folders.map((folder) => mkdir(folder, { recursive: true })));
    for (const state of options.states) {
      const { width, height } = sizeFor(state, size);
      await page.setViewportSize({ width, height });
      await setTheme(page, 'light');
      await showState(page, state, showOptions(language));
      if (language === 'en' && size === sizes.normal) words.set(state.name, await readWords(page));
      for (const theme of options.themes) {
        await setTheme(page, theme);
        const file = join(out, `${size.name}-${language}-${theme}`, `${state.name}.png`);
        await writeFile(file, await takePicture(page, size !== sizes.normal));
        pictures.push({ state: state.name, theme, language, size, file });
        const mayScroll =
          state.mayScroll === true || size !== sizes.normal || language === 'pseudo';
        const found = [
          ...(await inspectState(page, theme, { mayScroll, axe: options.axe ? 'all' : 'none' })),
          ...complaints.splice(0),
        ];
        faults += found.length;
        for (const text of found)
          onFault(`${size.name} ${language} ${theme} ${state.name}: ${text}`);
      }
    }
  }
  await context.close();
  return { pictures, words, faults };
}

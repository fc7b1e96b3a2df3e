import { type BrowserWindow, dialog } from 'electron';
import type { Locale } from '../../preload/contract.ts';
import { giveUpWords } from './give-up-words.ts';

/** The exit code of an app whose page was lost too often (`EX_SOFTWARE`). */
export const pageLostExitCode = 70;

/**
 * Says that the app has to end, on stderr and in a box over the window; ends when the person has put it away. The box
 * does not stop the app: what is being stored meanwhile is stored.
 */
export async function sayPageLost(window: BrowserWindow, locale: Locale): Promise<void> {
  console.error('Sonar ends: its window stopped working four times within a minute.');
  const { title, detail, close } = giveUpWords[locale];
  await dialog.showMessageBox(window, {
    type: 'error',
    title: 'Sonar',
    message: title,
    detail,
    buttons: [close],
  });
}

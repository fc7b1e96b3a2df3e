import { basename, join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import { writePrivateFile } from './write-private-file.ts';

/** Asks where to save a text and saves it; the path, or null when the person changed their mind. */
export async function saveFile(
  window: BrowserWindow | null,
  suggestedName: string,
  text: string,
): Promise<string | null> {
  const options = { defaultPath: join(app.getPath('downloads'), basename(suggestedName)) };
  const { canceled, filePath } = window
    ? await dialog.showSaveDialog(window, options)
    : await dialog.showSaveDialog(options);
  if (canceled || filePath === '') return null;
  // Who can open which account: for this person's eyes.
  await writePrivateFile(filePath, text);
  return filePath;
}

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser'];

/** The absolute path of the first Chromium or Chrome on the PATH; throws one clear line where there is none. */
export function chromiumProgram(): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  for (const name of names) {
    for (const folder of folders) {
      const program = join(folder, name);
      if (isProgram(program)) return program;
    }
  }
  throw new Error(`None of ${names.join(', ')} is on the PATH.`);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

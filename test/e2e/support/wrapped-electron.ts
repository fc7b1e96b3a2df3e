import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppCommand } from '../../../scripts/electron/electron-here.ts';

/** Writes a program that starts Electron by `words`, and answers the command with it instead of Electron. */
export async function wrapElectron(
  { command, args }: AppCommand,
  folder: string,
  words: readonly string[],
): Promise<AppCommand> {
  const program = join(folder, 'electron');
  const quoted = [...words, command].map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  // Each step becomes the next: the process that is started is the app.
  await writeFile(program, `#!/bin/sh\nexec ${quoted.join(' ')} "$@"\n`, { mode: 0o755 });
  return { command: program, args };
}

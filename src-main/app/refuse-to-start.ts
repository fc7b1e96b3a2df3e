import { app, dialog } from 'electron';
import { locales } from '../../preload/contract.ts';
import { chooseLocale } from './choose-locale.ts';
import { readCommand } from './command-line.ts';
import { refusalWords } from './refusal-words.ts';
import { refusedSwitchesOf } from './refused-switches.ts';

/** Why a start ends without a window; exit codes as in sysexits.h. */
const exitCodes = {
  /** A setting of the environment, of the command line or of the configuration that cannot be used (`EX_CONFIG`). */
  configuration: 78,
  /** No folder takes the lock and Electron's own files (`EX_CANTCREAT`). */
  'no-folder': 73,
  /** A part of the program is missing (`EX_SOFTWARE`). */
  damaged: 70,
  unexpected: 70,
} as const;

export type StartRefusal = keyof typeof exitCodes;

/** A box on a screen that nobody looks at must not keep a start from ending. */
const boxStaysMs = 10 * 60_000;

let isRefused = false;

/**
 * Ends a start that leads to no window: one line on stderr, a code that is not 0, and before it ends a message box in
 * the system's language for whoever opened an installed app by hand. A run in development and a question on the command
 * line have a terminal that shows the line; a start without a screen does not come so far that it could show a box.
 */
export function refuseToStart(why: StartRefusal, cause: string): void {
  if (isRefused) return;
  isRefused = true;
  console.error(`Sonar cannot start: ${cause}`);
  const end = () => app.exit(exitCodes[why]);
  if (!app.isPackaged || readCommand(process.argv) !== null) end();
  else void showBox(why, cause).finally(end);
}

async function showBox(why: StartRefusal, cause: string): Promise<void> {
  // Nobody may come in by what was refused while the box is read.
  for (const name of refusedSwitchesOf(process.argv)) app.commandLine.removeSwitch(name);
  await app.whenReady();
  const words = refusalWords[chooseLocale(null, app.getPreferredSystemLanguages(), locales)];
  await dialog.showMessageBox({
    type: 'error',
    title: words.title,
    message: words.title,
    // A stack is for the terminal.
    detail: `${words[why]}\n\n${cause.split('\n', 1)[0]}`,
    buttons: [words.close],
    signal: AbortSignal.timeout(boxStaysMs),
  });
}

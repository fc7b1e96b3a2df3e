import { app, type BrowserWindow, dialog, type MessageBoxOptions } from 'electron';
import { type Locale, locales } from '../../preload/contract/state.ts';
import { chooseLocale } from '../common/choose-locale.ts';
import { type Printed, readCommand } from '../start/command-line.ts';
import { describeFault } from '../start/note-faults.ts';
import { type Ending, endingWords, exitCodes } from './endings.ts';

/** A box on a screen that nobody looks at must not keep the app from ending. */
const boxStaysMs = 10 * 60_000;

/** What the person sees of a running app. */
interface ShownApp {
  /** The window that a box is put over; null: none that can be seen, but there was one. */
  readonly window: BrowserWindow | null;
  readonly locale: Locale;
}

let ending: Ending | null = null;
let leave = (exitCode: number): void => app.exit(exitCode);
let findShown = (): ShownApp | null => null;

/** The code that the app ends with if it ends now, for whatever cause. */
export function currentExitCode(): number {
  return ending === null ? 0 : exitCodes[ending];
}

/**
 * From now on the app ends by `app.quit`: things are arranged for `before-quit`, and they end the app with
 * `currentExitCode`. `find` answers null until a window was shown.
 */
export function endByQuitting(find: () => ShownApp | null): void {
  findShown = find;
  leave = () => app.quit();
}

/**
 * Ends the app for a cause of its own, the first that there is: one line on stderr, its exit code, and before it ends a
 * message box for somebody who looks at the screen. That is where a window was shown, in the language of the window; and
 * where an installed app was opened by hand and leads to none, in the system's. A run in development and a question on
 * the command line have a terminal that shows the line; a start without a screen does not come so far that it could
 * show a box. The box does not stop the app: what is being stored meanwhile is stored.
 */
export function endApp(why: Ending, cause: string): void {
  if (ending !== null) return;
  // At once: the person may close the window before the box.
  ending = why;
  const shown = findShown();
  console.error(shown === null ? `Sonar cannot start: ${cause}` : `Sonar ends: ${cause}`);
  const hasTerminal = shown === null && (!app.isPackaged || readCommand(process.argv) !== null);
  const told = hasTerminal ? Promise.resolve() : showBox(why, cause, shown);
  // Nobody can be told twice: the line on stderr is there.
  void told.catch(() => {}).finally(() => leave(exitCodes[why]));
}

/** Ends the app for a fault that no code has caught. */
export function endForFault(error: unknown): void {
  endApp('unexpected', describeFault(error, { isPackaged: app.isPackaged }));
}

async function showBox(why: Ending, cause: string, shown: ShownApp | null): Promise<void> {
  await app.whenReady();
  const locale = shown?.locale ?? chooseLocale(null, app.getPreferredSystemLanguages(), locales);
  const words = endingWords[locale];
  const title = words[shown === null ? 'cannot-start' : 'has-to-close'];
  const box: MessageBoxOptions = {
    type: 'error',
    // Over a window as it is called; alone it is known by its title.
    title: shown?.window ? 'Sonar' : title,
    message: title,
    // The cause is what an administrator asks for; with a window that stopped working there is none to tell.
    detail: why === 'page-lost' ? words[why] : `${words[why]}\n\n${cause}`,
    buttons: [words.close],
    signal: AbortSignal.timeout(boxStaysMs),
  };
  await (shown?.window ? dialog.showMessageBox(shown.window, box) : dialog.showMessageBox(box));
}

/** Prints what was asked on the command line and ends the app. */
export function printAndExit({ text, exitCode }: Printed): void {
  // Waits for the pipe, because half a report is none. A reader that has closed it wants no more.
  const end = () => app.exit(exitCode);
  process.stdout.once('error', end);
  process.stdout.write(text, end);
}

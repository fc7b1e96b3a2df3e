import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, type IpcMainInvokeEvent, ipcMain, type Session } from 'electron';
import { channelPrefix, verbs } from '../../preload/contract/verbs.ts';
import { SetupError } from '../errors/login-error.ts';
import { isHiddenStart } from './autostart.ts';
import { createRendererFiles, isScript } from './renderer-files.ts';
import { keepSchemeSecure } from './scheme.ts';
import { createWindow, loadStartPage, type MadeWindow } from './window.ts';
import { createWindowSession, keepToOnePage } from './window-rules.ts';

/** Absolute path of the folder with `main/`, `preload/` and `renderer/`: this code runs out of the first. */
export const bundles = join(import.meta.dirname, '..');

const preload = join(bundles, 'preload', 'index.cjs');
const renderer = join(bundles, 'renderer');

/** A window whose page loads, kept to its rules from the first moment on. */
export interface LoadingWindow extends MadeWindow {
  /** Ends when the page has loaded; rejects when it could not, or its process has died by then. */
  loaded(): Promise<void>;
  /** Ends with the fault when the preload cannot be loaded: the page is of no use then. */
  readonly preloadFault: Promise<Error>;
}

/** Answers a call from a page. */
type Answer = (call: IpcMainInvokeEvent, ...args: readonly unknown[]) => unknown;

/** Where the answers to the page's calls are registered; calls that came before have waited for them. */
export interface Doorway {
  handle(channel: string, answer: Answer): void;
  removeHandler(channel: string): void;
}

/**
 * What is there of the window before the rest of the app is loaded: the window takes as long to come up as the rest does,
 * so that the one does not wait for the other. The page shows nothing before it knows the state, and its question for it
 * waits until somebody answers.
 */
export interface Shell {
  /**
   * Ends when the page has its script, or at once where none opens yet. Until then its process starts, and then waits for
   * this one; afterwards it has something to do for itself.
   */
  readonly scriptServed: Promise<unknown>;
  /** From the first call on the page's calls are taken. */
  openDoorway(): Doorway;
  /** The window that opened at once, or another one; Electron must be ready. */
  takeWindow(): LoadingWindow;
}

/** Throws a `SetupError` `damaged` when there can be no window: it would stay hidden for ever, or be of no use. */
export function requireWindowFiles(): void {
  for (const file of [preload, join(renderer, 'index.html')]) {
    if (!existsSync(file)) throw new SetupError('damaged', 'sonar-login', `${file} is missing.`);
  }
}

/** Makes the shell. `isWindowWanted`: the app is about to show its window, unless the system has started it hidden. */
export function createShell(isWindowWanted: boolean): Shell {
  const serve = createRendererFiles(renderer);
  const script = Promise.withResolvers<void>();
  let session: Session | null = null;
  let doorway: Doorway | null = null;
  let first: LoadingWindow | null = null;

  // A start that fails before anything is shown leaves the app as it was.
  function openDoorway(): Doorway {
    doorway ??= createDoorway();
    return doorway;
  }

  function open(): LoadingWindow {
    keepSchemeSecure();
    session ??= createWindowSession(async (request) => {
      const answer = await serve(request);
      // Electron has it before whoever waits goes on.
      if (isScript(answer)) setImmediate(script.resolve);
      return answer;
    });
    const made = createWindow({ session, preload });
    const { webContents } = made.window;
    keepToOnePage(webContents);
    const preloadFault = new Promise<Error>((resolve) =>
      webContents.once('preload-error', (_event, _path, error) => resolve(error)),
    );
    return { ...made, preloadFault, loaded: loadUnlessItDies(made.window) };
  }

  async function openAtOnce(): Promise<void> {
    openDoorway();
    await app.whenReady();
    first = open();
    // A page that cannot be loaded is told of later.
    first.loaded().then(script.resolve, script.resolve);
  }

  const { platform, argv } = process;
  const opensAtOnce = isWindowWanted && !isHiddenStart({ platform, app, argv });
  const opened = opensAtOnce ? openAtOnce() : null;
  return {
    scriptServed: Promise.all([opened, opened && script.promise]),
    openDoorway,
    takeWindow() {
      const taken = first ?? open();
      first = null;
      return taken;
    },
  };
}

/** Loads the page; answers what tells of it, whenever that is asked for. */
function loadUnlessItDies(window: BrowserWindow): () => Promise<void> {
  const died = new Promise<never>((_resolve, reject) =>
    window.webContents.once('render-process-gone', () =>
      reject(new Error('The process of the page is gone.')),
    ),
  );
  const loaded = loadStartPage(window);
  // Nobody may look at them before they fail; who looks later sees it all the same.
  for (const end of [loaded, died]) end.catch(() => {});
  // In this order: a page that had loaded before its process died is gone, too.
  return () => Promise.race([died, loaded]);
}

/** Takes the calls of the page from now on, and holds each until there is an answer for it. */
function createDoorway(): Doorway {
  const answers = new Map<string, PromiseWithResolvers<Answer>>();
  for (const verb of verbs) {
    const channel = `${channelPrefix}${verb}`;
    const answer = Promise.withResolvers<Answer>();
    answers.set(channel, answer);
    ipcMain.handle(channel, async (call, ...args) => (await answer.promise)(call, ...args));
  }
  return {
    handle: (channel, answer) => answers.get(channel)?.resolve(answer),
    removeHandler: (channel) => ipcMain.removeHandler(channel),
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync } from 'node:fs';
import type { OpenBrowser } from '../oauth/open-browser.ts';
import type { Environment } from '../start/own-environment.ts';
import {
  findLinuxPrivateCommand,
  type PrivateCommand,
  privateCommandOf,
} from './private-browser.ts';
import { createActivationTokenSource, type TakeActivationToken } from './wayland.ts';

/** Shows an address in the person's browser; `isPrivate`: in a private window, where the browser is known to have one. */
export type ShowInBrowser = (url: string, isPrivate: boolean) => Promise<void>;

/**
 * How this system shows an address in the person's browser. It rejects when the system is known to have shown nothing,
 * and checks nothing about the address. `environment`: the person's own; `openExternal`: Electron's way; `findBrowser`:
 * the program that the system opens addresses with, which Linux is asked for in another way.
 */
export function createBrowser(
  platform: NodeJS.Platform,
  environment: Environment,
  openExternal: OpenBrowser,
  findBrowser: () => Promise<string>,
): ShowInBrowser {
  if (platform === 'linux') {
    return createLinuxBrowser(environment, createActivationTokenSource(environment, openExternal));
  }
  return async (url, isPrivate) => {
    if (isPrivate && (platform === 'win32' || platform === 'darwin')) {
      const path = await findBrowser().catch(() => '');
      const command = privateCommandOf(platform, path, url);
      if (command !== null && (await startProgram(command))) return;
    }
    await openExternal(url);
  };
}

/** Starts it for itself; whether that could be done. */
async function startProgram({ program, args }: PrivateCommand): Promise<boolean> {
  const child = spawn(program, args, { detached: true, stdio: 'ignore' });
  child.unref();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  child.once('spawn', () => resolve(true));
  child.once('error', () => resolve(false));
  return promise;
}

/** An `xdg-open` that found no browser has said so by then; one that has become the browser itself runs on. */
const settledAfterMs = 5_000;

/**
 * Opens addresses by `xdg-open`, started here and not by `shell.openExternal`, which never looks at how it ends.
 * Rejects when it cannot be started, and when it ends within seconds with a code that is not 0 or by a signal. Code 0
 * and none at all prove nothing, but are no failure. `environment`: the person's own, where `xdg-open` is looked for too.
 */
export function createLinuxBrowser(
  environment: Environment,
  takeActivationToken: TakeActivationToken,
  settledMs = settledAfterMs,
): ShowInBrowser {
  return async (url, isPrivate) => {
    const taken = await takeActivationToken(url);
    if (taken.kind === 'opened') return;
    // `man mailcap`: there is no terminal, should it come to a program that wants one.
    const env: NodeJS.ProcessEnv = { ...environment, MM_NOTTTY: '1' };
    if (taken.token !== '') env.XDG_ACTIVATION_TOKEN = taken.token;
    const command = isPrivate ? await findLinuxPrivateCommand(environment, url) : null;
    try {
      if (command !== null) return await runOpener(command, env, settledMs);
    } catch {
      // A browser in an ordinary window is better than none.
    }
    await runOpener({ program: 'xdg-open', args: [url] }, env, settledMs);
  };
}

async function runOpener(
  { program, args }: PrivateCommand,
  env: NodeJS.ProcessEnv,
  settledMs: number,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  // In this order: the list has the descriptor by which it was read, and the next one opened takes that place.
  const open = readdirSync('/proc/self/fd').map(Number);
  const nowhere = openSync('/dev/null', 'r+');
  const stdio = coverOpen(open, nowhere);
  let child: ChildProcess;
  try {
    // Its own session (`detached`): the browser that it may become outlives the app and the terminal it was started from.
    child = spawn(program, args, { env, detached: true, stdio });
  } finally {
    closeSync(nowhere);
  }
  // The errors of `spawn` carry the address.
  child.once('error', (error: NodeJS.ErrnoException) =>
    reject(new Error(`${program} cannot be started: ${error.code ?? 'unknown'}`)),
  );
  child.once('exit', (code, signal) => {
    if (code === 0) resolve();
    else reject(new Error(`${program} ended with ${signal ?? code}`));
  });
  child.unref();
  const timer = setTimeout(resolve, settledMs);
  try {
    await promise;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * `nowhere` in every place where this process has a descriptor open. Chromium leaves many of its own to whatever is
 * started, a listening socket among them; a browser would hold them for as long as it runs. Free places stay free: Node
 * itself needs one while it starts the program.
 */
function coverOpen(open: readonly number[], nowhere: number): (number | 'ignore')[] {
  const taken = new Set([0, 1, 2, ...open]);
  return Array.from({ length: Math.max(...taken) + 1 }, (_, place) =>
    taken.has(place) ? nowhere : 'ignore',
  );
}

import { constants, existsSync } from 'node:fs';
import { access, mkdtemp, readFile, rm, watch, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenBrowser } from '../oauth/open-browser.ts';
import type { Environment } from '../start/own-environment.ts';

/**
 * Whether the window may be one of Wayland's. Electron chooses by the session since 38 and by a switch before; on X in a
 * Wayland session this says yes too, which costs no more than what each of its users says.
 */
export function mayBeWayland(environment: Environment, argv: readonly string[]): boolean {
  if (process.platform !== 'linux') return false;
  const { WAYLAND_DISPLAY, XDG_SESSION_TYPE } = environment;
  if (WAYLAND_DISPLAY || XDG_SESSION_TYPE === 'wayland') return true;
  return argv.includes('--ozone-platform=wayland');
}

/** The token, empty where there is none; or the system has opened the address itself. */
type TakenToken = { readonly kind: 'token'; readonly token: string } | { readonly kind: 'opened' };

/** Takes a token with which the program that shows `url` may come to the front. */
export type TakeActivationToken = (url: string) => Promise<TakenToken>;

const noToken: TakenToken = { kind: 'token', token: '' };
/**
 * How long the catcher is waited for once Electron has started it. A shell takes milliseconds, on a machine that stands
 * still for a moment seconds; with the wait for `xdg-open` it is less than an address gets to open (`openInBrowser`).
 */
const caughtWithinMs = 4_000;

/** Leaves the token beside itself, whole or not at all, and opens nothing. */
const catcher = `#!/bin/sh
printf %s "$XDG_ACTIVATION_TOKEN" > "$0.part" && mv "$0.part" "$0.token"
`;

/**
 * On Wayland a browser that runs already comes to the front only with a token of the window that was clicked. Electron
 * asks the compositor for one, but has no function that answers it: it gives it to the `xdg-open` that
 * `shell.openExternal` starts, and to nobody else (electron/electron#43480). So that call finds a catcher first on the
 * PATH, which opens nothing and leaves the token here. Should Electron ever open addresses another way, the catcher is
 * not called: the address is open then, once, and it is not opened again.
 */
export function createActivationTokenSource(
  environment: Environment,
  openExternal: OpenBrowser,
  limitMs = caughtWithinMs,
): TakeActivationToken {
  if (!mayBeWayland(environment, process.argv)) return async () => noToken;
  return async (url) => {
    let folder: string | null = null;
    try {
      folder = await mkdtemp(join(environment.XDG_RUNTIME_DIR || tmpdir(), 'sonar-'));
      return await catchToken(folder, () => openExternal(url), limitMs);
    } catch {
      // Without a folder in which programs may run, or refused by Electron: nothing was opened, and a browser without a
      // token is better than none.
      return noToken;
    } finally {
      if (folder !== null) await rm(folder, { recursive: true, force: true }).catch(() => {});
    }
  };
}

async function catchToken(
  folder: string,
  open: () => Promise<void>,
  limitMs: number,
): Promise<TakenToken> {
  const program = join(folder, 'xdg-open');
  await writeFile(program, catcher, { mode: 0o700 });
  // On a disk that runs no programs it would be passed over for the next one on the PATH, which is the real one.
  await access(program, constants.X_OK);
  const tooLate = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  try {
    const [isCaught] = await Promise.all([
      waitForFile(folder, 'xdg-open.token', tooLate.signal),
      withFirstOnPath(folder, open).then(() => {
        timer = setTimeout(() => tooLate.abort(), limitMs);
      }),
    ]);
    // Its news may be late as well.
    if (!isCaught && !existsSync(`${program}.token`)) return { kind: 'opened' };
    return { kind: 'token', token: await readFile(`${program}.token`, 'utf8') };
  } finally {
    clearTimeout(timer);
    tooLate.abort();
  }
}

/**
 * Electron starts the program before its function answers. While it waits for the compositor other things may run and
 * see this PATH: that harms none of them, for what the app starts has a full path, and this `xdg-open` opens nothing.
 */
function withFirstOnPath<T>(folder: string, action: () => T): T {
  const before = process.env.PATH;
  process.env.PATH = `${folder}:${before ?? ''}`;
  try {
    return action();
  } finally {
    if (before === undefined) delete process.env.PATH;
    else process.env.PATH = before;
  }
}

/** Whether the file appears in the folder before the signal. */
async function waitForFile(folder: string, name: string, signal: AbortSignal): Promise<boolean> {
  try {
    for await (const { filename } of watch(folder, { signal })) if (filename === name) return true;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return false;
}

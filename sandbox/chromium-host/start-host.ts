import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { setHostSettings } from './electron/host-settings.ts';
import { findChromium } from './find-chromium.ts';

/** What to run. */
export interface HostStart {
  /** Folder of the app's package.json. */
  readonly root: string;
  /** Absolute path of the app's main module. */
  readonly main: string;
  /** Arguments of the app. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Why the host cannot run here, in one sentence for a person; null: it can. */
export function findObstacle(env: HostStart['env']): string | null {
  if (process.platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) {
    return 'The Chromium host needs a display, and DISPLAY is not set.';
  }
  if (findChromium(env.PATH ?? '') === null) {
    return 'The Chromium host needs Chromium, and there is none on PATH.';
  }
  return null;
}

/** Runs the app's main module with this host's `electron` in the place of Electron's. */
export async function startHost({ root, main, args, env }: HostStart): Promise<void> {
  const chromium = findChromium(env.PATH ?? '');
  if (chromium === null) throw new Error('There is no Chromium');
  setHostSettings({ root, chromium, debuggingPort: findDebuggingPort(args) });
  const electron = new URL('./electron/electron.ts', import.meta.url).href;
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === 'electron') return { url: electron, shortCircuit: true };
      return next(specifier, context);
    },
  });
  // As with Electron: program, app, arguments.
  process.argv = [process.execPath, root, ...args];
  await import(pathToFileURL(main).href);
  const { app } = (await import(electron)) as typeof import('./electron/electron.ts');
  app.becomeReady();
}

function findDebuggingPort(args: readonly string[]): string | null {
  const prefix = '--remote-debugging-port=';
  const port = args.find((argument) => argument.startsWith(prefix))?.slice(prefix.length);
  // What is no port is refused by the app, with words of its own.
  return port !== undefined && /^\d{1,5}$/.test(port) ? port : null;
}

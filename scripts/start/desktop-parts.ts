import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { closeBrowser, writeBrowserOpener } from '../../services/desktop/browser.ts';
import { startKeyring } from '../../services/desktop/keyring.ts';
import { startPrivateScreen } from '../../services/desktop/private-screen.ts';
import type { CleanUp } from './watched-child.ts';

const systemFolders = ['/usr/bin', '/bin'];

/**
 * Whether `xdg-open` would open no browser: there is none, no default one is set, it would refuse to run as root,
 * or there is no screen for it. An `xdg-open` that somebody put in front of the system's is always left in place.
 */
function needsBrowserOpener(hasScreen: boolean): boolean {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const first = folders.find((folder) => existsSync(join(folder, 'xdg-open')));
  if (first !== undefined && !systemFolders.includes(first)) return false;
  if (first === undefined || !hasScreen || process.getuid?.() === 0) return true;
  const answer = spawnSync('xdg-settings', ['get', 'default-web-browser'], { encoding: 'utf8' });
  return answer.status !== 0 || answer.stdout.trim() === '';
}

/** What the app's environment has to say, and what a person should know about it. */
export interface DesktopParts {
  readonly env: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
}

/** Stands in for the parts of a desktop that this Linux machine lacks; elsewhere, and on a full desktop, for none. */
export async function standInForDesktop(folder: string, cleanUp: CleanUp): Promise<DesktopParts> {
  const env: Record<string, string> = {};
  const notes: string[] = [];
  if (process.platform !== 'linux') return { env, notes };

  const hasScreen = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  if (!hasScreen) {
    const screen = await startPrivateScreen();
    cleanUp.add(() => screen.stop());
    Object.assign(env, screen.env);
    notes.push(
      `Screen: none here, so the window is on a private one (DISPLAY=${screen.env.DISPLAY} XAUTHORITY=${screen.env.XAUTHORITY}).`,
      'To see and drive it: npm start -- --remote-debugging-port=9333',
    );
  }
  if (!process.env.DBUS_SESSION_BUS_ADDRESS) {
    const keyring = await startKeyring(join(folder, 'keyring'));
    cleanUp.add(() => keyring.stop());
    Object.assign(env, keyring.env);
    notes.push(
      `Keychain: a gnome-keyring of our own, kept in .sandbox/keyring (DBUS_SESSION_BUS_ADDRESS=${keyring.env.DBUS_SESSION_BUS_ADDRESS}).`,
    );
  }
  if (needsBrowserOpener(hasScreen)) {
    const opener = join(folder, 'bin');
    const profile = join(folder, 'browser');
    await writeBrowserOpener({ folder: opener, profile, drivable: !hasScreen });
    cleanUp.add(() => closeBrowser(profile));
    env.PATH = `${opener}:${process.env.PATH ?? ''}`;
    notes.push('Browser: Chromium with a profile of its own in .sandbox/browser.');
    if (!hasScreen) notes.push('Its DevTools port is in .sandbox/browser/DevToolsActivePort.');
  }
  return { env, notes };
}

import { mkdir, readFile, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { writePrivateFile } from '../common/private-file.ts';
import type { Autostart } from '../desk/desk-settings.ts';
import { productIdentity } from '../product.ts';
import { readSwitch } from '../start/command-line.ts';
import type { Environment } from '../start/own-environment.ts';

/** With this switch the app starts without its window, where a tray shows it. */
export const hiddenSwitch = '--hidden';

/** What is used of Electron's `app`. */
interface LoginItemApp {
  readonly isPackaged: boolean;
  getAppPath(): string;
  getLoginItemSettings(): {
    readonly status: string;
    readonly wasOpenedAtLogin: boolean;
    readonly executableWillLaunchAtLogin: boolean;
  };
  setLoginItemSettings(settings: {
    openAtLogin: boolean;
    args?: string[];
    name?: string;
    enabled?: boolean;
  }): void;
}

/** How the app was started. */
export interface OwnStart {
  readonly platform: NodeJS.Platform;
  readonly app: LoginItemApp;
  /** The program comes first. */
  readonly argv: readonly string[];
  /** As the process has found it: of an AppImage, its own folders too. */
  readonly env: Environment;
}

/** Whether the system has started the app with the computer, or somebody has as if it were so. */
export function isHiddenStart({ platform, app, argv }: Omit<OwnStart, 'env'>): boolean {
  const isAsked = argv.slice(1).some((argument) => {
    const found = readSwitch(argument, platform);
    return found !== null && `--${found.name}` === hiddenSwitch && found.value === null;
  });
  // macOS passes no arguments on.
  return isAsked || (platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin);
}

/**
 * How this system starts the app with the computer. Null for an unpackaged run on Windows or macOS: the entry would start
 * Electron alone. `onFront` tells that the window came to the front, and with it somebody who may have been in the
 * system's settings.
 */
export function createAutostart(start: OwnStart, onFront: Autostart['onPossibleChange']) {
  if (start.platform === 'linux') return createXdgAutostart(start, onFront);
  return start.app.isPackaged ? createLoginItem(start, onFront) : null;
}

/** Windows and macOS: their own list of what starts with the computer. */
function createLoginItem(
  { platform, app }: OwnStart,
  onPossibleChange: Autostart['onPossibleChange'],
): Autostart {
  return {
    async read() {
      const found = app.getLoginItemSettings();
      // Both also say no where the person has turned the entry off in the system's settings.
      return platform === 'darwin' ? found.status === 'enabled' : found.executableWillLaunchAtLogin;
    },
    async write(openAtLogin) {
      app.setLoginItemSettings(
        platform === 'darwin'
          ? { openAtLogin }
          : // The name by which the uninstaller finds it.
            { openAtLogin, args: [hiddenSwitch], name: productIdentity.appId, enabled: true },
      );
    },
    onPossibleChange,
  };
}

/** Linux: a file in the person's autostart folder (Desktop Application Autostart Specification 0.5). */
function createXdgAutostart(
  start: OwnStart,
  onPossibleChange: Autostart['onPossibleChange'],
): Autostart {
  const folder = join(configurationFolder(start.env), 'autostart');
  const file = join(folder, `${productIdentity.appId}.desktop`);
  const readEntry = () => readFile(file, 'utf8').catch(() => '');
  return {
    read: async () => isInForce(await readEntry()),
    async write(on) {
      if (!on) return await rm(file, { force: true });
      const entry = desktopEntry(commandOf(start));
      const found = await readEntry();
      const starts = (text: string) => readKeys(text).get('Exec');
      // What the person has changed in it, such as a delay, is theirs.
      if (isInForce(found) && starts(found) === starts(entry)) return;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writePrivateFile(file, entry);
    },
    onPossibleChange,
  };
}

/** XDG Base Directory Specification: a path that is not absolute counts as not set. */
function configurationFolder({ XDG_CONFIG_HOME = '' }: Environment): string {
  return isAbsolute(XDG_CONFIG_HOME) ? XDG_CONFIG_HOME : join(homedir(), '.config');
}

/** The words of the command by which the app starts hidden. */
function commandOf({ app, argv, env }: OwnStart): readonly string[] {
  const program = process.execPath;
  const { APPIMAGE, APPDIR } = env;
  // What lies inside of an AppImage is gone when it ends.
  const isInside = Boolean(APPIMAGE) && Boolean(APPDIR) && program.startsWith(`${APPDIR}/`);
  const words = isInside
    ? [APPIMAGE ?? '']
    : [program, ...(app.isPackaged ? [] : [app.getAppPath()])];
  // Without it root could not start it again.
  const kept = argv.filter((argument) => argument === '--no-sandbox').slice(0, 1);
  return [...words, ...kept, hiddenSwitch];
}

/** Under this, every desktop asks whether it is to start the entry (GNOME has a key of its own besides). */
function isInForce(entry: string): boolean {
  const keys = readKeys(entry);
  const isOff = keys.get('Hidden') === 'true' || keys.get('X-GNOME-Autostart-enabled') === 'false';
  return keys.has('Exec') && !isOff;
}

/** The keys of the group that counts, with their values as they stand there. */
function readKeys(entry: string): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  let group = '';
  for (const line of entry.split(/\r?\n/)) {
    if (line.startsWith('[')) group = line.trim();
    const [, key, value] = /^([A-Za-z0-9-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    const counts = group === '[Desktop Entry]' && key !== undefined && !keys.has(key);
    if (counts && value !== undefined) keys.set(key, value);
  }
  return keys;
}

/** The file that starts this command (Desktop Entry Specification). */
export function desktopEntry(command: readonly string[]): string {
  const [program = ''] = command;
  return `[Desktop Entry]
Type=Application
Version=1.0
Name=${productIdentity.name}
Comment=Signs in to Sonar when the computer starts
Comment[fr]=Se connecte à Sonar au démarrage de l’ordinateur
Comment[es]=Inicia sesión en Sonar al encender el equipo
Exec=${escapeValue(command.map(quoteArgument).join(' '))}
TryExec=${escapeValue(program)}
Icon=${productIdentity.executable}
Terminal=false
StartupNotify=false
X-GNOME-Autostart-enabled=true
`;
}

/** Quoted as the specification wants it in `Exec`; a percent sign would be a field to fill in. */
function quoteArgument(argument: string, position: number): string {
  // No desktop would start a program of such a name, or it would start another one.
  if (/\p{Cc}/u.test(argument) || (position === 0 && /[=%]/.test(argument)))
    throw new Error('This path cannot stand in a desktop entry.');
  const escaped = argument.replaceAll('%', '%%');
  return /^[\w@%+:,./-]+$/.test(escaped) ? escaped : `"${escaped.replaceAll(/["`$\\]/g, '\\$&')}"`;
}

/** A value of type string has escapes of its own. */
function escapeValue(value: string): string {
  return value.replaceAll('\\', '\\\\');
}

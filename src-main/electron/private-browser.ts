import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, win32 } from 'node:path';
import { promisify } from 'node:util';
import type { Environment } from '../start/own-environment.ts';

/** A program with its arguments that shows one address in a private window. */
export interface PrivateCommand {
  readonly program: string;
  readonly args: readonly string[];
}

const incognito = '--incognito';
const inPrivate = '--inprivate';
const privateWindow = '--private-window';

/** What each browser calls it. A browser that is not here is opened as the system does it. */
const switches: Readonly<Record<string, string>> = {
  // The names of desktop entries: Debian's, the vendors', Flatpak's and Snap's.
  'brave-browser.desktop': incognito,
  'chromium-browser.desktop': incognito,
  'chromium.desktop': incognito,
  'chromium_chromium.desktop': incognito,
  'com.brave.Browser.desktop': incognito,
  'com.google.Chrome.desktop': incognito,
  'com.microsoft.Edge.desktop': inPrivate,
  'firefox-esr.desktop': privateWindow,
  'firefox.desktop': privateWindow,
  'firefox_firefox.desktop': privateWindow,
  'google-chrome.desktop': incognito,
  'microsoft-edge.desktop': inPrivate,
  'org.chromium.Chromium.desktop': incognito,
  'org.mozilla.firefox.desktop': privateWindow,
  // Programs of Windows.
  'brave.exe': incognito,
  'chrome.exe': incognito,
  'firefox.exe': privateWindow,
  'msedge.exe': inPrivate,
  // Apps of macOS. A second Firefox there asks for a profile of its own.
  'Brave Browser.app': incognito,
  'Chromium.app': incognito,
  'Google Chrome.app': incognito,
  'Microsoft Edge.app': inPrivate,
};

function switchOf(name: string): string | undefined {
  return Object.hasOwn(switches, name) ? switches[name] : undefined;
}

/** How a program or app at `path`, which the system names as the person's browser, shows `url` privately; null: unknown. */
export function privateCommandOf(
  platform: 'win32' | 'darwin',
  path: string,
  url: string,
): PrivateCommand | null {
  if (platform === 'win32') {
    const option = switchOf(win32.basename(path).toLowerCase());
    if (option === undefined || !win32.isAbsolute(path)) return null;
    return { program: path, args: [option, url] };
  }
  const app = path.replace(/\/$/, '');
  const option = switchOf(basename(app));
  if (option === undefined || !app.startsWith('/')) return null;
  return { program: '/usr/bin/open', args: ['-na', app, '--args', option, url] };
}

const answerWithinMs = 2_000;

/**
 * The same on Linux: the person's default browser by the name of its desktop entry, started as that entry says. Null where
 * the browser is unknown or its entry is written in a way that leaves a doubt. Null, too, where somebody has put an
 * `xdg-open` of their own in front of the system's: it decides where addresses go.
 */
export async function findLinuxPrivateCommand(
  environment: Environment,
  url: string,
): Promise<PrivateCommand | null> {
  try {
    const settings = findOnPath('xdg-settings', environment);
    const opener = findOnPath('xdg-open', environment);
    if (settings === null || opener === null || dirname(settings) !== dirname(opener)) return null;
    const asked = await promisify(execFile)(settings, ['get', 'default-web-browser'], {
      env: environment,
      timeout: answerWithinMs,
    });
    const entry = asked.stdout.trim();
    const option = switchOf(entry);
    if (option === undefined || !entry.endsWith('.desktop')) return null;
    const text = await readEntry(entry, environment);
    return text === null ? null : commandOfEntry(text, option, url);
  } catch {
    return null;
  }
}

function findOnPath(program: string, { PATH = '' }: Environment): string | null {
  for (const folder of PATH.split(':')) {
    const path = join(folder, program);
    if (folder.startsWith('/') && isProgram(path)) return path;
  }
  return null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first entry of this name, the person's own before the system's (XDG Base Directory Specification). */
async function readEntry(entry: string, environment: Environment): Promise<string | null> {
  const { HOME = '', XDG_DATA_HOME, XDG_DATA_DIRS } = environment;
  const own = XDG_DATA_HOME || join(HOME, '.local/share');
  const shared = (XDG_DATA_DIRS || '/usr/local/share:/usr/share').split(':');
  for (const folder of [own, ...shared]) {
    const text = await readFile(join(folder, 'applications', entry), 'utf8').catch(() => null);
    if (text !== null) return text;
  }
  return null;
}

/**
 * The command of a desktop entry (Desktop Entry Specification, "The Exec key") with `option` before the address. Escapes
 * and quoting that need a second look make it null.
 */
export function commandOfEntry(text: string, option: string, url: string): PrivateCommand | null {
  const [, group = ''] = text.split(/^\[Desktop Entry\]\s*$/m);
  const line = /^Exec\s*=\s*(.*?)\s*$/m.exec(group.split(/^\[/m)[0] ?? '')?.[1];
  if (line === undefined || /[\\`$'<>~|&;*?#()]/.test(line)) return null;
  // A word is quoted whole or not at all, and behind `--` an option would be one more address.
  if (!/^(?:(?:"[^"]*"|[^\s"]+)(?:\s+|$))+$/.test(line) || /\s"?--"?\s/.test(line)) return null;
  const words = [...line.matchAll(/"([^"]*)"|([^\s"]+)/g)].map(
    ([, quoted, bare]) => quoted ?? bare,
  );
  if (words.filter((word) => /^%[uU]$/.test(word ?? '')).length !== 1) return null;
  const args: string[] = [];
  for (const word of words as string[]) {
    // Flatpak takes what stands between `@@u` and `@@` for addresses.
    const isBeforeAddress = /^(?:%[uU]|@@u)$/.test(word) && !args.includes(option);
    if (isBeforeAddress) args.push(option);
    if (/^%[uU]$/.test(word)) args.push(url);
    // The name, icon and file of the entry; anything else with a % is none that we know.
    else if (word.includes('%')) {
      if (!/^%[ick]$/.test(word)) return null;
    } else args.push(word);
  }
  const [program, ...rest] = args;
  return program === undefined || program === option ? null : { program, args: rest };
}

import { accessSync, constants, statSync } from 'node:fs';
import { chmod, mkdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The path of the first Chromium on `PATH`; null: there is none. */
export function findChromium(path: string): string | null {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Where the stand-in for the system browser lives, and whether somebody wants to drive it. */
export interface BrowserOpenerOptions {
  /** The folder that gets `xdg-open`, to be put in front on the PATH. */
  readonly folder: string;
  /** The browser's profile; a restart finds its cookies there again. */
  readonly profile: string;
  /** Opens a DevTools port on loopback and names it in `<profile>/DevToolsActivePort`. */
  readonly drivable: boolean;
}

const quietFlags = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-gpu',
  '--password-store=basic',
];

/**
 * Writes an `xdg-open` that opens pages in a Chromium of its own and returns at once, as the real one does.
 * Rejects when there is no Chromium on the PATH.
 */
export async function writeBrowserOpener(options: BrowserOpenerOptions): Promise<void> {
  const program = findChromium(process.env.PATH ?? '');
  if (program === null) throw new Error('There is no Chromium on the PATH to open pages in.');
  // Chromium's own sandbox refuses to run as root; `--test-type` only takes its warning bar away.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : [];
  const drivable = options.drivable ? ['--remote-debugging-port=0'] : [];
  const profile = `--user-data-dir=${options.profile}`;
  const words = [program, profile, ...quietFlags, ...asRoot, ...drivable];
  const script = `#!/bin/sh\nsetsid ${words.map(quoted).join(' ')} "$1" </dev/null >/dev/null 2>&1 &\n`;
  await mkdir(options.folder, { recursive: true });
  await writeFile(join(options.folder, 'xdg-open'), script);
  await chmod(join(options.folder, 'xdg-open'), 0o755);
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

const gentleMs = 5_000;
const limitMs = 10_000;
const lookEveryMs = 50;

/** Closes the Chromium that holds a profile, if one does; resolves when it is gone (Linux). */
export async function closeBrowser(profile: string): Promise<void> {
  const pid = await holderOf(profile);
  if (pid === undefined) return;
  for (let waitedMs = 0; waitedMs < limitMs && (await isRunning(pid)); waitedMs += lookEveryMs) {
    if (waitedMs === 0) signalGroup(pid, 'SIGTERM');
    if (waitedMs === gentleMs) signalGroup(pid, 'SIGKILL');
    await delay(lookEveryMs);
  }
  // Its helpers are in its group; none of them may write to the profile any more.
  signalGroup(pid, 'SIGKILL');
  // It may leave its marks; under another host name they would keep the next one from starting.
  for (const mark of ['SingletonLock', 'SingletonCookie', 'SingletonSocket']) {
    await rm(join(profile, mark), { force: true });
  }
}

/** Chromium marks a profile as its own by a link named `SingletonLock` to `<host name>-<process id>`. */
async function holderOf(profile: string): Promise<number | undefined> {
  try {
    const holder = await readlink(join(profile, 'SingletonLock'));
    const pid = Number(holder.slice(holder.lastIndexOf('-') + 1));
    // After a crash the link stays, and the number may be another program's by now.
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8');
    return commandLine.includes(profile) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** A process that has ended stays in the table (`Z`) until its parent looks, which not every first process does. */
async function isRunning(pid: number): Promise<boolean> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z';
  } catch {
    return false;
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // All gone.
  }
}

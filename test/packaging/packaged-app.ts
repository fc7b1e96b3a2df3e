import {
  appendFileSync,
  constants,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { copyFile, cp, mkdir } from 'node:fs/promises';
import { delimiter, dirname, join, relative } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { build } from 'plist';
import { type Build, buildInputs, ownBuild } from '../../scripts/build.ts';
import { hashInputs, withFileLock } from '../../scripts/common/files.ts';
import { type ElectronHere, electronHere } from '../../scripts/electron/electron-here.ts';
import { createAfterPack, fuses } from '../../scripts/packaging/after-pack.ts';
import { type PackageOptions, packageApp } from '../../scripts/packaging/package-app.ts';
import { project, runProgram } from './run-program.ts';

/** Endpoints and client ids of a product description. */
export interface ProductEndpoints {
  readonly sonar: { readonly baseUrl: string };
  readonly google: { readonly clientId: string; readonly issuer?: string };
  readonly microsoft: { readonly clientId: string; readonly authority?: string };
}

/**
 * Addresses that lead nowhere: Google's own by name, the others in a network that is kept for documentation
 * (RFC 5737). Apps that have them run in a network of their own (`test/packaged/support/desktop.ts`).
 */
const unreachableEndpoints: ProductEndpoints = {
  sonar: { baseUrl: 'https://192.0.2.1/v1' },
  google: { clientId: 'google-client-of-a-test' },
  microsoft: {
    clientId: 'microsoft-client-of-a-test',
    authority: 'https://192.0.2.2/organizations',
  },
};

/** Writes the description of the product with other endpoints, and with other names if they are given. */
export function writeProduct(
  file: string,
  endpoints: ProductEndpoints,
  names: Readonly<Record<string, string>> = {},
): void {
  const { identity } = JSON.parse(readFileSync(ownBuild.product, 'utf8'));
  const product = { identity: { ...identity, ...names }, ...endpoints };
  mkdirSync(dirname(file), { recursive: true });
  // Whole or not at all: others may read it at this moment.
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(product, null, 2)}\n`);
  renameSync(unfinished, file);
}

const cache = join(project, '.cache', 'packaged');

/** The product with endpoints of the tests' own: it is built and packaged once for all of them. */
export const testedBuild: Build = {
  product: join(cache, 'product.json'),
  output: join(cache, 'dist'),
};

const packagingInputs = [
  ...buildInputs,
  'scripts/build.ts',
  'build',
  'scripts/packaging',
  'electron-builder.yml',
  'LICENSE',
  'test/packaging/packaged-app.ts',
  'node_modules/keytar/build/Release/keytar.node',
];

/** The Electron that is here; the tests of packaging put the app around it. */
export function presentElectron(): ElectronHere {
  const electron = electronHere();
  if (electron === undefined) throw new Error('There is no Electron: npm test fetches it.');
  return electron;
}

/**
 * The application directory of the product around the Electron that is here: assembled by the first who asks, and kept
 * until something that it is made of changes. Nobody may write into it.
 */
export function assembleApp(): Promise<string> {
  return assembleOnce(cache, unreachableEndpoints);
}

/** The same with other endpoints, and with other names if they are given; `place`: the folder where it is kept. */
export function assembleOnce(
  place: string,
  endpoints: ProductEndpoints,
  names: Readonly<Record<string, string>> = {},
): Promise<string> {
  return withFileLock(join(place, 'packaged.lock'), async () => {
    const electron = presentElectron();
    const build: Build = { product: join(place, 'product.json'), output: join(place, 'dist') };
    const output = join(place, 'release');
    const stamp = join(place, 'made-from');
    writeProduct(build.product, endpoints, names);
    const inputs = [...packagingInputs, relative(project, build.product)];
    const wanted = `${electron.version} ${await hashInputs(project, inputs)}`;
    if (globSync(stamp).length > 0 && readFileSync(stamp, 'utf8') === wanted) {
      return findApp(output);
    }
    rmSync(stamp, { force: true });
    const app = await packageAround(electron, build, output);
    writeFileSync(stamp, wanted);
    return app;
  });
}

/** A copy of that directory in a folder, for those who write into it or run it as somebody else. */
export async function copyApp(folder: string): Promise<string> {
  const copy = join(folder, 'app');
  await cp(await assembleApp(), copy, { recursive: true, mode: constants.COPYFILE_FICLONE });
  return copy;
}

/** Packages a build, without installers, around an Electron into a folder; answers the application directory. */
export async function packageAround(
  electron: ElectronHere,
  build: Build,
  output: string,
): Promise<string> {
  await packageApp({
    build,
    targets: ['dir'],
    output,
    electronDist: electron.folder,
    afterPack: createAfterPack(await fusesOfElectron(electron.program)),
  });
  return findApp(output);
}

/** Windows has no Electron here: the directory is assembled around a stand-in. */
export function assembleWindowsApp(
  folder: string,
  options: Pick<PackageOptions, 'mustBeSigned'> = {},
): Promise<string> {
  const electron = join(folder, 'electron-win');
  makeWindowsStandIn(electron);
  return assembleAroundStandIn(folder, electron, 'win', options);
}

/** The same for macOS; answers the path of `Sonar.app`. */
export async function assembleMacApp(folder: string): Promise<string> {
  const electron = join(folder, 'electron-mac');
  makeMacStandIn(electron);
  return join(await assembleAroundStandIn(folder, electron, 'mac'), 'Sonar.app');
}

async function assembleAroundStandIn(
  folder: string,
  electronDist: string,
  system: 'win' | 'mac',
  options: Pick<PackageOptions, 'mustBeSigned'> = {},
) {
  const output = join(folder, `release-${system}`);
  writeProduct(testedBuild.product, unreachableEndpoints);
  await packageApp({
    build: testedBuild,
    targets: ['dir'],
    output,
    electronDist,
    system,
    ...options,
  });
  return findApp(output);
}

function findApp(output: string): string {
  const [found] = globSync('{*-unpacked,mac*}', { cwd: output });
  if (found === undefined) throw new Error(`No application directory was made in ${output}.`);
  return join(output, found);
}

/** Every file below a folder, relative to it, in order. */
export function listFiles(folder: string): readonly string[] {
  const entries = globSync('**/*', { cwd: folder, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
}

/** The files of a build that belong into the installer. */
export function listBuiltFiles({ output }: Build): readonly string[] {
  return ['main', 'preload', 'renderer'].flatMap((room) =>
    listFiles(join(output, room))
      .filter((file) => !file.endsWith('.map'))
      .map((file) => `dist/${room}/${file}`),
  );
}

/** What to make of an application directory. */
export interface InstallerOptions {
  readonly app: string;
  readonly target: 'deb' | 'rpm';
  readonly output: string;
  /** Replaces the version of package.json. */
  readonly version?: string;
}

/** Makes an installer by electron-builder and our adapter for its packaging tool; answers its path. */
export async function packageWithAdapter(options: InstallerOptions): Promise<string> {
  const { app, target, output, version } = options;
  process.env.CUSTOM_FPM_PATH = join(project, 'test', 'packaging', 'fpm-over-debian-tools.ts');
  // The adapter is a script of ours and wants our Node.
  process.env.PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);
  const made = await packageApp({
    build: testedBuild,
    targets: [target],
    output,
    electronDist: null,
    prepackaged: app,
    ...(version === undefined ? {} : { version }),
  });
  const installer = made.find((path) => path.endsWith(`.${target}`));
  if (installer === undefined) throw new Error(`electron-builder made no ${target}.`);
  return installer;
}

type FuseName = keyof typeof FuseV1Options;
type Fuses = Readonly<Partial<Record<FuseName, 'on' | 'off'>>>;

const fuseNames = Object.keys(FuseV1Options).filter((name): name is FuseName =>
  Number.isNaN(Number(name)),
);

/** Each fuse that a program has, as it is, by name. */
export async function readFuses(program: string): Promise<Fuses> {
  const wire = await getCurrentFuseWire(program);
  const present = fuseNames.filter((name) => FuseV1Options[name] in wire);
  return Object.fromEntries(
    present.map((name) => [name, wire[FuseV1Options[name]] === FuseState.ENABLE ? 'on' : 'off']),
  );
}

/** Each fuse as it was decided, by name. */
export function decidedFuses(): Fuses {
  return Object.fromEntries(
    fuseNames.map((name) => [name, fuses[FuseV1Options[name]] ? 'on' : 'off']),
  );
}

/**
 * The decided fuses as far as a program has them: the Electron that is here may be older than the one that ships, and
 * then has fewer. What ships is held to all of them, by scripts/packaging/after-pack.ts.
 */
async function fusesOfElectron(program: string): Promise<typeof fuses> {
  const wire = await getCurrentFuseWire(program);
  const known = Object.entries(fuses).filter(([name]) => !(name in FuseV1Options) || name in wire);
  return Object.fromEntries(known) as typeof fuses;
}

/** The mark by which Electron's fuse wire is found in its program. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const wireVersion = 1;
/** How Electron ships: `1` on, `0` off, one for each fuse in the order of @electron/fuses. */
const shippedWire = '100110011';

/** For stand-ins: a fuse wire as it lies in Electron's program: sentinel, version, length, one character for each fuse. */
function shippedFuseWire(): Buffer {
  return Buffer.concat([
    Buffer.from(sentinel, 'latin1'),
    Buffer.from([wireVersion, shippedWire.length]),
    Buffer.from(shippedWire, 'latin1'),
  ]);
}

const helpers = ['', ' (GPU)', ' (Renderer)', ' (Plugin)'].map((kind) => `Electron Helper${kind}`);

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content, { mode: 0o755 });
}

function putBundle(bundle: string, name: string): void {
  const info = { CFBundleExecutable: name, CFBundleName: name, CFBundlePackageType: 'APPL' };
  put(join(bundle, 'Contents', 'Info.plist'), build(info));
  put(join(bundle, 'Contents', 'MacOS', name), 'stand-in');
}

/** Makes a folder that has the form of Electron for macOS, with a fuse wire; nothing in it runs. */
function makeMacStandIn(folder: string): void {
  const app = join(folder, 'Electron.app');
  const frameworks = join(app, 'Contents', 'Frameworks');
  const framework = join(frameworks, 'Electron Framework.framework');
  putBundle(app, 'Electron');
  put(join(app, 'Contents', 'Resources', 'en.lproj', 'locale.pak'), 'stand-in');
  for (const helper of helpers) putBundle(join(frameworks, `${helper}.app`), helper);
  put(join(framework, 'Electron Framework'), shippedFuseWire());
  put(join(framework, 'Versions', 'A', 'Resources', 'en.lproj', 'locale.pak'), 'stand-in');
}

/** Makes a folder that has the form of Electron for Windows, around a program that makensis makes; nothing in it runs. */
function makeWindowsStandIn(folder: string): void {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  writeFileSync(join(folder, 'locales', 'en-US.pak'), 'stand-in');
  const program = join(folder, 'electron.exe');
  const facts = ['ProductName', 'FileVersion', 'FileDescription', 'LegalCopyright'];
  const script = [
    'Unicode true',
    'Name "stand-in"',
    `OutFile "${program}"`,
    'RequestExecutionLevel user',
    'VIProductVersion 1.0.0.0',
    ...facts.map((name) => `VIAddVersionKey ${name} stand-in`),
    'Section',
    'DetailPrint "stand-in"',
    'SectionEnd',
  ].join('\n');
  const { status, output } = runProgram('makensis', ['-V1', '-'], { input: script });
  if (status !== 0) throw new Error(`makensis could not make the stand-in:\n${output}`);
  appendFileSync(program, shippedFuseWire());
}

/** Makes an older and a newer deb of the product around the Electron that is here. */
async function makeTwoDebs(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const app = await copyApp(folder);
  for (const [name, version] of [
    ['older', '1.0.0'],
    ['newer', '1.1.0'],
  ] as const) {
    const output = join(folder, version);
    const deb = await packageWithAdapter({ app, target: 'deb', output, version });
    await copyFile(deb, join(folder, `${name}.deb`));
  }
}

// What try-deb-in-bare-debian.sh installs: `node packaged-app.ts FOLDER`.
if (import.meta.main) {
  const [folder = ''] = process.argv.slice(2);
  if (folder === '') throw new Error('usage: packaged-app.ts FOLDER');
  await makeTwoDebs(folder);
}

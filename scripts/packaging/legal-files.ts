import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A package whose code is in the installer; `path` is its folder, relative to the project. */
interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly path: string;
}

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

type Lock = Readonly<Record<string, LockedPackage>>;

const sources = '{src-main,src-renderer,preload}/**/*.{ts,tsx,css}';
const bareImport = /(?:from|import|import\()\s*['"]((?:@[\w.-]+\/)?[\w-][\w.-]*)(?:\/[^'"]*)?['"]/g;
/** Programs and native parts come without what their npm packages need to fetch or build them; of D-Bus only the wire comes. */
const withoutDependencies = new Set(['dbus-native', 'electron', 'keytar']);

/** What the bundles import and do not hold: the host, and native parts. */
const outsideTheBundles = new Set(['electron', 'keytar', 'native-reg']);

/** The packages that the sources import, with everything these need, sorted by name; read from the lockfile. */
function listShippedPackages(
  project: string,
  without: ReadonlySet<string> = new Set(),
): readonly ShippedPackage[] {
  const lock = readLock(project);
  const found = new Map<string, ShippedPackage>();
  const imported = importedNames(project).filter((name) => !without.has(name));
  const waiting = imported.flatMap((name) => resolve(lock, '', name) ?? []);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    const locked = lock[path] ?? {};
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const { version = '', license: licence = 'unknown' } = locked;
    found.set(path, { name, version, licence, path });
    if (withoutDependencies.has(name)) continue;
    for (const needed of neededNames(locked)) waiting.push(...(resolve(lock, path, needed) ?? []));
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function readLock(project: string): Lock {
  const { packages } = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'));
  return packages;
}

function importedNames(project: string): string[] {
  const names = globSync(sources, { cwd: project }).flatMap((file) => {
    const text = readFileSync(join(project, file), 'utf8');
    return [...text.matchAll(bareImport)].flatMap(([, name]) => name ?? []);
  });
  return [...new Set(names)];
}

function neededNames({ dependencies, peerDependencies, peerDependenciesMeta }: LockedPackage) {
  const peers = Object.keys(peerDependencies ?? {});
  const required = peers.filter((name) => peerDependenciesMeta?.[name]?.optional !== true);
  return [...Object.keys(dependencies ?? {}), ...required];
}

/** As Node resolves it: the nearest `node_modules` on the way up; null for Node's own modules. */
function resolve(lock: Lock, from: string, name: string): [string] | null {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (lock[path] !== undefined) return [path];
    if (folder === '') return null;
  }
}

interface BillOfMaterials {
  readonly components?: readonly { readonly 'bom-ref': string }[];
  readonly dependencies?: readonly {
    readonly ref: string;
    readonly dependsOn?: readonly string[];
  }[];
}

const maximumOutputBytes = 64 * 1024 * 1024;
const licenceFile = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

/**
 * Writes the bill of materials (CycloneDX) and the licences of everything that is shipped into `directory`, unless they
 * were made from exactly these packages already.
 */
export async function writeLegalFiles(project: string, directory: string): Promise<void> {
  const shipped = listShippedPackages(project);
  const stamp = join(directory, 'made-from');
  const wanted = createHash('sha256').update(JSON.stringify(shipped)).digest('hex');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return;
  await mkdir(directory, { recursive: true });
  await replaceFile(join(directory, 'sbom.cdx.json'), await describeMaterials(project, shipped));
  const licences = await collectLicences(project, shipped);
  await replaceFile(join(directory, 'third-party-licences.txt'), licences);
  await replaceFile(stamp, wanted);
}

/** Writes the licences of all code that is in the bundles: what the npm package has to bring along. */
export async function writeBundleLicences(project: string, path: string): Promise<void> {
  const bundled = listShippedPackages(project, outsideTheBundles);
  await replaceFile(path, await collectLicences(project, bundled));
}

/** Whole or not at all, so that another packaging that reads it at this moment gets no half. */
export async function replaceFile(path: string, content: string): Promise<void> {
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, content);
  await rename(unfinished, path);
}

/** npm's own bill of materials, without what only builds or tests. */
async function describeMaterials(
  project: string,
  shipped: readonly ShippedPackage[],
): Promise<string> {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { stdout } = await promisify(execFile)(
    npm,
    ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'],
    { cwd: project, maxBuffer: maximumOutputBytes, shell: process.platform === 'win32' },
  );
  const all: BillOfMaterials = JSON.parse(stdout);
  const references = new Set(shipped.map(({ name, version }) => `${name}@${version}`));
  const isShipped = (reference: string) => references.has(reference);
  const dependencies = (all.dependencies ?? [])
    .filter(({ ref }) => isShipped(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(isShipped) }));
  const components = (all.components ?? []).filter((part) => isShipped(part['bom-ref']));
  return `${JSON.stringify({ ...all, components, dependencies }, null, 2)}\n`;
}

/** Each text once, below the packages that it goes for. */
async function collectLicences(
  project: string,
  shipped: readonly ShippedPackage[],
): Promise<string> {
  const texts = await Promise.all(shipped.map(({ path }) => readLicenceTexts(join(project, path))));
  const packagesOf = Map.groupBy(shipped.keys(), (index) => texts[index]);
  const blocks = [...packagesOf].map(([text, indices]) => {
    const packages = indices.map((index) => shipped[index]).filter((one) => one !== undefined);
    const names = packages.map(({ name, version, licence }) => `${name} ${version} (${licence})`);
    return [...names, '', text].join('\n').trimEnd();
  });
  return `${blocks.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

async function readLicenceTexts(folder: string): Promise<string> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => licenceFile.test(name)).sort();
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.join('\n').replaceAll('\r\n', '\n').trim();
}

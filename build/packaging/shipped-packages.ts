import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package whose code is in the installer; `path` is its folder, relative to the project. */
export interface ShippedPackage {
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
/** Programs and native parts come without what their npm packages need to fetch or build them. */
const withoutDependencies = new Set(['electron', 'keytar']);

/** The packages that the sources import, with everything these need, sorted by name; read from the lockfile. */
export function listShippedPackages(project: string): readonly ShippedPackage[] {
  const lock = readLock(project);
  const found = new Map<string, ShippedPackage>();
  const waiting = importedNames(project).flatMap((name) => resolve(lock, '', name) ?? []);
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

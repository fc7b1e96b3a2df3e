#!/usr/bin/env node
/** Test-only, in place of fpm where that cannot be had: the same arguments, carried out by Debian's own tools. */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { runProgram } from './run-program.ts';

const text = { type: 'string', default: '' } as const;
const list: { type: 'string'; multiple: true; default: string[] } = {
  type: 'string',
  multiple: true,
  default: [],
};

/** Understands the arguments that electron-builder gives to fpm for a deb or an rpm. */
function readFpmArguments() {
  return parseArgs({
    allowPositionals: true,
    options: {
      s: { ...text, short: 's' },
      t: { ...text, short: 't' },
      d: { ...list, short: 'd' },
      force: { type: 'boolean' },
      'deb-recommends': list,
      'deb-compression': { ...text, default: 'xz' },
      'deb-priority': { ...text, default: 'optional' },
      'rpm-os': text,
      'rpm-compression': text,
      'rpm-summary': text,
      architecture: { ...text, default: 'all' },
      'after-install': text,
      'after-remove': text,
      description: text,
      version: text,
      package: text,
      name: text,
      maintainer: text,
      vendor: text,
      url: text,
      category: { ...text, default: 'misc' },
      license: text,
    },
  });
}

type FpmArguments = ReturnType<typeof readFpmArguments>;

/** Copies what the arguments map into `tree`, with the rights that fpm gives: what a umask took away comes back. */
function copyMappedFiles({ positionals }: FpmArguments, tree: string): void {
  for (const mapping of positionals) {
    const separator = mapping.lastIndexOf('=');
    const target = join(tree, mapping.slice(separator + 1));
    mkdirSync(dirname(target), { recursive: true });
    cpSync(mapping.slice(0, separator), target, { recursive: true, verbatimSymlinks: true });
  }
  execFileSync('chmod', ['-R', 'u+rwX,go+rX,go-w', tree]);
}

/** An installed package: what it may be asked for as, and what it asks for itself. */
interface InstalledPackage {
  readonly name: string;
  readonly needs: readonly string[];
}

/** The packages of this machine by every name that they go by, their own or provided. */
export type Packages = ReadonlyMap<string, InstalledPackage>;

const columns = ['Package', 'Provides', 'Pre-Depends', 'Depends'];

/** Asks dpkg once for all that is installed. */
export function installedPackages(): Packages {
  const format = `${columns.map((column) => `\${${column}}`).join('\t')}\n`;
  const { output } = runProgram('dpkg-query', ['--show', `--showformat=${format}`]);
  const found = new Map<string, InstalledPackage>();
  for (const line of output.trimEnd().split('\n')) {
    const [name = '', provides = '', ...needs] = line.split('\t');
    const own = { name, needs: needs.flatMap(splitList) };
    for (const alias of [...splitList(provides).map(nameOf), name]) found.set(alias, own);
  }
  return found;
}

/** The packages of this machine that shared libraries belong to, by library. */
export function packagesOf(libraries: readonly string[]): ReadonlyMap<string, string> {
  const patterns = libraries.map((library) => `*/lib/*-linux-gnu/${library}`);
  const { output } = runProgram('dpkg-query', ['--search', ...patterns]);
  const rows = output.matchAll(/^([^:\s]+)(?::\S+)?: \S*\/([^/\s]+)$/gm);
  return new Map([...rows].map(([, name = '', library = '']) => [library, name]));
}

/** The packages that are asked for, with everything these need, by the names that they have here. */
export function withAllTheyNeed(packages: Packages, asked: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...asked];
  for (let need = waiting.pop(); need !== undefined; need = waiting.pop()) {
    const alternatives = need.split('|').map(nameOf);
    const installed = alternatives.map((name) => packages.get(name)).find(Boolean);
    if (installed === undefined || found.has(installed.name)) continue;
    found.add(installed.name);
    waiting.push(...installed.needs);
  }
  return found;
}

function splitList(text: string): readonly string[] {
  return text.split(',').filter((part) => part.trim() !== '');
}

/** Without version and architecture. */
function nameOf(need: string): string {
  return need.trim().split(/[\s(:]/, 1)[0] ?? '';
}

/** Makes a deb with Debian's own dpkg-deb, in the empty folder `tree`. */
function makeDeb(fpm: FpmArguments, tree: string): void {
  const { values } = fpm;
  copyMappedFiles(fpm, tree);
  const control = join(tree, 'DEBIAN');
  mkdirSync(control, { mode: 0o755 });
  writeFileSync(join(control, 'control'), describe(values));
  copyScript(values['after-install'], join(control, 'postinst'));
  copyScript(values['after-remove'], join(control, 'postrm'));
  // Compressing what is installed once and thrown away would take minutes.
  execFileSync('dpkg-deb', ['--root-owner-group', '-Znone', '--build', tree, values.package]);
}

function describe(values: FpmArguments['values']): string {
  const [synopsis = '', ...details] = values.description.split('\n');
  return [
    `Package: ${values.name}`,
    `Version: ${values.version}`,
    `Architecture: ${values.architecture}`,
    `Maintainer: ${values.maintainer}`,
    `Section: ${values.category}`,
    `Priority: ${values['deb-priority']}`,
    `Depends: ${values.d.join(', ')}`,
    `Recommends: ${values['deb-recommends'].join(', ')}`,
    `Homepage: ${values.url}`,
    `Description: ${synopsis.trim()}`,
    ...details.map((line) => ` ${line.trim()}`),
    '',
  ].join('\n');
}

function copyScript(from: string, to: string): void {
  if (from !== '') writeFileSync(to, readFileSync(from), { mode: 0o755 });
}

/** Makes an rpm with rpmbuild, in the empty folder `folder`. */
function makeRpm(fpm: FpmArguments, folder: string): void {
  const { values } = fpm;
  const tree = join(folder, 'tree');
  const spec = join(folder, 'sonar.spec');
  mkdirSync(tree);
  copyMappedFiles(fpm, tree);
  writeFileSync(spec, describeRpm(values, tree));
  const defines = [
    `_topdir ${folder}`,
    '_build_id_links none',
    '__os_install_post %{nil}',
    // Compressing what is only looked into would take minutes.
    '_binary_payload w0.ufdio',
  ];
  execFileSync('rpmbuild', [
    '--quiet',
    '-bb',
    `--target=${values.architecture}`,
    `--buildroot=${tree}`,
    ...defines.flatMap((define) => ['--define', define]),
    spec,
  ]);
  const [made = ''] = globSync('RPMS/*/*.rpm', { cwd: folder });
  copyFileSync(join(folder, made), values.package);
}

/** Everything below the product's own folders; the folders of the system belong to the system. */
function listOwned(tree: string): readonly string[] {
  const files = globSync('{opt/*,usr/share/*/**/*}', { cwd: tree, withFileTypes: true });
  const owned = files.filter((entry) => entry.isFile() || entry.parentPath.endsWith('/opt'));
  return owned.map((entry) => `"${join(entry.parentPath, entry.name).slice(tree.length)}"`);
}

function describeRpm(values: FpmArguments['values'], tree: string): string {
  return [
    `Name: ${values.name}`,
    `Version: ${values.version}`,
    'Release: 1',
    `Summary: ${values['rpm-summary']}`,
    `License: ${values.license}`,
    `URL: ${values.url}`,
    `Vendor: ${values.vendor}`,
    `Group: ${values.category}`,
    'AutoReqProv: no',
    ...values.d.map((needed) => `Requires: ${needed}`),
    '%description',
    values.description,
    '%post',
    readFileSync(values['after-install'], 'utf8'),
    '%postun',
    readFileSync(values['after-remove'], 'utf8'),
    '%files',
    '%defattr(-,root,root,-)',
    ...listOwned(tree),
    '',
  ].join('\n');
}

if (import.meta.main) {
  const fpm = readFpmArguments();
  const folder = mkdtempSync(join(tmpdir(), 'sonar-fpm-'));
  try {
    if (fpm.values.t === 'rpm') makeRpm(fpm, folder);
    else makeDeb(fpm, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

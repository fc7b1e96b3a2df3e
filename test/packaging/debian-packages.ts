import { runProgram } from './run-program.ts';

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

import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { projectRoot } from '../../scripts/common/run-captured.ts';
import { type Exception, type Wall, walls } from './wall-table.ts';

/** One import, re-export or type import of a file. */
export interface Import {
  readonly file: string;
  readonly line: number;
  /** The line as it stands there, or the first of them. */
  readonly text: string;
  /** A path from the project's root, or the name of a package. */
  readonly imports: string;
}

/** The files of the project that can import something, below the given folders. */
export function sourcesBelow(folders: readonly string[]): readonly string[] {
  return globSync(`{${folders.join(',')}}/**/*.{ts,tsx,mjs,cjs}`, {
    cwd: projectRoot,
    exclude: (path) => path.split('/').includes('node_modules'),
  })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}

/** What these files of the project import, of whatever kind: values, types, and at run time. */
export function readAllImports(files: readonly string[]): readonly Import[] {
  return files.flatMap((file) => readImports(file, readFileSync(join(projectRoot, file), 'utf8')));
}

/** What one source text imports, as if it stood in `file`. */
export function readImports(file: string, source: string): readonly Import[] {
  const { module, program, errors } = parseSync(file, source);
  if (errors[0] !== undefined) throw new Error(`${file}: ${errors[0].message}`);
  const found: { readonly at: number; readonly specifier: string }[] = [];
  for (const { start, moduleRequest } of module.staticImports) {
    found.push({ at: start, specifier: moduleRequest.value });
  }
  for (const { entries } of module.staticExports) {
    for (const { start, moduleRequest } of entries) {
      if (moduleRequest !== null) found.push({ at: start, specifier: moduleRequest.value });
    }
  }
  const add = ({ start, source: from }: { start: number; source: { type: string } }) => {
    const specifier = 'value' in from ? from.value : undefined;
    if (typeof specifier === 'string') found.push({ at: start, specifier });
  };
  new Visitor({ ImportExpression: add, TSImportType: add }).visit(program);
  return found.map(({ at, specifier }) => {
    const before = source.slice(0, at).split('\n');
    return {
      file,
      line: before.length,
      text: (source.split('\n')[before.length - 1] ?? '').trim(),
      imports: resolve(file, specifier),
    };
  });
}

function resolve(file: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  // Vite reads what follows a question mark.
  const [path = ''] = specifier.split('?');
  return posix.join(posix.dirname(file), path);
}

/** An import that the table refuses. */
export interface Offence extends Import {
  readonly why: string;
}

/** Every import that the table refuses, whether it is excepted or not. */
export function findOffences(imports: readonly Import[]): readonly Offence[] {
  const through = walls.walls.flatMap((wall) =>
    imports.filter((one) => isRefused(wall, one)).map((one) => ({ ...one, why: wall.why })),
  );
  const upward = imports
    .filter((one) => heightOf(one.file) < heightOf(one.imports))
    .map((one) => ({ ...one, why: walls.direction.why }));
  return [...through, ...upward, ...findCircles(imports)];
}

/** The offences that no exception covers, and the exceptions that nothing needs any more. */
export function compareWithExceptions(imports: readonly Import[]): {
  readonly offences: readonly Offence[];
  readonly needless: readonly Exception[];
} {
  const all = findOffences(imports);
  const covers = ({ file, imports: target }: Exception) => {
    return (one: Import) => one.file === file && one.imports === target;
  };
  const isExcepted = (one: Import) => walls.exceptions.some((exception) => covers(exception)(one));
  // One import less opens a circle, so its other half is no offence any more.
  const left = imports.filter((one) => !isExcepted(one));
  return {
    offences: findOffences(left),
    needless: walls.exceptions.filter((exception) => !all.some(covers(exception))),
  };
}

/** The line of a report. */
export function printOffence({ file, line, text, imports, why }: Offence): string {
  return `${file}:${line}  ${text}\n    imports ${imports}. ${why}`;
}

/** The rooms that stand below a folder and have no height in the table. */
export function roomsWithoutHeight(files: readonly string[]): readonly string[] {
  const mainFiles = files.filter((file) => isWithin('src-main', file));
  return [...new Set(mainFiles.filter((file) => Number.isNaN(heightOf(file))))];
}

/** Whether a place of the table holds a file or a package. */
export function isWithin(place: string, target: string): boolean {
  if (place.endsWith('*')) return target.startsWith(place.slice(0, -1));
  return target === place || target.startsWith(`${place}/`);
}

function isWithinAny(places: readonly string[] | undefined, target: string): boolean {
  return (places ?? []).some((place) => isWithin(place, target));
}

function isRefused({ around, except, never, only }: Wall, { file, imports }: Import): boolean {
  if (!isWithinAny(around, file) || isWithinAny(except, file)) return false;
  if (isWithinAny(only, imports)) return false;
  return never === undefined || isWithinAny(never, imports);
}

/** NaN for what has no place in the order: it is neither lower nor higher than anything. */
function heightOf(target: string): number {
  const height = walls.direction.lowestFirst.findIndex((room) => isWithin(room, target));
  return height === -1 ? Number.NaN : height;
}

/** All imports whose target leads back to their file. */
function findCircles(imports: readonly Import[]): readonly Offence[] {
  const targets = targetsOf(imports);
  const reach = new Map<string, ReadonlySet<string>>();
  return imports.flatMap((one) => {
    const reached = reach.get(one.imports) ?? reachFrom(one.imports, targets);
    reach.set(one.imports, reached);
    return reached.has(one.file) ? [{ ...one, why: walls.circles.why }] : [];
  });
}

/** What each file imports. */
export function targetsOf(imports: readonly Import[]): ReadonlyMap<string, ReadonlySet<string>> {
  const targets = new Map<string, Set<string>>();
  for (const { file, imports: target } of imports) {
    targets.set(file, (targets.get(file) ?? new Set()).add(target));
  }
  return targets;
}

/** A file and everything that it imports, over however many steps. */
export function reachFrom(
  file: string,
  targets: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const reached = new Set([file]);
  for (const next of reached) for (const target of targets.get(next) ?? []) reached.add(target);
  return reached;
}

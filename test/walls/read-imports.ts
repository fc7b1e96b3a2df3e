import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { projectRoot } from '../../scripts/common/run-captured.ts';

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

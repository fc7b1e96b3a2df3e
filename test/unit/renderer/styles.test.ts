import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const renderer = join(import.meta.dirname, '..', '..', '..', 'src-renderer');

/** Which names a component takes from a style module, by the module's path. */
interface Uses {
  readonly component: string;
  readonly module: string;
  readonly names: readonly string[];
  /** It takes one whose name is known only when it runs. */
  readonly isOpen: boolean;
}

const components = globSync('**/*.tsx', { cwd: renderer }).map(
  (file) => [file, readFileSync(join(renderer, file), 'utf8')] as const,
);
const modules = new Map(
  globSync('**/*.module.css', { cwd: renderer }).map((file) => [file, classesOf(file)] as const),
);
const uses = components.flatMap(([file, text]) => usesOf(file, text));

/** The classes that a style module names. */
function classesOf(file: string): ReadonlySet<string> {
  const css = readFileSync(join(renderer, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const selectors = css.replaceAll(/[^{};]*;/g, '').matchAll(/([^{}]*)\{/g);
  return new Set(
    [...selectors].flatMap(([, selector = '']) =>
      [...selector.matchAll(/\.([a-z][a-zA-Z0-9]*)/g)].map(([, name = '']) => name),
    ),
  );
}

function usesOf(component: string, text: string): readonly Uses[] {
  return [...text.matchAll(/^import (\w+) from '([^']+\.module\.css)';/gm)].map(
    ([, alias = '', path = '']) => ({
      component,
      module: relative('.', join(dirname(component), path)),
      names: [...text.matchAll(new RegExp(`(?<=[{( ])${alias}\\.(\\w+)`, 'g'))].map(
        ([, name = '']) => name,
      ),
      isOpen: text.includes(`${alias}[`),
    }),
  );
}

test('a class that a component names is in its style module', () => {
  const missing = uses.flatMap(({ component, module, names }) =>
    names
      .filter((name) => modules.get(module)?.has(name) !== true)
      .map((name) => `${component}: ${name} is not in ${module}`),
  );
  expect(missing).toEqual([]);
});

test('a class of a style module is used by a component', () => {
  const unused = [...modules].flatMap(([module, classes]) => {
    const users = uses.filter((use) => use.module === module);
    if (users.some(({ isOpen }) => isOpen)) return users.length > 0 ? [] : [module];
    return [...classes]
      .filter((name) => !users.some(({ names }) => names.includes(name)))
      .map((name) => `${module}: ${name}`);
  });
  expect(unused).toEqual([]);
});

import { globSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { providerMarks } from '../../../src-renderer/brand/provider-marks.ts';
import { contrast, parseHex } from '../../screens/contrast-checks.ts';

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

const css = await readFile(
  new URL('../../../src-renderer/styles/index.css', import.meta.url),
  'utf8',
);

/** The two hex colours of every token written as `light-dark(#…, #…)`. */
const tokens = new Map(
  [...css.matchAll(/--([a-z-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/gi)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

function ratio(front: string, back: string, theme: 'light' | 'dark'): number {
  const [one, other] = [tokens.get(front), tokens.get(back)];
  if (one === undefined || other === undefined) throw new Error(`No token ${front} or ${back}.`);
  return contrast(parseHex(one[theme]), parseHex(other[theme]));
}

/** Text on what stands behind it: WCAG 2.2, 1.4.3, at least 4.5. */
const texts = [
  ['text', 'page'],
  ['text', 'surface'],
  ['text', 'raised'],
  ['text', 'hover'],
  ['text', 'accent-soft'],
  ['text', 'danger-soft'],
  ['text', 'warning-soft'],
  ['text', 'line'],
  ['text-soft', 'page'],
  ['text-soft', 'surface'],
  ['text-soft', 'raised'],
  ['text-soft', 'hover'],
  ['text-soft', 'danger-soft'],
  ['text-soft', 'warning-soft'],
  ['accent', 'page'],
  ['accent-strong', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-strong'],
  ['danger', 'page'],
  ['warning', 'page'],
  ['good', 'page'],
  ['google-text', 'google-fill'],
  ['microsoft-text', 'microsoft-fill'],
] as const;

/** Boundaries and signs against what stands beside them: WCAG 2.2, 1.4.11, at least 3. */
const boundaries = [
  ['line-strong', 'page'],
  ['line-strong', 'raised'],
  ['line-strong', 'surface'],
  ['line-strong', 'danger-soft'],
  ['line-strong', 'warning-soft'],
  ['accent', 'page'],
  ['accent', 'surface'],
  ['accent', 'accent-soft'],
  ['accent', 'raised'],
  ['accent', 'danger-soft'],
  ['accent', 'warning-soft'],
  ['on-accent', 'accent'],
  ['danger', 'danger-soft'],
  ['warning', 'warning-soft'],
  ['warning', 'surface'],
  ['good', 'surface'],
  ['google-line', 'page'],
  ['microsoft-line', 'page'],
] as const;

const themes = ['light', 'dark'] as const;

test.each(themes.flatMap((theme) => texts.map((pair) => [...pair, theme] as const)))(
  'text %s on %s has a contrast of at least 4.5 in the %s theme',
  (front, back, theme) => {
    expect(ratio(front, back, theme)).toBeGreaterThanOrEqual(4.5);
  },
);

test.each(themes.flatMap((theme) => boundaries.map((pair) => [...pair, theme] as const)))(
  'boundary %s beside %s has a contrast of at least 3 in the %s theme',
  (front, back, theme) => {
    expect(ratio(front, back, theme)).toBeGreaterThanOrEqual(3);
  },
);

test('the contrast of black and white is 21, of two equal colours 1', () => {
  expect(contrast(parseHex('#000000'), parseHex('#ffffff'))).toBeCloseTo(21);
  expect(contrast(parseHex('#777777'), parseHex('#777777'))).toBe(1);
});

interface Icons {
  readonly icons: Readonly<Record<string, { readonly body: string }>>;
}

const file = new URL(import.meta.resolve('@iconify-json/logos/icons.json'));
const { icons } = JSON.parse(await readFile(file, 'utf8')) as Icons;

test.each([
  ['google', 'google-icon'],
  ['microsoft', 'microsoft-icon'],
] as const)('the mark of %s is the published one, unchanged', (provider, name) => {
  const drawn = providerMarks[provider].paths
    .map(({ fill, d }) => `<path fill="${fill}" d="${d}"/>`)
    .join('');
  expect(drawn).toBe(icons[name]?.body);
});

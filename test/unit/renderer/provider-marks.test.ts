import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { providerMarks } from '../../../src-renderer/brand/provider-marks.ts';

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

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/common/run-captured.ts';
import { withTempFolder } from '../support/temp-folder.ts';

/** A file that the compiler refuses, and the name in its message. */
const refused = [
  [
    'the main process has no page',
    'src-main/touches-the-page.ts',
    'export const title = (): string => document.title;',
    "'document'",
  ],
  [
    'the main process has no views',
    'src-main/uses-a-view.ts',
    "export { words } from '../src-renderer/words.ts';",
    'src-renderer/words.ts',
  ],
  [
    'a service has no page',
    'services/touches-the-page.ts',
    'export const title = (): string => document.title;',
    "'document'",
  ],
  [
    'the renderer has no Node',
    'src-renderer/reads-the-environment.ts',
    'export const path = (): unknown => process.env;',
    "'process'",
  ],
  [
    'the renderer has no disk',
    'src-renderer/reads-the-disk.ts',
    "export { readFile } from 'node:fs/promises';",
    "'node:fs/promises'",
  ],
  [
    'the renderer has no main process',
    'src-renderer/uses-the-main-process.ts',
    "export { title } from '../src-main/touches-the-page.ts';",
    'src-main/touches-the-page.ts',
  ],
] as const;

const accepted = [
  ['preload/contract/errors.ts', "export type Code = 'offline';"],
  ['src-renderer/words.ts', "export const words = ['offline'];"],
] as const;

/** The folders that a compiler keeps apart: each has a configuration, and names those that it may import from. */
const rooms = ['preload', 'src-main', 'src-renderer', 'services'];

const output = await withTempFolder(async (folder) => {
  for (const place of [...rooms, 'preload/contract']) mkdirSync(join(folder, place));
  const settings = ['tsconfig.base.json', ...rooms.map((room) => `${room}/tsconfig.json`)];
  for (const file of ['package.json', ...settings]) {
    cpSync(join(projectRoot, file), join(folder, file));
  }
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'), 'dir');
  const sources = [...accepted, ...refused.map(([, file, source]) => [file, source] as const)];
  for (const [file, source] of sources) writeFileSync(join(folder, file), `${source}\n`);
  const tsc = join(projectRoot, 'node_modules/typescript/bin/tsc');
  const args = [tsc, '-b', ...rooms, '--pretty', 'false'];
  return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }).stdout;
});

test.each(refused)('%s: the compiler refuses %s', (_rule, file, _source, culprit) => {
  const errors = output.split('\n').filter((line) => line.startsWith(`${file}(`));
  expect(errors.join('\n')).toContain(culprit);
});

test('what keeps to the walls compiles', () => {
  expect(output).not.toMatch(/^(preload\/contract\/errors|src-renderer\/words)\.ts\(/m);
});

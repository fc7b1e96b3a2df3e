import { afterAll, beforeAll, expect, test } from 'vitest';
import { runTool } from './run-tool.ts';
import { layOutShadowProject, type ShadowProject } from './shadow-project.ts';

let shadow: ShadowProject;
let output: string;

beforeAll(async () => {
  shadow = await layOutShadowProject('types');
  const rooms = ['preload', 'src-main', 'src-renderer', 'services'];
  output = (await runTool('tsc', ['-b', ...rooms, '--pretty', 'false'], shadow.folder)).output;
});

afterAll(() => shadow.remove());

test.each([
  ['the main process has no page', 'src-main/touches-the-page.ts', "'document'"],
  ['the main process has no views', 'src-main/uses-a-view.ts', 'src-renderer/words.ts'],
  ['the sandbox has no page', 'services/touches-the-page.ts', "'document'"],
  ['the renderer has no Node', 'src-renderer/reads-the-environment.ts', "'process'"],
  ['the renderer has no disk', 'src-renderer/reads-the-disk.ts', "'node:fs/promises'"],
  [
    'the renderer has no main process',
    'src-renderer/uses-the-main-process.ts',
    'src-main/touches-the-page.ts',
  ],
])('%s: the compiler refuses %s', (_rule, file, culprit) => {
  const errors = output.split('\n').filter((line) => line.startsWith(`${file}(`));
  expect(errors.join('\n')).toContain(culprit);
});

test('what keeps to the walls compiles', () => {
  expect(output).not.toMatch(/^(preload\/contract|src-renderer\/words)\.ts\(/m);
});

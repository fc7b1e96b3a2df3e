import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './run-program.ts';
import { shippedFuseWire } from './stand-in-fuses.ts';

/** Makes a folder that has the form of Electron for Windows, around a program that makensis makes; nothing in it runs. */
export function makeWindowsStandIn(folder: string): void {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  writeFileSync(join(folder, 'locales', 'en-US.pak'), 'stand-in');
  const program = join(folder, 'electron.exe');
  const facts = ['ProductName', 'FileVersion', 'FileDescription', 'LegalCopyright'];
  const script = [
    'Unicode true',
    'Name "stand-in"',
    `OutFile "${program}"`,
    'RequestExecutionLevel user',
    'VIProductVersion 1.0.0.0',
    ...facts.map((name) => `VIAddVersionKey ${name} stand-in`),
    'Section',
    'DetailPrint "stand-in"',
    'SectionEnd',
  ].join('\n');
  const { status, output } = runProgram('makensis', ['-V1', '-'], { input: script });
  if (status !== 0) throw new Error(`makensis could not make the stand-in:\n${output}`);
  appendFileSync(program, shippedFuseWire());
}

import { appendFileSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeStandInElectron, shippedFuseWire } from '../../build/packaging/stand-in-electron.ts';
import { makeMacStandIn } from './mac-stand-in.ts';
import { project, runProgram } from './run-program.ts';

/** Assembles the application directory around a stand-in for Electron, as a person would; answers its path. */
export function assembleApp(folder: string): string {
  const electron = join(folder, 'electron');
  makeStandInElectron(electron);
  return assemble(folder, electron, 'linux');
}

/** The same for Windows, around a stand-in program that makensis makes. */
export function assembleWindowsApp(folder: string): string {
  const electron = join(folder, 'electron-win');
  makeStandInProgram(electron);
  return assemble(folder, electron, 'win');
}

/** The same for macOS; answers the path of `Sonar.app`. */
export function assembleMacApp(folder: string): string {
  const electron = join(folder, 'electron-mac');
  makeMacStandIn(electron);
  return join(assemble(folder, electron, 'mac'), 'Sonar.app');
}

function assemble(folder: string, electron: string, system: 'linux' | 'win' | 'mac'): string {
  const output = join(folder, `release-${system}`);
  const from = ['--electron-dist', electron, '--output', output, '--system', system];
  const { status, output: said } = runProgram(process.execPath, [
    'build/package.ts',
    '--dir',
    ...from,
  ]);
  if (status !== 0) throw new Error(`The app could not be packaged:\n${said}`);
  const [found] = globSync('{*-unpacked,mac*}', { cwd: output });
  if (found === undefined) throw new Error(`No application directory was made:\n${said}`);
  return join(output, found);
}

function makeStandInProgram(folder: string): void {
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

/** Every file below a folder, relative to it, in order. */
export function listFiles(folder: string): readonly string[] {
  const entries = globSync('**/*', { cwd: folder, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
}

/** The files of the build that belong into the installer. */
export function listBuiltFiles(): readonly string[] {
  return ['main', 'preload', 'renderer'].flatMap((room) =>
    listFiles(join(project, 'dist', room))
      .filter((file) => !file.endsWith('.map'))
      .map((file) => `dist/${room}/${file}`),
  );
}

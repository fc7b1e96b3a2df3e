import { globSync } from 'node:fs';
import { join } from 'node:path';
import { makeStandInElectron } from '../../build/packaging/stand-in-electron.ts';
import { project, runProgram } from './run-program.ts';

/** Assembles the application directory around a stand-in for Electron, as a person would; answers its path. */
export function assembleApp(folder: string): string {
  const electron = join(folder, 'electron');
  makeStandInElectron(electron);
  const output = join(folder, 'release');
  const args = ['build/package.ts', '--dir', '--electron-dist', electron, '--output', output];
  const { status, output: said } = runProgram(process.execPath, args);
  if (status !== 0) throw new Error(`The app could not be packaged:\n${said}`);
  const [found] = globSync('linux*-unpacked', { cwd: output });
  if (found === undefined) throw new Error(`No application directory was made:\n${said}`);
  return join(output, found);
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

import { join } from 'node:path';
import { projectRoot } from '../project-root.ts';
import { electronProgram } from './electron-program.ts';
import { fetchElectron } from './fetch-electron.ts';

/** A program that runs the built app. */
export interface Host {
  readonly name: 'electron' | 'chromium';
  readonly command: string;
  /** What comes before the arguments of the app itself. */
  readonly args: readonly string[];
  /** Why it is this one, as the end of a sentence: "since …". */
  readonly reason: string;
}

/** Electron where its program is or can be fetched, else the Chromium host. */
export async function chooseHost(): Promise<Host> {
  const program = electronProgram() ?? (await fetchElectron());
  return program ? electronHost(program) : chromiumHost('Electron could not be fetched');
}

/** Electron with the project as its app; Chromium's sandbox refuses to run as root, so that root goes without. */
export function electronHost(program: string): Host {
  const unsandboxed = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return {
    name: 'electron',
    command: program,
    args: [projectRoot, ...unsandboxed],
    reason: 'its program is here',
  };
}

/** The same bundles on Node and Chromium. */
export function chromiumHost(reason: string): Host {
  return {
    name: 'chromium',
    command: process.execPath,
    args: [join(projectRoot, 'sandbox', 'chromium-host', 'run.ts')],
    reason,
  };
}

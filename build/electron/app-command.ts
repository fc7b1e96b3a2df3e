import { projectRoot } from '../project-root.ts';
import type { ElectronHere } from './electron-here.ts';

/** How the built app is started, unpackaged. */
export interface AppCommand {
  readonly command: string;
  /** What comes before the arguments of the app itself; the app's folder or main file comes first. */
  readonly args: readonly string[];
}

/** Electron with the project, or another folder or main file, as its app. */
export function appCommand({ program }: ElectronHere, app = projectRoot): AppCommand {
  // Chromium's sandbox refuses to run as root.
  const unsandboxed = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return { command: program, args: [app, ...unsandboxed] };
}

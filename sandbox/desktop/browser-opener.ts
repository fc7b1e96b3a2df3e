import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findChromium } from './find-chromium.ts';

/** Where the stand-in for the system browser lives, and whether somebody wants to drive it. */
export interface BrowserOpenerOptions {
  /** The folder that gets `xdg-open`, to be put in front on the PATH. */
  readonly folder: string;
  /** The browser's profile; a restart finds its cookies there again. */
  readonly profile: string;
  /** Opens a DevTools port on loopback and names it in `<profile>/DevToolsActivePort`. */
  readonly drivable: boolean;
}

const quietFlags = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-gpu',
  '--password-store=basic',
];

/**
 * Writes an `xdg-open` that opens pages in a Chromium of its own and returns at once, as the real one does.
 * Rejects when there is no Chromium on the PATH.
 */
export async function writeBrowserOpener(options: BrowserOpenerOptions): Promise<void> {
  const program = findChromium(process.env.PATH ?? '');
  if (program === null) throw new Error('There is no Chromium on the PATH to open pages in.');
  // Chromium's own sandbox refuses to run as root; `--test-type` only takes its warning bar away.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : [];
  const drivable = options.drivable ? ['--remote-debugging-port=0'] : [];
  const profile = `--user-data-dir=${options.profile}`;
  const words = [program, profile, ...quietFlags, ...asRoot, ...drivable];
  const script = `#!/bin/sh\nsetsid ${words.map(quoted).join(' ')} "$1" </dev/null >/dev/null 2>&1 &\n`;
  await mkdir(options.folder, { recursive: true });
  await writeFile(join(options.folder, 'xdg-open'), script);
  await chmod(join(options.folder, 'xdg-open'), 0o755);
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

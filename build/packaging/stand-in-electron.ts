import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The mark by which Electron's fuse wire is found in its program. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const wireVersion = 1;
/** How Electron ships: `1` on, `0` off, one for each fuse in the order of @electron/fuses. */
const shippedWire = '100110011';

const program = `#!/bin/sh
echo 'A stand-in for Electron: it shows how the app is packaged and cannot run it.' >&2
exit 78
`;

const files = [
  'LICENSE',
  'LICENSES.chromium.html',
  'icudtl.dat',
  'resources.pak',
  'v8_context_snapshot.bin',
  'locales/en-US.pak',
  'locales/es.pak',
  'locales/fr.pak',
  'locales/de.pak',
] as const;

/**
 * Makes a folder that has the form of Electron for Linux, with a fuse wire that can be flipped and read back, for
 * machines on which Electron itself cannot be had. Nothing in it runs.
 */
export function makeStandInElectron(directory: string): void {
  mkdirSync(join(directory, 'locales'), { recursive: true });
  mkdirSync(join(directory, 'resources'), { recursive: true });
  for (const file of files) writeFileSync(join(directory, file), `stand-in for ${file}\n`);
  for (const helper of ['chrome-sandbox', 'chrome_crashpad_handler'])
    writeFileSync(join(directory, helper), program, { mode: 0o755 });
  const script = Buffer.concat([Buffer.from(`${program}#`), shippedFuseWire()]);
  writeFileSync(join(directory, 'electron'), script, { mode: 0o755 });
}

/** A fuse wire as it lies in Electron's program: sentinel, version, length, one character for each fuse. */
export function shippedFuseWire(): Buffer {
  return Buffer.concat([
    Buffer.from(sentinel, 'latin1'),
    Buffer.from([wireVersion, shippedWire.length]),
    Buffer.from(shippedWire, 'latin1'),
  ]);
}

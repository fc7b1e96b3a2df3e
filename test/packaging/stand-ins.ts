import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'plist';
import { runProgram } from './run-program.ts';

/** The mark by which Electron's fuse wire is found in its program. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const wireVersion = 1;
/** How Electron ships: `1` on, `0` off, one for each fuse in the order of @electron/fuses. */
const shippedWire = '100110011';

/** For stand-ins: a fuse wire as it lies in Electron's program: sentinel, version, length, one character for each fuse. */
function shippedFuseWire(): Buffer {
  return Buffer.concat([
    Buffer.from(sentinel, 'latin1'),
    Buffer.from([wireVersion, shippedWire.length]),
    Buffer.from(shippedWire, 'latin1'),
  ]);
}

const helpers = ['', ' (GPU)', ' (Renderer)', ' (Plugin)'].map((kind) => `Electron Helper${kind}`);

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content, { mode: 0o755 });
}

function putBundle(bundle: string, name: string): void {
  const info = { CFBundleExecutable: name, CFBundleName: name, CFBundlePackageType: 'APPL' };
  put(join(bundle, 'Contents', 'Info.plist'), build(info));
  put(join(bundle, 'Contents', 'MacOS', name), 'stand-in');
}

/** Makes a folder that has the form of Electron for macOS, with a fuse wire; nothing in it runs. */
export function makeMacStandIn(folder: string): void {
  const app = join(folder, 'Electron.app');
  const frameworks = join(app, 'Contents', 'Frameworks');
  const framework = join(frameworks, 'Electron Framework.framework');
  putBundle(app, 'Electron');
  put(join(app, 'Contents', 'Resources', 'en.lproj', 'locale.pak'), 'stand-in');
  for (const helper of helpers) putBundle(join(frameworks, `${helper}.app`), helper);
  put(join(framework, 'Electron Framework'), shippedFuseWire());
  put(join(framework, 'Versions', 'A', 'Resources', 'en.lproj', 'locale.pak'), 'stand-in');
}

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

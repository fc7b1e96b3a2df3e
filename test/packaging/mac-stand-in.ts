import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'plist';
import { shippedFuseWire } from './stand-in-fuses.ts';

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

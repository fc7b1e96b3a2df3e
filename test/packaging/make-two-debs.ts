import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { copyApp, packageWithAdapter } from './packaged-app.ts';

/** For try-deb-in-bare-debian.sh: an older and a newer deb of the product around the Electron that is here. */
const [folder = ''] = process.argv.slice(2);
if (folder === '') throw new Error('usage: make-two-debs.ts FOLDER');
await mkdir(folder, { recursive: true });
const app = await copyApp(folder);
for (const [name, version] of [
  ['older', '1.0.0'],
  ['newer', '1.1.0'],
] as const) {
  const output = join(folder, version);
  const deb = await packageWithAdapter({ app, target: 'deb', output, version });
  await copyFile(deb, join(folder, `${name}.deb`));
}

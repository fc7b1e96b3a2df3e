import { constants, readFileSync } from 'node:fs';
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { createPackage } from '@electron/asar';
import { withFileLock } from '../../scripts/common/files.ts';

/** What the bare page says, and as what assistive technology knows it. */
export const bareHeading = 'Bare';

/** What a bare app is told to ask for once its window is shown. */
export interface BareRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The variable that says what a bare app asks for, as JSON; the answer's body goes to its standard output. */
export const bareRequestVariable = 'BARE_REQUEST';

const main = `
const { app, BrowserWindow, Menu, net, protocol, session } = require('electron');
const { join } = require('node:path');

protocol.registerSchemesAsPrivileged([{ scheme: 'bare', privileges: { standard: true, secure: true } }]);
Menu.setApplicationMenu(null);
app.on('window-all-closed', () => app.quit());
app.whenReady().then(() => {
  const own = session.fromPartition('bare');
  const page = '<!doctype html><title>Bare</title><h1>${bareHeading}</h1>';
  own.protocol.handle('bare', () => new Response(page, { headers: { 'content-type': 'text/html' } }));
  const window = new BrowserWindow({
    width: 440,
    height: 620,
    show: false,
    backgroundColor: '#ffffff',
    webPreferences: { session: own, sandbox: true, preload: join(__dirname, 'preload.cjs') },
  });
  window.once('ready-to-show', () => window.show());
  const request = process.env.${bareRequestVariable};
  if (request !== undefined) {
    const { url, headers, body } = JSON.parse(request);
    window.once('show', async () => {
      const answer = await net.fetch(url, { method: 'POST', headers, body });
      process.stdout.write((await answer.text()) + '\\n');
    });
  }
  window.loadURL('bare://app/index.html');
});
`;

/**
 * Writes the least app that opens a window: one page with one word under a scheme of its own, an empty preload, Chromium's
 * sandbox, no rules. Answers its folder.
 */
export async function writeBareApp(folder: string): Promise<string> {
  const app = join(folder, 'bare');
  await mkdir(app, { recursive: true });
  const description = { name: 'bare', productName: 'Bare', version: '0.0.0', main: 'main.cjs' };
  await writeFile(join(app, 'package.json'), JSON.stringify(description));
  await writeFile(join(app, 'preload.cjs'), '');
  await writeFile(join(app, 'main.cjs'), main);
  return app;
}

/** The program in the folder of a packaged bare app. */
export const bareProgram = 'bare-window';

/**
 * Packages the bare app as `packaged` is: a copy of that folder (the same Electron with the same fuses and languages) with
 * an archive of its own in place of the product's files. Files of its own, too: what two programs share in memory would
 * count half for each. `place`: where it is kept until `packaged` changes; `stamp`: the file that tells.
 */
export async function packageBareApp(
  packaged: { readonly app: string; readonly program: string; readonly stamp: string },
  place: string,
): Promise<string> {
  return withFileLock(join(place, 'bare.lock'), async () => {
    const output = join(place, 'bare-unpacked');
    const stamp = join(place, 'bare-made-from');
    const wanted = `${readFileSync(packaged.stamp, 'utf8')} ${main}`;
    if (readIfThere(stamp) === wanted) return output;
    await rm(stamp, { force: true });
    await rm(output, { recursive: true, force: true });
    const resources = join(packaged.app, 'resources');
    const isResource = (path: string) => path === resources || path.startsWith(resources + sep);
    await cp(packaged.app, output, {
      recursive: true,
      // Not even blocks on the disk in common.
      mode: constants.COPYFILE_EXCL,
      filter: (path) => !isResource(path),
    });
    await rename(join(output, packaged.program), join(output, bareProgram));
    await mkdir(join(output, 'resources'));
    const source = await writeBareApp(join(place, 'bare-source'));
    await createPackage(source, join(output, 'resources', 'app.asar'));
    await writeFile(stamp, wanted);
    return output;
  });
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

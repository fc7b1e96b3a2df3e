import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes the least app that opens a window: one page under a scheme of its own, an empty preload, no rules; its folder. */
export async function writeBareApp(folder: string): Promise<string> {
  const bare = join(folder, 'bare');
  await mkdir(bare, { recursive: true });
  await writeFile(
    join(bare, 'package.json'),
    '{ "name": "bare", "productName": "Bare", "version": "0.0.0", "main": "main.mjs" }',
  );
  await writeFile(join(bare, 'preload.cjs'), '');
  await writeFile(
    join(bare, 'main.mjs'),
    `import { app, BrowserWindow, protocol, session } from 'electron';
protocol.registerSchemesAsPrivileged([{ scheme: 'bare', privileges: { standard: true, secure: true } }]);
app.setPath('userData', ${JSON.stringify(join(folder, 'bare-data'))});
app.whenReady().then(() => {
  const own = session.fromPartition('bare');
  own.protocol.handle('bare', () => new Response('<main>Bare</main>', { headers: { 'content-type': 'text/html' } }));
  const window = new BrowserWindow({ width: 440, height: 620, show: false, title: 'Bare', backgroundColor: '#ffffff', webPreferences: { session: own, sandbox: true, preload: ${JSON.stringify(join(bare, 'preload.cjs'))} } });
  window.once('ready-to-show', () => window.show());
  window.loadURL('bare://app/index.html');
});
app.on('window-all-closed', () => app.quit());
`,
  );
  return bare;
}

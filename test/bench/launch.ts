import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AppCommand, appCommand } from '../../build/electron/app-command.ts';
import type { ElectronHere } from '../../build/electron/electron-here.ts';
import { startApp } from '../e2e/support/app.ts';
import { withDesktop } from '../e2e/support/desktop.ts';
import { median } from './median.ts';

/** Milliseconds from the start of the program to a window that shows its first words; medians of both in one run. */
export function measureLaunch(
  electron: ElectronHere,
  rounds: number,
): Promise<{ readonly appMs: number; readonly bareMs: number }> {
  return withDesktop(async (desktop) => {
    const bare = appCommand(electron, await writeBareApp(desktop.folder));
    const app: number[] = [];
    const window: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      app.push(await timeStart(desktop.command, desktop.env));
      window.push(await timeStart(bare, desktop.env));
    }
    return { appMs: median(app), bareMs: median(window) };
  });
}

async function timeStart(
  command: AppCommand,
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const start = performance.now();
  const app = await startApp(command, env);
  const time = performance.now() - start;
  await app.quit();
  await app.kill();
  return time;
}

/** The least that opens a window: one page, an empty preload, no rules; the path of its folder. */
async function writeBareApp(folder: string): Promise<string> {
  const bare = join(folder, 'bare');
  await mkdir(bare, { recursive: true });
  await writeFile(
    join(bare, 'package.json'),
    '{ "name": "bare", "productName": "Bare", "version": "0.0.0", "main": "main.mjs" }',
  );
  const preload = join(bare, 'preload.cjs');
  await writeFile(preload, '');
  const main = join(bare, 'main.mjs');
  await writeFile(
    main,
    `import { app, BrowserWindow, protocol, session } from 'electron';
protocol.registerSchemesAsPrivileged([{ scheme: 'bare', privileges: { standard: true, secure: true } }]);
app.setPath('userData', ${JSON.stringify(join(folder, 'bare-data'))});
app.whenReady().then(() => {
  const own = session.fromPartition('bare');
  own.protocol.handle('bare', () => new Response('<main>Bare</main>', { headers: { 'content-type': 'text/html' } }));
  const window = new BrowserWindow({ width: 440, height: 620, show: false, title: 'Bare', backgroundColor: '#ffffff', webPreferences: { session: own, sandbox: true, preload: ${JSON.stringify(preload)} } });
  window.once('ready-to-show', () => window.show());
  window.loadURL('bare://app/index.html');
});
app.on('window-all-closed', () => app.quit());
`,
  );
  return bare;
}

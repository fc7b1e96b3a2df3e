import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Host } from '../../build/host/choose-host.ts';
import { startApp } from '../e2e/support/app.ts';
import { withDesktop } from '../e2e/support/desktop.ts';
import { median } from './median.ts';

/** Milliseconds from the start of the program to a window that shows its first words; medians of both in one run. */
export function measureLaunch(
  host: Host,
  rounds: number,
): Promise<{ readonly appMs: number; readonly bareMs: number }> {
  return withDesktop(host, async (desktop) => {
    const bare = await writeBareApp(desktop.folder, host);
    const app: number[] = [];
    const window: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      app.push(await timeStart(host, desktop.env));
      window.push(await timeStart(bare, desktop.env));
    }
    return { appMs: median(app), bareMs: median(window) };
  });
}

async function timeStart(
  host: Host,
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const start = performance.now();
  const app = await startApp(host, env);
  const time = performance.now() - start;
  await app.quit();
  await app.kill();
  return time;
}

/** The least that opens a window on this host: one page, an empty preload, no rules. */
async function writeBareApp(folder: string, host: Host): Promise<Host> {
  const bare = join(folder, 'bare');
  await mkdir(bare, { recursive: true });
  const origin = host.name === 'electron' ? 'bare://app' : 'https://sonar-login.invalid';
  await writeFile(
    join(bare, 'package.json'),
    '{ "name": "bare", "productName": "Bare", "version": "0.0.0", "main": "main.mjs" }',
  );
  const preload = join(bare, 'preload.cjs');
  await writeFile(preload, '');
  const main = join(bare, 'main.mjs');
  await writeFile(
    main,
    `import { app, BrowserWindow, session } from 'electron';
const scheme = new URL('${origin}').protocol.slice(0, -1);
app.setPath('userData', ${JSON.stringify(join(folder, 'bare-data'))});
app.whenReady().then(() => {
  const own = session.fromPartition('bare');
  own.protocol.handle(scheme, () => new Response('<main>Bare</main>', { headers: { 'content-type': 'text/html' } }));
  const window = new BrowserWindow({ width: 440, height: 620, show: false, title: 'Bare', backgroundColor: '#ffffff', webPreferences: { session: own, sandbox: true, preload: ${JSON.stringify(preload)} } });
  window.once('ready-to-show', () => window.show());
  window.loadURL('${origin}/index.html');
});
app.on('window-all-closed', () => app.quit());
`,
  );
  const runner = join(import.meta.dirname, 'run-bare.ts');
  return host.name === 'electron'
    ? { ...host, args: [main, ...host.args.slice(1)] }
    : { ...host, args: [runner, main] };
}

import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../../scripts/common/run-captured.ts';
import type { AppCommand } from '../../../scripts/electron/electron-here.ts';
import type { SonarLoginOptions } from '../../../src-main/index.ts';
import { builtApp } from './desktop.ts';

/** How the host app of the tests behaves; told to it as JSON in `HOST`. */
export interface HostOrders {
  /** What the module is started with beside its configuration. */
  readonly options?: Omit<Partial<SonarLoginOptions>, 'configuration'>;
  /** Starts the module by itself: as the app comes up, or when Electron has been ready for a while. */
  readonly starts?: 'at-once' | 'when-ready' | 'never';
  /** Registers the scheme of the module before Electron is ready. */
  readonly registersScheme?: boolean;
  /** Registers its own scheme once more after that of the module. */
  readonly registersAfter?: boolean;
  /** Opens a window of its own. */
  readonly hasWindow?: boolean;
}

/** The name of the host app. */
export const hostName = 'acme-phone';

/**
 * An app of somebody else: a scheme, a menu, files, listeners and a window of its own, and the module in it as
 * `npm install` puts it there. It keeps in `globalThis.host` what a test asks it.
 */
const main = `
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, ipcMain, Menu, protocol, session } from 'electron';
import { registerSonarLoginScheme, startSonarLogin } from 'sonar-login';

const orders = JSON.parse(process.env.HOST ?? '{}');
const configuration = JSON.parse(readFileSync(process.env.SONAR_LOGIN_CONFIG, 'utf8'));
const start = (options) => startSonarLogin({ configuration, ...orders.options, ...options });
const host = { configuration, start, startRaw: startSonarLogin, softphone: null, failure: null, events: [] };
globalThis.host = host;

app.setPath('userData', process.env.HOST_DATA);
mkdirSync(process.env.HOST_DATA, { recursive: true });
writeFileSync(join(process.env.HOST_DATA, 'preferences.json'), '{"mine":true}');
const registerOwn = () =>
  protocol.registerSchemesAsPrivileged([
    { scheme: 'acme', privileges: { standard: true, secure: true } },
  ]);
registerOwn();
if (orders.registersScheme) registerSonarLoginScheme();
if (orders.registersAfter) registerOwn();
ipcMain.handle('getState', () => 'of the host');

async function startModule() {
  try {
    host.softphone = await start();
  } catch (error) {
    host.failure = { name: error.name, code: error.code, key: error.key, message: error.message };
  }
  console.log('host: module ' + (host.softphone === null ? 'not started' : 'started'));
}

if ((orders.starts ?? 'at-once') === 'at-once') void startModule();
app.whenReady().then(async () => {
  Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'Acme', submenu: [{ role: 'quit' }] }]));
  if (orders.hasWindow) {
    const own = session.fromPartition('window');
    const headers = { 'content-type': 'text/html', 'content-security-policy': "default-src 'none'" };
    own.protocol.handle('acme', () => new Response('<main>Acme</main>', { headers }));
    host.window = new BrowserWindow({ webPreferences: { session: own } });
    await host.window.loadURL('acme://app/');
  }
  if (orders.starts === 'when-ready') {
    await new Promise((resolve) => setTimeout(resolve, 200));
    await startModule();
  }
});
`;

/** Writes the host app into a folder, and answers how it is started. */
export async function makeHost(folder: string): Promise<AppCommand> {
  const manifest = { name: hostName, version: '3.2.1', type: 'module', main: 'main.js' };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'main.js'), main);
  await mkdir(join(folder, 'node_modules'));
  await symlink(projectRoot, join(folder, 'node_modules', 'sonar-login'));
  return builtApp(folder);
}

/** The environment that tells a host app what to do; `data`: absolute path of its folder. */
export function orderHost(data: string, orders: HostOrders): Record<string, string> {
  return { HOST: JSON.stringify(orders), HOST_DATA: data };
}

import { spawn } from 'node:child_process';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { heading, openPage } from './support/account-pages.ts';
import type { App } from './support/app.ts';
import { clickProvider, confirmBox, type Desktop, signIn, withDesktop } from './support/desktop.ts';
import {
  findSecrets,
  type Place,
  readFolder,
  readPage,
  readProcesses,
  recordSecrets,
} from './support/secret-search.ts';
import { takePicture, takesPictures } from './support/take-picture.ts';

const canary = 'canary-7f3e9a1c5b';
const planted = new Map([[canary, 'canary']]);

/**
 * The processes of the app, as Chromium calls their kinds; all but a page's, which may have used the memory of its
 * environment for something else. Its strings are searched with the page.
 */
const processKinds = ['main', 'zygote', 'gpu-process', 'utility'];

/** Every place where a secret must not be, as it is now. */
async function look(desktop: Desktop, app: App): Promise<readonly Place[]> {
  return [
    ...(await readFolder(join(desktop.folder, 'profile'))),
    ...(await readProcesses(app.pid)),
    ...(await readPage(app.page)),
    { name: 'the output', text: app.output() },
    { name: 'the environment', text: JSON.stringify(await app.inMain(() => process.env)) },
  ];
}

test('the search finds a planted secret in files, arguments, environment and page', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp({ env: { PLANTED: canary } });
    expect(await app.inMain(() => process.env.PLANTED)).toBe(canary);
    const inProcesses = findSecrets(planted, await readProcesses(app.pid));
    expect(inProcesses).toEqual(
      expect.arrayContaining(
        processKinds.map((kind) => `canary in environment of a ${kind} process`),
      ),
    );
    const folder = join(desktop.folder, 'profile', 'logs');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'planted.log'), `x ${canary} y`);
    await app.page.evaluate((value) => {
      localStorage.setItem('planted', value);
      document.body.dataset.planted = value;
    }, canary);
    const found = findSecrets(planted, await look(desktop, app));
    expect(found).toEqual(
      expect.arrayContaining([
        'canary in /logs/planted.log',
        'canary in the page',
        'canary in the storage of the page',
        'canary in the memory of the page',
      ]),
    );
    const holder = spawn('sh', ['-c', 'read line', canary], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    try {
      expect(findSecrets(planted, await readProcesses(holder.pid ?? 0))).toEqual([
        'canary in arguments of a main process',
      ]);
    } finally {
      holder.kill();
    }
  }));

test('S2-01, BH-07, IP-04, PR-06, KC-11: of a whole run, no token, code, state, verifier or password is in any place but the keychain', () =>
  withDesktop(async (desktop) => {
    const record = recordSecrets();
    const openedUrls: string[] = [];
    try {
      const evening = await desktop.startApp();
      await signIn(desktop, evening, 'google-one-account');
      await evening.page.getByRole('heading', { level: 1, name: 'Ana Silva' }).waitFor();
      await evening.page.getByRole('button', { name: 'Add an account' }).click();
      const linker = desktop.person('microsoft-no-account');
      await clickProvider(evening.page, 'microsoft');
      const url = await desktop.browser.nextUrl();
      openedUrls.push(url);
      const page = await desktop.browser.visit(url);
      await page.getByRole('button', { name: linker.name }).first().click();
      await evening.page.getByLabel('Sonar username').fill(linker.sonarUsername ?? '');
      await evening.page.getByLabel('Password', { exact: true }).fill(linker.sonarPassword ?? '');
      await evening.page.getByRole('button', { name: 'Link and sign in' }).click();
      await evening.page.getByRole('heading', { level: 1, name: linker.name }).waitFor();
      const eveningPlaces = await look(desktop, evening);
      expect(await evening.quit()).toBe(0);

      const morning = await desktop.startApp();
      await morning.page.getByText('Online').first().waitFor();
      const morningPlaces = await look(desktop, morning);
      expect(await morning.quit()).toBe(0);

      const fields = new Set(record.secrets.values());
      for (const field of [
        'state',
        'nonce',
        'code',
        'code_verifier',
        'idToken',
        'refresh_token',
        'nonceSecret',
        'refreshToken',
        'accessToken',
        'password',
        'DPoP',
      ]) {
        expect(fields, 'what was recorded').toContain(field);
      }
      const urls = openedUrls.map((text) => ({ name: 'an opened address', text }));
      const files = await readFolder(join(desktop.folder, 'profile'));
      const places = [...eveningPlaces, ...morningPlaces, ...files, ...urls];
      // The password was typed into the page: its memory may still hold what the person wrote there.
      const found = findSecrets(record.secrets, places).filter(
        (text) => text !== 'password in the memory of the page',
      );
      expect(found).toEqual([]);
    } finally {
      record.stop();
    }
  }));

test('LG-06, S2-01: a support bundle holds no secret of a sign-in; what is saved is what was shown, and --support-bundle takes the place of nothing', () =>
  withDesktop(async (desktop) => {
    const record = recordSecrets();
    try {
      const home = join(desktop.folder, 'home');
      await mkdir(join(home, 'Downloads'), { recursive: true });
      const app = await desktop.startApp({ env: { HOME: home, GSETTINGS_BACKEND: 'memory' } });
      await signIn(desktop, app, 'google-one-account');
      await heading(app, 'Ana Silva').waitFor();
      await openPage(app, 'Support');
      await app.page.getByRole('button', { name: 'Save a support bundle…' }).click();
      const dialog = app.page.getByRole('dialog', { name: 'Support bundle' });
      await dialog.waitFor();
      const shown = await dialog
        .locator('details')
        .evaluateAll((all) =>
          all.map((one) => [
            one.querySelector('summary')?.textContent ?? '',
            one.querySelector('pre')?.textContent ?? '',
          ]),
        );
      await dialog.getByRole('button', { name: 'Save…' }).click();
      // The system's own box, with the place and the name that it suggests.
      await confirmBox(app.pid, '.*');
      const words = await dialog.getByText(/^Saved as /).textContent();
      const saved = await readFile((words ?? '').replace('Saved as ', ''));
      const unzip = (zip: Uint8Array) =>
        Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, strFromU8(bytes)]);
      expect(unzip(saved)).toEqual(shown);

      // Beside the app that runs, as IT would.
      const file = join(desktop.folder, 'for-it.zip');
      const written = await desktop.ask(['--support-bundle', file]);
      expect(written).toMatchObject({ exitCode: 0 });
      expect(written.output).toContain(`Written: ${file}`);
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      const forIt = await readFile(file);
      const again = await desktop.ask([`--support-bundle=${file}`, '--json']);
      expect(again).toMatchObject({ exitCode: 73 });
      expect(again.output).toContain('{"written":null,"reason":"is-there"}');
      expect(await readFile(file)).toEqual(forIt);
      if (takesPictures) {
        await dialog.getByRole('button', { name: 'Close' }).click();
        await app.page.getByRole('button', { name: 'Save a support bundle…' }).click();
        await dialog.waitFor();
        // Less text in a smaller window makes a smaller picture.
        await app.inMain(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()[0]?.setContentSize(560, 600),
        );
        await dialog.getByText('README.txt', { exact: true }).click();
        await dialog.getByText('self-test.json', { exact: true }).click();
        await takePicture(app.page, 'support-bundle', dialog);
      }
      expect(await app.quit()).toBe(0);

      expect(new Set(record.secrets.values())).toContain('refreshToken');
      const places = [...unzip(saved), ...unzip(forIt)].map(([name = '', text = '']) => ({
        name,
        text,
      }));
      expect(places).toHaveLength(14);
      expect(places.find(({ name }) => name === 'timeline.json')?.text).toContain('signed-in');
      expect(findSecrets(record.secrets, places)).toEqual([]);
      expect(
        places.filter(({ text }) => text.includes(desktop.person('google-one-account').email)),
      ).toEqual([]);
    } finally {
      record.stop();
    }
  }));

/** A proxy that lets nobody out without a name and a password, which is 407 to every request and every tunnel. */
async function startAskingProxy(): Promise<{ server: Server; url: string; asked: string[] }> {
  const asked: string[] = [];
  const headers = { 'proxy-authenticate': 'Basic realm="office"', 'content-length': '0' };
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(407, headers).end();
  });
  server.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 407 Proxy Authentication Required\r\n${lines.join('')}\r\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

test('B-11, S2-22: a proxy that asks for a password is told as such, and nothing is typed anywhere', () =>
  withDesktop(async (desktop) => {
    const { server, url, asked } = await startAskingProxy();
    try {
      const { sonar } = desktop.sandbox.description;
      const config = join(desktop.folder, 'real-addresses.json');
      // The providers' own addresses, which no request reaches: what is on this computer goes past any proxy.
      const ids = { google: { clientId: 'g' }, microsoft: { clientId: 'm' } };
      await writeFile(config, JSON.stringify({ sonar: { baseUrl: sonar.baseUrl }, ...ids }));
      const proxies = { http_proxy: url, https_proxy: url, no_proxy: undefined };
      const app = await desktop.startApp({ env: { SONAR_LOGIN_CONFIG: config, ...proxies } });
      for (const provider of ['google', 'microsoft'] as const) {
        await clickProvider(app.page, provider);
        const alert = app.page.getByRole('alert').filter({ hasText: 'proxy asks for a name' });
        await alert.waitFor();
        await alert.getByRole('button', { name: 'Copy details' }).waitFor();
      }
      // And nothing else: Chromium would fetch a dictionary for each session there is.
      expect(new Set(asked)).toEqual(
        new Set(['accounts.google.com:443', 'login.microsoftonline.com:443']),
      );
      expect(await app.quit()).toBe(0);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }));

import { cp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/common/run-captured.ts';
import type { Softphone } from '../../src-main/index.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { waitUntil } from '../support/wait-until.ts';
import { heading } from './support/account-pages.ts';
import type { App } from './support/app.ts';
import {
  clickProvider,
  type Desktop,
  readKeyringItems,
  signIn,
  withDesktop,
} from './support/desktop.ts';
import { type HostOrders, hostName, makeHost, orderHost } from './support/host-app.ts';

interface Host {
  readonly desktop: Desktop;
  /** Where `npm install` has put the module. */
  readonly module: string;
  /** The host's own folder. */
  readonly data: string;
  start(orders: HostOrders, args?: readonly string[]): Promise<App>;
}

/** Runs `use` on a computer with an app of somebody else that has the module in it. */
function withHost<T>(use: (host: Host) => Promise<T>): Promise<T> {
  return withTempFolder(async (folder) => {
    const command = await makeHost(folder);
    return withDesktop(async (desktop) => {
      const data = join(desktop.folder, 'acme');
      // A guest is told by its options alone.
      const mute = { SONAR_LOGIN_USER_DATA: undefined, SONAR_LOGIN_KEYCHAIN_SERVICE: undefined };
      return use({
        desktop,
        module: join(folder, 'node_modules', 'sonar-login'),
        data,
        start: (orders, args = []) =>
          desktop.startApp({ env: { ...orderHost(data, orders), ...mute }, args }),
      });
    }, command);
  });
}

/** What of the host a module could have touched, as text: listeners, menu, channels, switches, windows. */
function lookAtHost(app: App): Promise<string> {
  return app.inMain((electron) => {
    const { app: hostApp, Menu, BrowserWindow, ipcMain, powerMonitor } = electron;
    const count = (source: NodeJS.EventEmitter) =>
      source
        .eventNames()
        .map((name) => `${String(name)} ${source.listenerCount(name)}`)
        .sort();
    const switches = ['disable-quic', 'standard-schemes', 'secure-schemes'];
    return JSON.stringify({
      app: count(hostApp),
      process: count(process),
      ipcMain: count(ipcMain),
      powerMonitor: count(powerMonitor),
      menu: Menu.getApplicationMenu()?.items.map(({ label }) => label),
      windows: BrowserWindow.getAllWindows().length,
      switches: switches.map((name) => hostApp.commandLine.getSwitchValue(name)),
      userData: hostApp.getPath('userData'),
      running: Symbol.for('sonar-login.running') in globalThis,
    });
  });
}

/** The page of a window by its address. */
async function pageAt(app: App, scheme: string) {
  let found: App['page'] | undefined;
  await waitUntil(async () => {
    found = app.page
      .context()
      .pages()
      .find((page) => page.url().startsWith(`${scheme}:`));
    return found !== undefined;
  }, `a window of ${scheme}`);
  if (found === undefined) throw new Error(`no window of ${scheme}`);
  found.setDefaultTimeout(20_000);
  return found;
}

/** The app, with the module's window as its page. */
async function inModule(app: App): Promise<App> {
  const page = await pageAt(app, 'sonar-login');
  return Object.create(app, { page: { value: page } });
}

test('a guest keeps to its own folder, keychain items, menu and window, and the host to its own', () =>
  withHost(async ({ desktop, data, start }) => {
    const app = await start({
      hasWindow: true,
      starts: 'when-ready',
      registersScheme: true,
      registersAfter: true,
    });
    const module = await inModule(app);
    await signIn(desktop, module, 'google-one-account');
    await heading(module, 'Ana Silva').waitFor();
    await module.page.getByText('Online').first().waitFor();

    const seen = await app.inMain(({ app: hostApp, Menu, BrowserWindow }) => ({
      menu: Menu.getApplicationMenu()?.items.map(({ label }) => label),
      lock: hostApp.hasSingleInstanceLock(),
      quic: hostApp.commandLine.hasSwitch('disable-quic'),
      faults: process.listenerCount('unhandledRejection'),
      titles: BrowserWindow.getAllWindows().map((window) => window.getTitle()),
    }));
    expect(seen.menu).toEqual(['Acme']);
    expect([seen.lock, seen.quic, seen.faults]).toEqual([false, false, 0]);
    const host = await pageAt(app, 'acme');
    for (const page of [host, module.page]) {
      expect(await page.evaluate(() => isSecureContext), page.url()).toBe(true);
    }

    expect(await readFile(join(data, 'preferences.json'), 'utf8')).toBe('{"mine":true}');
    expect(await readdir(join(data, 'Sonar Login'))).toContain('preferences.json');
    const items = await readKeyringItems(desktop);
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) expect(item).toContain(`Sonar Login (${hostName})`);

    const closeWindow = (title: string) =>
      app.inMain(({ BrowserWindow }, wanted) => {
        const windows = BrowserWindow.getAllWindows();
        windows.find((window) => window.getTitle() === wanted)?.close();
        return windows.length;
      }, title);
    await closeWindow('Sonar');
    await waitUntil(async () => (await closeWindow('none')) === 1, 'the window to close');
    // The last one of its own: Electron quits, as it does for an app that does not listen.
    await closeWindow(hostName);
    expect(await app.ended()).toBe(0);
  }));

test('closing the module’s window as the last one leaves the host running, and it can be shown again', () =>
  withHost(async ({ desktop, start }) => {
    const app = await start({ options: { window: 'when-needed' } });
    await signIn(desktop, app, 'google-one-account');
    await heading(app, 'Ana Silva').waitFor();
    await app.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    // As playwright knows it too: it would take the page of the closed window for that of the next.
    await waitUntil(() => app.page.isClosed(), 'the window to close');
    expect(await app.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows())).toEqual([]);
    await app.inMain(async () => {
      const { host } = globalThis as unknown as { host: { softphone: { show(): Promise<void> } } };
      await host.softphone.show();
    });
    const again = await inModule(app);
    await heading(again, 'Ana Silva').waitFor();

    // What was signed in is kept when the host quits by itself.
    await app.inMain(({ app: hostApp }) => hostApp.quit());
    expect(await app.ended()).toBe(0);
    const next = await start({});
    await next.page.getByText('Online').first().waitFor();
    await next.inMain(({ app: hostApp }) => hostApp.quit());
    await next.ended();

    // Where somebody is signed in the window need not open for that to be so.
    const quiet = await start({ hasWindow: true, options: { window: 'when-needed' } });
    await waitUntil(() => quiet.output().includes('host: module started'), 'the start');
    await waitUntil(() => quiet.inMain(isFirstOnline), 'the session to be online');
    expect(await quiet.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  }));

/** Whether the session of the last used account is online, as the module tells its host. */
function isFirstOnline(): boolean {
  interface HostGlobal {
    readonly softphone: { getSessions(): readonly { readonly status: string }[] };
  }
  const { host } = globalThis as unknown as { host: HostGlobal };
  return host.softphone.getSessions()[0]?.status === 'online';
}

const badOptions: readonly (readonly [string, unknown])[] = [
  ['options', undefined],
  ['options', 'a text'],
  ['configuration', {}],
  ['configuration', { configuration: 'a text' }],
  ['configuration.sonar.baseUrl', { configuration: { sonar: { baseUrl: 'ftp://a' } } }],
  ['configuration', { configuration: { tenant: 'x' } }],
  ['dataFolder', { dataFolder: 'relative/path' }],
  ['dataFolder', { dataFolder: 5 }],
  ['keychainService', { keychainService: ' ' }],
  ['keychainService', { keychainService: 'a\nb' }],
  ['window', { window: 'never' }],
  ['quitWithWindow', { quitWithWindow: 'yes' }],
  ['menu', { menu: 1 }],
  ['singleInstance', { singleInstance: null }],
  ['commandLine', { commandLine: { ownSwitches: ['--minimized'] } }],
  ['log', { log: 'console' }],
  ['dataDirectory', { dataDirectory: '/tmp' }],
];

test('a bad option is refused by its name, and nothing of the host was touched', () =>
  withHost(async ({ data, start }) => {
    const app = await start({ starts: 'never', hasWindow: true });
    const before = { host: await lookAtHost(app), files: (await readdir(data)).sort() };
    const answers = await app.inMain(async (_electron, cases) => {
      interface HostGlobal {
        readonly configuration: object;
        startRaw(options: unknown): Promise<unknown>;
      }
      const { host } = globalThis as unknown as { host: HostGlobal };
      const found: string[][] = [];
      for (const [, given] of cases) {
        const isObject = typeof given === 'object' && given !== null;
        const needs = isObject && Object.keys(given).length > 0 && !('configuration' in given);
        const options = needs ? { configuration: host.configuration, ...given } : given;
        const thrown = await host.startRaw(options).then(
          () => null,
          (error: { code: string; key: string; message: string }) => error,
        );
        found.push(thrown === null ? ['started'] : [thrown.code, thrown.key, thrown.message]);
      }
      return found;
    }, badOptions);
    expect(answers.map(([code]) => code)).toEqual(badOptions.map(() => 'bad-option'));
    for (const [index, [name]] of badOptions.entries()) {
      const [, key, message] = answers[index] ?? [];
      expect(key).toMatch(name);
      // One sentence, with the name in it.
      expect(message).toMatch(new RegExp(`${key?.replaceAll('.', '\\.')}.*\\.$`));
    }
    expect({ host: await lookAtHost(app), files: (await readdir(data)).sort() }).toEqual(before);
  }));

test('started too late without its scheme, and started twice, it says what to do', () =>
  withHost(async ({ start }) => {
    const late = await start({ starts: 'when-ready', hasWindow: true });
    await waitUntil(() => late.output().includes('host: module not started'), 'the refusal');
    const failure = await late.inMain(
      () => (globalThis as unknown as { host: { failure: unknown } }).host.failure,
    );
    expect(failure).toMatchObject({ name: 'SetupError', code: 'scheme-not-registered' });
    await late.quit();

    const app = await start({});
    await waitUntil(() => app.output().includes('host: module started'), 'the start');
    const second = await app.inMain(() => {
      const { host } = globalThis as unknown as { host: { start(): Promise<unknown> } };
      return host.start().catch((error: { code: string; message: string }) => error.code);
    });
    expect(second).toBe('already-started');
  }));

test('--remove-data takes from the host’s folder what is the module’s, and nothing else', () =>
  withHost(async ({ desktop, data, start }) => {
    const app = await start({ options: { commandLine: true } });
    await signIn(desktop, app, 'google-one-account');
    await heading(app, 'Ana Silva').waitFor();
    await app.inMain(({ app: hostApp }) => hostApp.quit());
    await app.ended();
    const mute = { SONAR_LOGIN_USER_DATA: undefined, SONAR_LOGIN_KEYCHAIN_SERVICE: undefined };
    const orders = orderHost(data, { options: { commandLine: true } });
    const { exitCode, output } = await desktop.ask(['--remove-data'], { ...orders, ...mute });
    expect(output).toContain('Settings, logs and stored sign-ins are removed.');
    expect(exitCode).toBe(0);
    expect(await readFile(join(data, 'preferences.json'), 'utf8')).toBe('{"mine":true}');
    expect(await readdir(data)).not.toContain('Sonar Login');
    expect(await readKeyringItems(desktop)).toEqual([]);
  }));

interface HostGlobal {
  start(options?: object): Promise<Softphone>;
  softphone: Softphone | null;
}

/** Starts the module in the host; answers the code of its failure, null when it runs. */
function startModule(app: App, options: object = {}): Promise<string | null> {
  return app.inMain(async (_electron, given) => {
    const { host } = globalThis as unknown as { host: HostGlobal };
    try {
      host.softphone = await host.start(given);
      return null;
    } catch (error) {
      return (error as { code: string }).code;
    }
  }, options);
}

const onlyWhenAsked = { starts: 'never', registersScheme: true } as const;

test('a start that fails leaves nothing of it in the host, and the next one works', () =>
  withHost(async ({ module, data, start }) => {
    await rm(module);
    for (const part of ['dist', 'node_modules/keytar', 'package.json']) {
      await cp(join(projectRoot, part), join(module, part), { recursive: true });
    }
    const app = await start({ ...onlyWhenAsked, hasWindow: true });
    const before = await lookAtHost(app);
    expect(await startModule(app, { dataFolder: '/dev/null/none' })).toBe('no-folder');
    expect(await lookAtHost(app)).toBe(before);
    const preload = join(module, 'dist/preload/index.cjs');
    await rename(preload, `${preload}.away`);
    expect(await startModule(app)).toBe('damaged');
    expect(await lookAtHost(app)).toBe(before);
    await rename(`${preload}.away`, preload);
    expect(await startModule(app)).toBeNull();
    await (await inModule(app)).page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await readdir(data)).toContain('Sonar Login');
  }));

test('a window that is closed before it was shown keeps nobody from being signed in', () =>
  withHost(async ({ desktop, start }) => {
    const app = await start({});
    await signIn(desktop, app, 'google-one-account');
    await heading(app, 'Ana Silva').waitFor();
    await app.inMain(({ app: hostApp }) => hostApp.quit());
    await app.ended();
    const next = await start({ ...onlyWhenAsked, hasWindow: true });
    await next.inMain(({ app: hostApp }) => {
      hostApp.once('browser-window-created', (_event, window) =>
        setImmediate(() => window.destroy()),
      );
    });
    expect(await startModule(next)).toBeNull();
    const getStatus = () =>
      next.inMain(() => {
        const { host } = globalThis as unknown as { host: HostGlobal };
        return host.softphone?.getCurrentSession()?.status;
      });
    await waitUntil(async () => (await getStatus()) === 'online', 'the session to be renewed');
  }));

test('a window of another kind is the host’s too: the module’s is not the last one beside it', () =>
  withHost(async ({ start }) => {
    const app = await start({ ...onlyWhenAsked, hasWindow: true });
    await app.inMain(({ BaseWindow, BrowserWindow }) => {
      const [first] = BrowserWindow.getAllWindows();
      Object.assign(globalThis, { base: new BaseWindow({ width: 200, height: 100 }) });
      first?.close();
    });
    expect(await startModule(app)).toBeNull();
    await inModule(app);
    await app.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    const count = () => app.inMain(({ BaseWindow }) => BaseWindow.getAllWindows().length);
    await waitUntil(async () => (await count()) === 1, 'the window to close');
    await app.inMain(() => {
      const { base } = globalThis as unknown as { base: { close(): void } };
      setTimeout(() => base.close(), 50);
    });
    expect(await app.ended()).toBe(0);
  }));

test('an answer from the browser opens the window that was closed meanwhile', () =>
  withHost(async ({ desktop, start }) => {
    const app = await start({});
    await clickProvider(app.page, 'google');
    const page = await desktop.browser.nextPage();
    await app.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await waitUntil(() => app.page.isClosed(), 'the window to close');
    const { name } = desktop.person('google-three-accounts');
    await page.getByRole('button', { name }).first().click();
    const again = await inModule(app);
    await again.page.getByRole('button', { name: /Harbour Legal/ }).click();
    await heading(again, 'Ben Tremblay').waitFor();
  }));

test('a host that holds its end once, for something of its own, is given the time', () =>
  withHost(async ({ data, start }) => {
    const app = await start({ hasWindow: true });
    await waitUntil(() => app.output().includes('host: module started'), 'the start');
    const file = join(data, 'stored-at-the-end');
    await app.inMain(({ app: hostApp }, path) => {
      hostApp.once('will-quit', (event) => {
        event.preventDefault();
        setTimeout(() => {
          const { writeFileSync } = process.getBuiltinModule('node:fs');
          writeFileSync(path, 'stored');
          hostApp.quit();
        }, 1_500);
      });
      setTimeout(() => hostApp.quit(), 50);
    }, file);
    expect(await app.ended()).toBe(0);
    expect(await readFile(file, 'utf8')).toBe('stored');
  }));

test('a host that quits amid a sign-in, and asks for the window meanwhile, ends in time', () =>
  withHost(async ({ start }) => {
    const app = await start({ hasWindow: true });
    await waitUntil(() => app.output().includes('host: module started'), 'the start');
    const askedAt = Date.now();
    await app.inMain(({ app: hostApp }) => {
      const { softphone } = (globalThis as unknown as { host: HostGlobal }).host;
      const ask = () => {
        void softphone?.show('security');
        void softphone?.signIn({ provider: 'microsoft' });
      };
      hostApp.on('before-quit', ask);
      hostApp.on('will-quit', ask);
      void softphone?.signIn({ provider: 'google', email: 'ana@maple.example' });
      setTimeout(() => hostApp.quit(), 100);
    });
    expect(await app.ended()).toBe(0);
    expect(Date.now() - askedAt).toBeLessThan(8_000);
    // Where the library for assistive technology is installed and has no bus of its own, it says so as a warning.
    const lines = app.output().split('\n');
    const said = lines.filter((line) => !line.includes('dbind-WARNING')).join('\n');
    expect(said).not.toMatch(/Unhandled|Error/);
  }));

import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  powerMonitor,
  screen,
  shell,
  type UtilityProcess,
  utilityProcess,
} from 'electron';
import { createEmitter } from '../common/emitter.ts';
import { writePrivateFile } from '../common/private-file.ts';
import { createUtilityChildSpawner } from '../credentials/keychain-connection.ts';
import type { OwnApp, Platform, Power, WindowPlaceStore } from '../platform.ts';
import { productIdentity } from '../product.ts';
import type { Environment } from '../start/own-environment.ts';
import { createAppNetwork } from './app-network.ts';
import { createAutostart, isHiddenStart, type OwnStart } from './autostart.ts';
import { createBrowser } from './browser.ts';
import { startUpdates } from './electron-updater.ts';
import { openBus } from './linux-bus.ts';
import { type ScreenWatch, watchLinuxScreen } from './linux-lock.ts';
import { createLinuxNotifier } from './linux-notifications.ts';
import { createLogonNameReader } from './logon-name.ts';
import { createOutside, type TrayFacts } from './outside.ts';
import type { PreparedApp } from './prepare-app.ts';
import { bundles, type Shell } from './shell.ts';
import { startApp, type WindowManners, type WindowShower } from './start-app.ts';
import { findReachable, followTrayHost } from './tray-host.ts';
import { createWindowHolder } from './window.ts';
import { createWindowFitter, type WindowFitter } from './window-place.ts';
import { windowSession } from './window-rules.ts';

/**
 * Electron as the host of the product. `environment`: the person's own.
 */
export function createElectronPlatform(
  { settingsFolder, version }: Pick<PreparedApp, 'settingsFolder' | 'version'>,
  manners: WindowManners,
  environment: Environment,
  windowShell: Shell,
): Platform {
  const now = Date.now;
  const windows = createWindowHolder();
  let shower: WindowShower = { show() {}, showQuietly() {} };
  const fitter = createWindowFitter(windows.current, () => screen.getPrimaryDisplay().workAreaSize);
  const outside = createOutside({
    manners: manners.outside,
    ownsApp: manners.ownsApp,
    icon: join(bundles, 'main', 'icon.png'),
    currentWindow: windows.current,
    showWindow: () => shower.show(),
    followTrayHost: (listener) => followTrayHost(process.platform, environment, openBus, listener),
    showNotice: process.platform === 'linux' ? createLinuxNotifier(environment, openBus) : null,
  });
  return {
    version,
    computerName: hostname().slice(0, 128) || 'Computer',
    settingsFolder,
    now,
    whenReady: () => app.whenReady(),
    openNetwork: (noteFailure) => createAppNetwork(noteFailure, manners.ownsApp),
    openBrowser: createBrowser(
      process.platform,
      environment,
      (url) => shell.openExternal(url, { activate: true }),
      async () => (await app.getApplicationInfoForProtocol('https://')).path,
    ),
    copyText: async (text) => clipboard.writeText(text),
    saveFile: (suggestedName, content) => saveFile(windows.current(), suggestedName, content),
    languages: () => app.getPreferredSystemLanguages(),
    readLogonName: createLogonNameReader(),
    forkChild: createUtilityChildSpawner(forkUtility),
    window: {
      async open(content) {
        shower = await startApp(
          { ...content, place: rememberUnlessGrown(content.place, fitter) },
          {
            windows,
            manners,
            shell: windowShell,
            now,
            isTrayShown: outside.isTrayShown,
          },
        );
      },
      show: () => shower.show(),
      showQuietly: () => shower.showQuietly(),
      // Its window may be closed, and have something to ask.
      bringToFront: () => shower.show(),
      isOpen: () => windows.current() !== null,
      isFocused: () => windows.current()?.isFocused() ?? false,
      fit: fitter.fit,
    },
    outside,
    ownApp: manners.ownsApp ? createOwnApp(outside) : null,
    power: createPower(environment),
    followUpdates: startUpdates,
  };
}

function createOwnApp({ isTrayShown, whenTrayShown }: TrayFacts): OwnApp {
  // By this name, which its shortcut has too, Windows knows whose notifications they are.
  if (process.platform === 'win32') app.setAppUserModelId(productIdentity.appId);
  const { argv, env, platform } = process;
  const start: OwnStart = { platform, app, argv, env };
  return {
    isHiddenStart: isHiddenStart(start),
    autostart: createAutostart(start, (listener) => {
      app.on('browser-window-focus', listener);
      return () => app.off('browser-window-focus', listener);
    }),
    staysInTray: isTrayShown,
    isReachable: () => findReachable(platform, whenTrayShown),
  };
}

/** Asks where to save a file and saves it; the path, or null when the person changed their mind. */
async function saveFile(
  window: BrowserWindow | null,
  suggestedName: string,
  content: string | Uint8Array,
): Promise<string | null> {
  const options = { defaultPath: join(app.getPath('downloads'), basename(suggestedName)) };
  const { canceled, filePath } = window
    ? await dialog.showSaveDialog(window, options)
    : await dialog.showSaveDialog(options);
  if (canceled || filePath === '') return null;
  // Who can open which account: for this person's eyes.
  await writePrivateFile(filePath, content);
  return filePath;
}

/** Starts the program at `modulePath` in a process of its own, without the app's output. The app must be ready. */
export function forkUtility(modulePath: string): UtilityProcess {
  return utilityProcess.fork(modulePath, [], { serviceName: 'Sonar keychain', stdio: 'ignore' });
}

/** A size that the app chose is not worth remembering. */
function rememberUnlessGrown(place: WindowPlaceStore, fitter: WindowFitter): WindowPlaceStore {
  return {
    read: place.read,
    write(seen) {
      if (!fitter.isGrown()) place.write(seen);
    },
  };
}

/** What Electron tells, and on Linux what the desktop tells of its screen. */
function createPower(environment: Environment): Power {
  const awake = createEmitter();
  const locked = createEmitter();
  let watch: Promise<ScreenWatch> | null = null;
  function watchScreen(): Promise<Pick<ScreenWatch, 'canTell'>> {
    if (process.platform !== 'linux') return Promise.resolve({ canTell: async () => true });
    watch ??= watchLinuxScreen(openBus, environment, {
      locked: locked.emit,
      awake: awake.emit,
    });
    return watch;
  }
  return {
    listen: () => void watchScreen(),
    canTellOfLock: async () => (await watchScreen()).canTell(),
    onAwake(listener) {
      powerMonitor.on('resume', listener);
      powerMonitor.on('unlock-screen', listener);
      awake.listen(listener);
    },
    onLocked(listener) {
      powerMonitor.on('lock-screen', listener);
      powerMonitor.on('user-did-resign-active', listener);
      locked.listen(listener);
    },
    idleSeconds: () => powerMonitor.getSystemIdleTime(),
  };
}

/** `WM_SETTINGCHANGE`: Windows sends it to every window after Group Policy was applied, among other changes. */
const settingChangeMessage = 0x001a;

/**
 * Calls `listener` when policies may have changed: Windows said so, or the window came to the front. Answers the
 * function that stops it.
 */
export function listenForPolicyNews(listener: () => void): () => void {
  const hear = (_event: unknown, window: BrowserWindow) => {
    // A window has one hook for a message: those of an app around the module are not ours to take.
    const isOurs = window.webContents.session === windowSession();
    if (process.platform === 'win32' && isOurs) {
      window.hookWindowMessage(settingChangeMessage, listener);
    }
  };
  for (const window of BrowserWindow.getAllWindows()) hear(null, window);
  app.on('browser-window-created', hear);
  app.on('browser-window-focus', listener);
  return () => {
    app.off('browser-window-created', hear);
    app.off('browser-window-focus', listener);
  };
}

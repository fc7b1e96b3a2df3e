import { hostname } from 'node:os';
import { join } from 'node:path';
import { app, screen } from 'electron';
import { createAppNetwork } from './app/app-network.ts';
import { createBrowser } from './app/browser.ts';
import { chooseLocale } from './app/choose-locale.ts';
import { copyText } from './app/clipboard.ts';
import { printPolicy, printRemoval, printSelfTest, printStillRunning } from './app/command-line.ts';
import { endApp } from './app/end-app.ts';
import { createWindowFitter } from './app/fit-window.ts';
import { helpPages } from './app/help-pages.ts';
import { isStartRefused } from './app/judge-start.ts';
import { followNetworkPolicy } from './app/network-policy.ts';
import { openPolicy } from './app/open-policy.ts';
import { type Environment, ownEnvironment } from './app/own-environment.ts';
import { type PreparedApp, prepareApp } from './app/prepare-app.ts';
import { readCommand } from './app/read-command.ts';
import { removeData } from './app/remove-data.ts';
import { saveFile } from './app/save-file.ts';
import { ownSpareFolder } from './app/spare-folder.ts';
import { showInFront } from './app/start-app.ts';
import { forkUtility } from './app/utility-process.ts';
import { mayBeWayland } from './app/wayland.ts';
import { createWindowHolder } from './app/window-holder.ts';
import { withProfileLock } from './common/process-lock.ts';
import { createSystemLook } from './credentials/system-look.ts';
import { createUtilityChildSpawner } from './credentials/utility-child.ts';
import { createDiagnostics } from './diagnostics/diagnostics.ts';
import { createProbes } from './diagnostics/probes.ts';
import { runSelfTest } from './diagnostics/self-test.ts';
import { createLeftovers } from './leftovers.ts';
import { createLogin } from './login.ts';
import { createPeerOwner } from './network/peer-owner.ts';
import { openInBrowser } from './oauth/open-browser.ts';
import type { LivePolicyReader } from './policy/policy-reader.ts';
import { findStartObstacle } from './policy/start-obstacle.ts';
import { createPreferences } from './preferences/preferences.ts';
import { createProviders, forEachProvider } from './providers/all.ts';
import { createGoogleProvider } from './providers/google.ts';
import { createMicrosoftProvider } from './providers/microsoft.ts';
import type { Softphone } from './session/softphone.ts';
import { createServiceAddress } from './sonar/sonar-base-url.ts';
import { createSonarClient } from './sonar/sonar-client.ts';
import { boundSonarFetch } from './sonar/sonar-http.ts';
import { startProduct } from './start-product.ts';
import { createPersonalStores, createSharedStores } from './stores.ts';

export type { AccountChange, Objection } from './session/change-guard.ts';
export type { Softphone, SoftphoneSession } from './session/softphone.ts';
export type { Provisioning } from './sonar/sonar-service.ts';

/** What a softphone may tell the module at its start. */
export interface SonarLoginOptions {
  /** Switches that the softphone takes itself, in small letters and without the dashes: an installed app refuses others. */
  readonly ownSwitches?: readonly string[];
}

/**
 * Starts the sign-in module in an Electron main process: opens the window, resumes the sessions and answers the face
 * for the softphone. Null when the app is not to start: it runs already, was told something unusable, or was only
 * asked a question on the command line. Call it once, before `app` is ready.
 */
export async function startSonarLogin({
  ownSwitches = [],
}: SonarLoginOptions = {}): Promise<Softphone | null> {
  // At once: Chromium changes it while the app gets ready.
  const environment = ownEnvironment(process.env, process.execPath);
  if (isStartRefused(ownSwitches)) return null;
  const command = readCommand(process.argv);
  if (command?.kind === 'print-policy') {
    printPolicy(await openPolicy(), command.format);
    return null;
  }
  const isQuestion = command?.kind === 'self-test';
  const prepared = prepareApp({
    isOnlyInstance: !isQuestion,
    onSecond: command?.kind === 'remove-data' ? () => printStillRunning(command.format) : undefined,
  });
  if (prepared === null) return null;
  const policy = await openPolicy();
  const isRemoval = command?.kind === 'remove-data';
  const obstacle = findStartObstacle(policy.report());
  // What is kept can be removed under any policy: no service is asked meanwhile.
  if (obstacle !== null && !isRemoval) {
    endApp('configuration', obstacle);
    return null;
  }
  const product = compose(
    prepared,
    environment,
    policy,
    policy.current().keepSignedIn || isRemoval,
  );
  if (isRemoval) {
    await app.whenReady();
    printRemoval(await product.removeData(), command.format);
    return null;
  }
  if (command?.kind === 'self-test') {
    await app.whenReady();
    printSelfTest(await product.runSelfTest(), command.format);
    return null;
  }
  return (await product.start()) ? product.softphone : null;
}

/** Builds each dependency once. Nothing here touches the keychain or the network; `keeps` false: memory only. */
function compose(
  prepared: PreparedApp,
  environment: Environment,
  policy: LivePolicyReader,
  keeps: boolean,
) {
  const { configuration, userDataDirectory, logDirectory, version } = prepared;
  const now = Date.now;
  const windows = createWindowHolder();
  const fitter = createWindowFitter(windows.current, () => screen.getPrimaryDisplay().workAreaSize);
  const preferences = createPreferences({ directory: userDataDirectory, now });
  const bundles = join(import.meta.dirname, '..');
  const diagnostics = createDiagnostics({
    logDirectory,
    version,
    policy,
    clientIds: forEachProvider((name) => configuration[name].clientId),
    now,
  });
  const network = createAppNetwork(diagnostics.noteNetworkFailure);
  const { fetch } = network;
  for (const notice of preferences.notices()) diagnostics.noteSettings(notice);
  preferences.onSavedChanged((isSaved) => diagnostics.noteSettings(isSaved ? 'saved' : 'unsaved'));
  const keychain = {
    keychainService: configuration.keychainService,
    keychainProcess: join(bundles, 'main', 'keychain-process.js'),
    spawnChild: createUtilityChildSpawner(forkUtility),
  };
  const personal = createPersonalStores({
    ...keychain,
    preferences,
    look: createSystemLook(process.platform, process.env),
    onChildLost: diagnostics.noteKeychainLoss,
  });
  const stores = keeps ? personal : createSharedStores();
  const providers = createProviders(configuration, { fetch, now });
  const service = createServiceAddress(policy, configuration.sonar.baseUrl);
  const sonar = createSonarClient({
    service,
    device: {
      id: preferences.deviceId,
      name: hostname().slice(0, 128) || 'Computer',
      platform: process.platform,
      appVersion: version,
    },
    fetch: boundSonarFetch(fetch, now),
    now,
  });
  const isOwnPeer = createPeerOwner(process.platform);
  const leftovers = createLeftovers({ ...keychain, preferences, sonar });
  const probes = createProbes({
    providers,
    sonar,
    service,
    credentials: stores.credentials,
    policy,
    isOwnPeer,
    readIssuer: network.readIssuer,
    countPolicyRejects: () => policy.report().rejects.length,
    now,
  });
  const browser = createBrowser(process.platform, environment);
  const login = createLogin({
    ...stores,
    providers,
    sonar,
    policy,
    withLock: (name, action) => withProfileLock(userDataDirectory, name, action),
    isOwnPeer,
    openBrowser: (url) => openInBrowser(browser, url),
    copyText,
    saveFile: (suggestedName, text) => saveFile(windows.current(), suggestedName, text),
    bringToFront: () => showInFront(windows),
    log: diagnostics.logSignIn,
    now,
    getLocale: () =>
      chooseLocale(
        preferences.getLocale(),
        app.getPreferredSystemLanguages(),
        policy.current().locales,
      ),
    setLocale: (locale) => preferences.setLocale(locale),
    settings: preferences,
    helpAddress: (page) => helpPages[page],
    fitWindow: fitter.fit,
    copyDetails: async () => copyText(await diagnostics.report()),
    runSelfTest: () => runSelfTest(probes),
    noteNotRenewed: diagnostics.noteNotRenewed,
    noteNotConfirmed: diagnostics.noteNotConfirmed,
    appVersion: version,
  });

  async function prepareNetwork(): Promise<void> {
    await app.whenReady();
    await followNetworkPolicy(policy, network);
  }
  return {
    softphone: login.softphone,
    async runSelfTest() {
      await prepareNetwork();
      return runSelfTest(probes);
    },
    async removeData() {
      // The service is told by the way that policy wants.
      await prepareNetwork();
      return removeData({
        forget: login.forgetAll,
        leftBehind: stores.index.pendingRemovals,
        removeLeftovers: leftovers.removeAll,
        directories: [userDataDirectory, ownSpareFolder(userDataDirectory)].flat(),
        close: async () => {
          login.close();
          await preferences.flush();
          policy.close();
          await diagnostics.close();
        },
      });
    },
    start: () =>
      startProduct({
        login,
        preferences,
        policy,
        diagnostics,
        personal,
        leftovers,
        sonar,
        windows,
        fitter,
        bundles,
        keeps,
        isPackaged: configuration.isPackaged,
        mayBeWayland: mayBeWayland(environment, process.argv),
        networkReady: prepareNetwork(),
        holdPartition: network.holdPartition,
        now,
      }),
  };
}

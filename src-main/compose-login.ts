import type { BundleFile } from '../preload/contract/account-pages.ts';
import type { Provider } from '../preload/contract/providers.ts';
import { chooseLocale } from './common/choose-locale.ts';
import { withProfileLock } from './common/process-lock.ts';
import { createDeskSettings, type DeskSettings } from './desk/desk-settings.ts';
import type { Diagnostics } from './diagnostics/diagnostics.ts';
import { createProbes, runSelfTest, wantedProbes } from './diagnostics/self-test.ts';
import { createSupportBundle } from './diagnostics/support-bundle.ts';
import { createLeftovers, type Leftovers } from './leftovers.ts';
import { createLogin } from './login.ts';
import type { Login } from './login-parts.ts';
import { createPeerOwner } from './network/peer-owner.ts';
import { isStartPage, openInBrowser } from './oauth/open-browser.ts';
import type { Network, Platform } from './platform.ts';
import type { LivePolicyReader } from './policy/policy-reader.ts';
import type { Preferences } from './preferences/preferences.ts';
import { helpPages } from './product.ts';
import { createProviders, readSignOutAddresses } from './providers/all.ts';
import { createSonarClient } from './sonar/sonar-client.ts';
import { boundSonarFetch, createServiceAddress } from './sonar/sonar-http.ts';
import type { SonarService } from './sonar/sonar-service.ts';
import type { Configuration } from './start/configuration.ts';
import { createPersonalStores, createSharedStores, type Keychain, type Stores } from './stores.ts';

/** What a sign-in works with: what it is told, what hosts it, and what this computer keeps. */
export interface Given {
  readonly configuration: Pick<Configuration, Provider | 'sonar'>;
  readonly platform: Pick<
    Platform,
    | 'version'
    | 'computerName'
    | 'settingsFolder'
    | 'now'
    | 'openNetwork'
    | 'openBrowser'
    | 'copyText'
    | 'saveFile'
    | 'languages'
    | 'ownApp'
    | 'readLogonName'
  > & {
    readonly window: Pick<Platform['window'], 'bringToFront' | 'show' | 'isOpen' | 'fit'>;
    readonly power: Pick<Platform['power'], 'canTellOfLock' | 'idleSeconds'>;
  };
  readonly policy: Pick<LivePolicyReader, 'current' | 'onChange' | 'report'>;
  readonly preferences: Preferences;
  readonly keychain: Keychain;
  readonly diagnostics: Diagnostics;
  /** False: memory only. */
  readonly keeps: boolean;
}

/** The whole product but its window. */
export interface Composed {
  readonly login: Login;
  readonly network: Network;
  readonly sonar: SonarService;
  /** Where sign-ins are kept while the app runs. */
  readonly stores: Stores;
  /** Where they are kept on a personal computer, which this one may have been. */
  readonly personal: Stores;
  readonly leftovers: Leftovers;
  /** What is set of the app outside of its window; null: the app is somebody else's. */
  readonly deskSettings: DeskSettings | null;
  readonly runSelfTest: () => ReturnType<typeof runSelfTest>;
  /** The files of a support bundle, with a self-test that is run for it. */
  readonly collectBundle: () => Promise<readonly BundleFile[]>;
}

/** Builds each dependency once. Nothing here touches the keychain or the network. */
export function composeLogin(given: Given): Composed {
  const { configuration, platform, policy, preferences, keychain, diagnostics } = given;
  const { now, copyText } = platform;
  const network = platform.openNetwork(diagnostics.noteNetworkFailure);
  const { fetch } = network;
  noteSettings(preferences, diagnostics);
  const personal = createPersonalStores(keychain, preferences, diagnostics.noteKeychainLoss);
  const stores = given.keeps ? personal : createSharedStores();
  const providers = createProviders(configuration, { fetch, now });
  const signOutAddresses = readSignOutAddresses(configuration);
  const isSigning = (url: string) =>
    isStartPage(url) || Object.values(signOutAddresses).includes(url);
  // Who reads a help page is not signed in by it.
  const isPrivate = (url: string) => {
    const { keepSignedIn, privateBrowserWindow } = policy.current();
    return !keepSignedIn && privateBrowserWindow && isSigning(url);
  };
  const service = createServiceAddress(policy, configuration.sonar.baseUrl);
  const sonar = createSonarClient({
    service,
    device: {
      id: preferences.deviceId,
      name: platform.computerName,
      platform: process.platform,
      appVersion: platform.version,
    },
    fetch: boundSonarFetch(fetch, now),
    now,
  });
  const isOwnPeer = createPeerOwner(process.platform);
  const probes = createProbes({
    providers,
    sonar,
    service,
    credentials: stores.credentials,
    policy,
    isOwnPeer,
    readIssuer: network.readIssuer,
    power: platform.power,
    countPolicyRejects: () => policy.report().rejects.length,
    now,
  });
  const askProbes = () => runSelfTest(wantedProbes(probes, policy.current()));
  const collectBundle = async () => diagnostics.bundle(await askProbes());
  const { ownApp } = platform;
  const deskSettings =
    ownApp === null
      ? null
      : createDeskSettings({
          ...ownApp,
          // A shared computer quits with its window.
          staysInTray: () => ownApp.staysInTray() && policy.current().keepSignedIn,
          policy,
          preferences,
        });
  const login = createLogin({
    ...stores,
    deskSettings,
    providers,
    sonar,
    policy,
    withLock: (name, action) => withProfileLock(platform.settingsFolder, name, action),
    isOwnPeer,
    openBrowser: (url) =>
      openInBrowser((checked) => platform.openBrowser(checked, isPrivate(checked)), url, {
        known: Object.values(signOutAddresses),
      }),
    copyText,
    saveFile: platform.saveFile,
    readLogonName: platform.readLogonName,
    bringToFront: platform.window.bringToFront,
    showWindow: async () => platform.window.show(),
    isWindowOpen: platform.window.isOpen,
    log: diagnostics.logSignIn,
    now,
    getLocale: () =>
      chooseLocale(preferences.getLocale(), platform.languages(), policy.current().locales),
    setLocale: (locale) => preferences.setLocale(locale),
    settings: preferences,
    addressOf: (page) =>
      typeof page === 'string' ? helpPages[page] : signOutAddresses[page.signOutOf],
    fitWindow: platform.window.fit,
    copyDetails: async () => copyText(await diagnostics.report()),
    runSelfTest: () => askProbes(),
    supportBundle: createSupportBundle({
      collect: collectBundle,
      saveFile: platform.saveFile,
      now,
    }),
    noteNotRenewed: diagnostics.noteNotRenewed,
    noteNotConfirmed: diagnostics.noteNotConfirmed,
    appVersion: platform.version,
  });
  return {
    login,
    network,
    sonar,
    stores,
    personal,
    leftovers: createLeftovers({ preferences, keychain, sonar }),
    deskSettings,
    runSelfTest: () => askProbes(),
    collectBundle,
  };
}

function noteSettings(preferences: Preferences, diagnostics: Diagnostics): void {
  for (const notice of preferences.notices()) diagnostics.noteSettings(notice);
  preferences.onSavedChanged((isSaved) => diagnostics.noteSettings(isSaved ? 'saved' : 'unsaved'));
}

import { join } from 'node:path';
import type { ErrorCode, Failure } from '../../../preload/contract/errors.ts';
import type { LoginState, View } from '../../../preload/contract/state.ts';
import { configOf } from '../../../services/sandbox-description.ts';
import {
  type Sandbox,
  type SandboxOptions,
  startSandbox,
} from '../../../services/start-sandbox.ts';
import { composeLogin, type Given } from '../../../src-main/compose-login.ts';
import {
  type CredentialStore,
  createMemoryStore,
} from '../../../src-main/credentials/credential-store.ts';
import type { Diagnostics } from '../../../src-main/diagnostics/diagnostics.ts';
import type { Login } from '../../../src-main/login-parts.ts';
import type { Fetch } from '../../../src-main/network/bounded-fetch.ts';
import type { EffectivePolicy } from '../../../src-main/policy/effective-policy.ts';
import { builtInPolicy } from '../../../src-main/policy/evaluate-policy.ts';
import { createPreferences, type Preferences } from '../../../src-main/preferences/preferences.ts';
import type { AccountIndex } from '../../../src-main/session/account-index.ts';
import type { SignInStep } from '../../../src-main/sign-in/attempt.ts';
import { endpointsSchema } from '../../../src-main/start/configuration.ts';
import type { Keychain } from '../../../src-main/stores.ts';
import {
  bringResponse,
  createCookieJar,
  openStartPage,
  signInAtProvider,
  visit,
} from '../../support/browse.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
import { waitUntil } from '../../support/wait-until.ts';

/**
 * What a person does in their browser: the key of a seeded person, or "refuse", or leaving the provider's page alone;
 * "absent": there is no browser.
 */
export type BrowserHabit = string | 'refuse' | 'ignore' | 'absent';

/** One computer with the sign-in on it, without a window. */
export interface Computer {
  readonly login: Login;
  /** What lies in its keychain. */
  readonly credentials: CredentialStore;
  /** What the app knows of accounts, for tests in which time has passed. */
  readonly index: AccountIndex;
  /** Addresses that were opened in the browser, in order. */
  readonly opened: readonly string[];
  /** Where the start pages led that the browser was shown. */
  readonly authorizationUrls: readonly string[];
  /** Whether a private window was asked for, for each address of `opened`. */
  readonly openedPrivately: readonly boolean[];
  /** The providers' sign-out pages that the browser has shown. */
  readonly signedOutAt: readonly string[];
  readonly copied: readonly string[];
  /** What was saved to files. */
  readonly saved: readonly (string | Uint8Array)[];
  readonly steps: readonly SignInStep[];
  /** Why sessions could not be renewed, in order. */
  readonly notRenewed: readonly ErrorCode[];
  /** What the administrator's message was told of silent confirmations, in order. */
  readonly notConfirmed: readonly Failure[];
  /** How often the window was brought to the front. */
  readonly raised: () => number;
  /** How often the window was shown because the softphone asked for it. */
  readonly shown: () => number;
  /** Closes the window, or opens it as a person does. */
  setWindowOpen(isOpen: boolean): void;
  /** How often the browser was shown the page that says that all is done. */
  readonly landed: () => number;
  /** Accounts that a restart would resume. */
  readonly stored: () => readonly string[];
  /** Whether the provider showed its account picker in the last sign-in. */
  readonly pickerShown: () => boolean;
  /** Who clicks in the browser at its next opening, and at those after it; the last one stays. */
  browseAs(...habits: readonly [BrowserHabit, ...BrowserHabit[]]): void;
  setPolicy(change: Partial<EffectivePolicy>): void;
  /** Every request fails from now on, as with a cable pulled; or not any more. */
  setOffline(offline: boolean): void;
  view(): View;
  /** Waits for a view of this kind and answers it. */
  waitFor<Kind extends View['kind']>(kind: Kind): Promise<Extract<View, { kind: Kind }>>;
  waitForState(condition: (state: LoginState) => boolean, what: string): Promise<LoginState>;
  /** Ends the app; the folder keeps its preferences, `credentials` its secrets. */
  quit(): Promise<void>;
}

/** What a computer starts with. */
export interface ComputerOptions {
  /** Its keychain, which keeps what an earlier run stored. */
  readonly credentials?: CredentialStore;
  /** Instead of `credentials`: a keychain that can be swept, too. */
  readonly keychain?: Keychain;
  readonly folder?: string;
  /** What is read from the folder, if others are to stand between. */
  readonly preferences?: Preferences;
  /** False: a shared computer, which keeps everything in memory. */
  readonly keeps?: boolean;
  readonly now?: () => number;
  /** Where the Sonar service is, when it is not the sandbox's own. */
  readonly sonarBaseUrl?: string;
  /** Stands between the app and the network. */
  readonly fetch?: (fetch: Fetch) => Fetch;
  /** What the system waits for before it says that the browser was started. */
  readonly browserStarted?: Promise<void>;
  /** The policy in force, instead of `setPolicy`. */
  readonly policy?: Given['policy'];
  /** Since when nobody has touched it; a system that does not know says 0. */
  readonly idleSeconds?: number;
  /** Whether the system says when its screen is locked. */
  readonly tellsOfLock?: boolean;
  readonly systemLanguages?: readonly string[];
  /** The address with which the person is logged on to it. */
  readonly logonName?: string;
  /** The app as the system starts it; absent: it is somebody else's. */
  readonly ownApp?: Given['platform']['ownApp'];
}

/** A sandbox and computers that use it. */
export interface Office {
  readonly sandbox: Sandbox;
  readonly folder: string;
  startComputer(options?: ComputerOptions): Computer;
}

/** Runs `use` with a fresh sandbox; ends every computer and the sandbox afterwards, whatever happens. */
export function withOffice<T>(
  use: (office: Office) => Promise<T>,
  options: Pick<SandboxOptions, 'openId' | 'seed'> = {},
): Promise<T> {
  return withTempFolder(async (folder) => {
    const sandbox = await startSandbox({ ...options, dataDirectory: join(folder, 'sandbox') });
    const computers: Computer[] = [];
    try {
      return await use({
        sandbox,
        folder,
        startComputer(options = {}) {
          const computer = startComputer(sandbox, join(folder, 'computer'), options);
          computers.push(computer);
          return computer;
        },
      });
    } finally {
      await Promise.all(computers.map((computer) => computer.quit()));
      await sandbox.close();
    }
  });
}

function startComputer(sandbox: Sandbox, folder: string, options: ComputerOptions): Computer {
  const endpoints = endpointsSchema.parse(configOf(sandbox.description));
  const now = options.now ?? Date.now;
  const directory = options.folder ?? folder;
  const preferences = options.preferences ?? createPreferences({ directory, now });
  const credentials = options.credentials ?? createMemoryStore();
  const opened: string[] = [];
  const authorizationUrls: string[] = [];
  const signedOutAt: string[] = [];
  const openedPrivately: boolean[] = [];
  const copied: string[] = [];
  const saved: (string | Uint8Array)[] = [];
  const steps: SignInStep[] = [];
  const notRenewed: ErrorCode[] = [];
  const notConfirmed: Failure[] = [];
  const cookieJar = createCookieJar();
  const policyListeners = new Set<(policy: EffectivePolicy) => void>();
  let habits: readonly [BrowserHabit, ...BrowserHabit[]] = ['ignore'];
  let pickerShown = false;
  let raised = 0;
  let shown = 0;
  let landed = 0;
  let isOffline = false;
  let isWindowOpen = true;
  let policy = builtInPolicy;
  const policyReader: Given['policy'] = options.policy ?? {
    current: () => policy,
    onChange(listener) {
      policyListeners.add(listener);
      return () => policyListeners.delete(listener);
    },
    report: () => ({ places: [], entries: [], rejects: [], warnings: [] }),
  };

  const plainFetch: Fetch = async (input, init) => {
    if (isOffline) throw Object.assign(new Error('unreachable'), { code: 'ENETUNREACH' });
    return fetch(input, init);
  };
  const network = options.fetch?.(plainFetch) ?? plainFetch;
  async function browse(url: string): Promise<void> {
    opened.push(url);
    const [habit, next, ...later] = habits;
    if (next !== undefined) habits = [next, ...later];
    if (habit === 'absent') return;
    if (/\/logout$/i.test(new URL(url).pathname)) {
      await visit(cookieJar, url);
      signedOutAt.push(url);
      return;
    }
    const authorizationUrl = await openStartPage(cookieJar, url);
    authorizationUrls.push(authorizationUrl);
    if (habit === 'ignore') return;
    const signedIn = await signInAtProvider(authorizationUrl, habit, { cookieJar });
    pickerShown = signedIn.pickerShown;
    await bringResponse(cookieJar, signedIn.redirectUrl);
    landed += 1;
  }

  const platform: Given['platform'] = {
    version: '0.1.0',
    computerName: 'Test',
    settingsFolder: directory,
    now,
    openNetwork: () => ({
      fetch: network,
      hold: async () => {},
      holdPartition: async () => {},
      readIssuer: async () => '',
    }),
    async openBrowser(url, isPrivate) {
      openedPrivately.push(isPrivate);
      // A browser answers the system at once and loads the page afterwards.
      void browse(url).catch(() => {});
      await options.browserStarted;
    },
    async copyText(text) {
      copied.push(text);
    },
    async saveFile(name, content) {
      saved.push(content);
      return name;
    },
    power: {
      canTellOfLock: async () => options.tellsOfLock ?? true,
      idleSeconds: () => options.idleSeconds ?? 60,
    },
    languages: () => options.systemLanguages ?? ['en'],
    readLogonName: async () => options.logonName ?? null,
    ownApp: options.ownApp ?? null,
    window: {
      bringToFront() {
        raised += 1;
      },
      show() {
        shown += 1;
      },
      isOpen: () => isWindowOpen,
      fit() {},
    },
  };
  const { login, stores } = composeLogin({
    configuration: {
      ...endpoints,
      sonar: { baseUrl: options.sonarBaseUrl ?? endpoints.sonar.baseUrl },
    },
    platform,
    policy: policyReader,
    preferences,
    keychain: options.keychain ?? createFakeAccess(credentials),
    diagnostics: {
      ...silent,
      logSignIn: (step) => void steps.push(step),
      noteNotRenewed: (code) => void notRenewed.push(code),
      noteNotConfirmed: (failure) => void notConfirmed.push(failure),
    },
    keeps: options.keeps ?? true,
  });

  const view = () => login.getState().view;
  let hasQuit = false;
  return {
    login,
    credentials,
    index: stores.index,
    opened,
    authorizationUrls,
    signedOutAt,
    openedPrivately,
    copied,
    saved,
    steps,
    notRenewed,
    notConfirmed,
    raised: () => raised,
    shown: () => shown,
    setWindowOpen(isOpen) {
      isWindowOpen = isOpen;
    },
    landed: () => landed,
    stored: () =>
      preferences.accounts
        .list()
        .filter(({ signedIn }) => signedIn)
        .map(({ summary }) => summary.id),
    pickerShown: () => pickerShown,
    browseAs(...next) {
      habits = next;
    },
    setPolicy(change) {
      policy = { ...policy, ...change };
      for (const listener of policyListeners) listener(policy);
    },
    setOffline(offline) {
      isOffline = offline;
    },
    view,
    async waitFor(kind) {
      const what = () => `${kind}, not ${JSON.stringify(view())}`;
      await waitUntil(() => view().kind === kind, what);
      return view() as Extract<View, { kind: typeof kind }>;
    },
    async waitForState(condition, what) {
      await waitUntil(() => condition(login.getState()), what);
      return login.getState();
    },
    async quit() {
      if (hasQuit) return;
      hasQuit = true;
      await login.flush();
      login.close();
    },
  };
}

/** A keychain in which one profile has `credentials`, and nothing else is. */
function createFakeAccess(credentials: CredentialStore): Keychain {
  return {
    openStore: () => credentials,
    sweep: async () => ({ trouble: null, others: 0 }),
  };
}

/** Diagnostics that keep nothing; what is asserted of them a computer keeps itself. */
const silent: Diagnostics = {
  logSignIn() {},
  noteRefusal() {},
  noteRendererGone() {},
  notePageLost() {},
  noteFault() {},
  noteKeychainLoss() {},
  noteNotRenewed() {},
  noteNotConfirmed() {},
  noteNetworkFailure() {},
  noteHttp3() {},
  noteUpdateFailure() {},
  noteSettings() {},
  report: () => 'details',
  bundle: (selfTest) => [{ name: 'self-test.json', text: JSON.stringify(selfTest) }],
  close: async () => {},
};

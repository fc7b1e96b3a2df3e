import { z } from 'zod';
import type { SelfTestItem } from '../../preload/contract/account-pages.ts';
import { type Locale, type LoginState, locales } from '../../preload/contract/state.ts';
import type { WindowContent } from '../../preload/contract/verbs.ts';
import type { DeskSettings } from '../desk/desk-settings.ts';
import type { IdleCountdown } from '../desk/idle-sign-out.ts';
import type { SupportBundle } from '../diagnostics/support-bundle.ts';
import { LoginError } from '../errors/login-error.ts';
import type { PolicyReader } from '../policy/effective-policy.ts';
import type { HelpPages } from '../sign-in/openings.ts';
import { nothing, type Rows } from './row.ts';

/** What the verbs of the window itself run with. */
export interface WindowVerbNeeds {
  readonly policy: Pick<PolicyReader, 'current'>;
  readonly getState: () => LoginState;
  readonly setLocale: (locale: Locale) => void;
  readonly dismissSettingsNotice: () => void;
  readonly idleCountdown: Pick<IdleCountdown, 'stay'>;
  /** Signs everybody out while the countdown runs. */
  readonly signOutNow: () => void;
  /** Null: the app outside of the window is somebody else's. */
  readonly deskSettings: DeskSettings | null;
  readonly helpPages: Pick<HelpPages, 'open'>;
  readonly fitWindow: (content: WindowContent) => void;
  readonly noteShownPage: (number: number) => void;
  readonly copyDetails: () => Promise<void>;
  readonly runSelfTest: () => Promise<readonly SelfTestItem[]>;
  readonly supportBundle: SupportBundle;
}

/** The verbs of the window itself. None depends on who is signed in. */
export const windowVerbs = {
  getState: { takes: nothing, run: ({ getState }) => getState() },
  setLocale: {
    takes: z.tuple([z.enum(locales)]),
    run({ policy, setLocale }, locale) {
      if (!policy.current().locales.includes(locale)) throw new LoginError('blocked-by-policy');
      setLocale(locale);
    },
  },
  dismissSettingsNotice: {
    takes: nothing,
    run: ({ dismissSettingsNotice }) => dismissSettingsNotice(),
  },
  stayHere: { takes: nothing, run: ({ idleCountdown }) => idleCountdown.stay() },
  signOutNow: { takes: nothing, run: ({ signOutNow }) => signOutNow() },
  setNotifications: {
    takes: z.tuple([z.boolean()]),
    run: ({ deskSettings }, on) => own(deskSettings).setNotifications(on),
  },
  setStartWithComputer: {
    takes: z.tuple([z.boolean()]),
    run: ({ deskSettings }, on) => own(deskSettings).setStartWithComputer(on),
  },
  dismissDeskNotice: {
    takes: nothing,
    run: ({ deskSettings }) => own(deskSettings).dismissNotice(),
  },
  openHelpPage: {
    takes: z.tuple([z.enum(['ask-for-pilot', 'help', 'voicemail-address'])]),
    run: ({ helpPages }, page) => helpPages.open(page),
  },
  fitWindow: {
    takes: z.tuple([z.enum(['sign-in', 'account'])]),
    run: ({ fitWindow }, content) => fitWindow(content),
  },
  noteShownPage: {
    takes: z.tuple([z.int().positive()]),
    run: ({ noteShownPage }, number) => noteShownPage(number),
  },
  copyDetails: {
    takes: nothing,
    async run({ policy, copyDetails }) {
      requireDiagnostics(policy);
      await copyDetails();
    },
  },
  runSelfTest: { takes: nothing, run: ({ runSelfTest }) => runSelfTest() },
  previewSupportBundle: {
    takes: nothing,
    async run({ policy, supportBundle }) {
      requireDiagnostics(policy);
      return { files: await supportBundle.preview() };
    },
  },
  saveSupportBundle: {
    takes: nothing,
    run({ policy, supportBundle }) {
      requireDiagnostics(policy);
      return supportBundle.save();
    },
  },
} satisfies Partial<Rows<WindowVerbNeeds>>;

function requireDiagnostics(policy: WindowVerbNeeds['policy']): void {
  if (!policy.current().diagnosticsAllowed) throw new LoginError('blocked-by-policy');
}

function own(settings: DeskSettings | null): DeskSettings {
  if (settings === null) throw new LoginError('bad-request');
  return settings;
}

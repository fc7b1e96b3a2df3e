import type {
  AccountSecurity,
  AuditPage,
  BreakGlassCode,
  BundleFile,
  DeviceView,
  RememberedChoice,
  Review,
  SelfTestItem,
} from './account-pages.ts';
import type { Result } from './errors.ts';
import type { Provider } from './providers.ts';
import type { AccountSummary, Locale, LoginState } from './state.ts';

/** Pages the window may ask to have opened in the browser; main knows their addresses. */
export type HelpPage = 'ask-for-pilot' | 'help' | 'voicemail-address';

/** What the window shows: the narrow sign-in, or the wide pages of an account. */
export type WindowContent = 'sign-in' | 'account';

/** Verb → function. Both sides import this map; `preload/index.ts` exposes one function per verb. */
export interface LoginVerbs {
  getState(): Promise<Result<LoginState>>;
  startSignIn(provider: Provider, options: { readonly anotherAccount: boolean }): Promise<Result>;
  /** Goes on with the sign-in that waits, see `unsent`; `timed-out` when none does any more. */
  goOn(): Promise<Result>;
  openPageAgain(): Promise<Result>;
  copyLink(): Promise<Result>;
  cancelSignIn(): Promise<Result>;
  /** Answers all accounts that may be chosen, in their order: the state that shows them begins with the first of many. */
  getOffer(): Promise<Result<readonly AccountSummary[]>>;
  chooseAccount(accountId: string, remember: boolean): Promise<Result>;
  linkAccount(username: string, password: string): Promise<Result>;
  /** Links the identity that the person was asked about; `cancelSignIn` leaves it alone. */
  confirmLink(): Promise<Result>;
  signInWithPassword(username: string, password: string): Promise<Result>;
  /** The same with a one-time code, where policy allows it. */
  signInWithCode(username: string, code: string): Promise<Result>;
  /** Shows the sign-in screen while accounts are signed in, to add another. */
  addAccount(): Promise<Result>;
  switchAccount(accountId: string): Promise<Result>;
  /** Tries a session that is offline again, now. */
  retrySession(accountId: string): Promise<Result>;
  confirmWithProvider(accountId: string): Promise<Result>;
  /**
   * Asks the account's own provider once more who the person is, for what needs a fresh proof: each verb that answers
   * `reverify-required` may be called again afterwards. Answers when that sign-in is over, `cancelled` when it was left.
   */
  proveWithProvider(accountId: string): Promise<Result>;
  /** The same for an account that was signed in with the Sonar password. */
  proveWithPassword(accountId: string, password: string): Promise<Result>;
  dismissNotice(accountId: string): Promise<Result>;
  /** Says that the person has read of these new links and one-time codes. */
  dismissNewLinks(accountId: string, linkIds: readonly string[]): Promise<Result>;
  /** Puts away what was told of a settings file that was mended. */
  dismissSettingsNotice(): Promise<Result>;
  /** Ends the countdown of `idleSignOut`: somebody is there. */
  stayHere(): Promise<Result>;
  /** Does at once what that countdown would do; nothing while none runs. */
  signOutNow(): Promise<Result>;
  signOut(accountId: string): Promise<Result>;
  removeAccount(accountId: string): Promise<Result>;
  signOutEverywhere(accountId: string): Promise<Result>;
  /** Opens the page at which the provider signs all accounts of this browser out. */
  endBrowserSession(provider: Provider): Promise<Result>;
  getRememberedChoices(): Promise<Result<readonly RememberedChoice[]>>;
  setRememberedChoice(id: string, accountId: string | null): Promise<Result>;
  forgetRememberedChoice(id: string): Promise<Result>;
  getAccountSecurity(accountId: string): Promise<Result<AccountSecurity>>;
  turnOnProvider(accountId: string, provider: Provider): Promise<Result>;
  /** `force` false is refused with `last-way-in` when nothing else would open the account. */
  turnOffProvider(accountId: string, provider: Provider, force: boolean): Promise<Result>;
  removeLink(accountId: string, linkId: string, force: boolean): Promise<Result>;
  getDevices(accountId: string): Promise<Result<readonly DeviceView[]>>;
  signOutDevice(accountId: string, deviceId: string): Promise<Result>;
  getReview(accountId: string): Promise<Result<Review>>;
  /** Whether the office manager is to be reminded of the review, and when it last was done; null: not now. */
  getReviewReminder(
    accountId: string,
  ): Promise<Result<{ readonly lastReviewedAt: string | null } | null>>;
  /** Puts the reminder away for a week. */
  dismissReviewReminder(accountId: string): Promise<Result>;
  /** Says that the office manager has looked through the review now. */
  markReviewed(accountId: string): Promise<Result>;
  setAccountSso(accountId: string, subjectAccountId: string, on: boolean): Promise<Result>;
  setAddressPurpose(
    accountId: string,
    addressId: string,
    purpose: 'sign-in' | 'notifications-only',
  ): Promise<Result>;
  removeReviewedLink(accountId: string, linkId: string): Promise<Result>;
  decideRecycledAddress(
    accountId: string,
    recycledId: string,
    decision: 'approve' | 'refuse',
  ): Promise<Result>;
  /**
   * Issues a one-time code for somebody who cannot sign in. The one secret that a verb answers: the manager reads it out,
   * and the window forgets it with the dialog.
   */
  issueBreakGlassCode(accountId: string, subjectAccountId: string): Promise<Result<BreakGlassCode>>;
  /** Saves the review as CSV where the person says; answers the file's path, or null when they changed their mind. */
  exportReview(accountId: string): Promise<Result<string | null>>;
  getAudit(accountId: string, before: string | null): Promise<Result<AuditPage>>;
  setLocale(locale: Locale): Promise<Result>;
  /** Turns notifications of this computer on or off. */
  setNotifications(on: boolean): Promise<Result>;
  /** Has the system start the app with the computer, or not any more; `autostart-unchanged` when it does not take that. */
  setStartWithComputer(on: boolean): Promise<Result>;
  /** Puts away what is told of the app outside of its window. */
  dismissDeskNotice(): Promise<Result>;
  openHelpPage(page: HelpPage): Promise<Result>;
  /** Gives the window the size for what it shows; a size that the person chose is kept. */
  fitWindow(content: WindowContent): Promise<Result>;
  /** Says that the page of this number was shown, or home in its place; see `asked`. */
  noteShownPage(number: number): Promise<Result>;
  /** Copies a redacted report for support or an administrator. */
  copyDetails(): Promise<Result>;
  runSelfTest(): Promise<Result<readonly SelfTestItem[]>>;
  /** Answers the files that a support bundle would hold now; main keeps them until they are saved. */
  previewSupportBundle(): Promise<Result<{ readonly files: readonly BundleFile[] }>>;
  /** Saves what was previewed last as a zip where the person says; answers its path, or null when they changed their mind. */
  saveSupportBundle(): Promise<Result<string | null>>;
}

/**
 * A value as JSON. What main says comes to the window so: the doorway copies an object part by part, which takes ten
 * times as long as to parse it, a frame and more for a list of thousands; a text it hands over whole.
 */
export type Json<Value> = string & { readonly [jsonOf]: Value };

declare const jsonOf: unique symbol;

/** What the preload exposes as `window.login`. */
export type LoginBridge = {
  readonly [Verb in keyof LoginVerbs]: (
    ...args: Parameters<LoginVerbs[Verb]>
  ) => Promise<Json<Awaited<ReturnType<LoginVerbs[Verb]>>>>;
} & {
  /** Calls `listener` with every new state; answers the function that stops it. */
  onStateChanged(listener: (state: Json<LoginState>) => void): () => void;
};

/** The names of all verbs, for the two sides to register and expose; the type makes a forgotten one an error. */
export const verbs = Object.keys({
  getState: 0,
  startSignIn: 0,
  goOn: 0,
  openPageAgain: 0,
  copyLink: 0,
  cancelSignIn: 0,
  getOffer: 0,
  chooseAccount: 0,
  linkAccount: 0,
  confirmLink: 0,
  signInWithPassword: 0,
  signInWithCode: 0,
  addAccount: 0,
  switchAccount: 0,
  retrySession: 0,
  confirmWithProvider: 0,
  proveWithProvider: 0,
  proveWithPassword: 0,
  dismissNotice: 0,
  dismissNewLinks: 0,
  dismissSettingsNotice: 0,
  stayHere: 0,
  signOutNow: 0,
  signOut: 0,
  removeAccount: 0,
  signOutEverywhere: 0,
  endBrowserSession: 0,
  getRememberedChoices: 0,
  setRememberedChoice: 0,
  forgetRememberedChoice: 0,
  getAccountSecurity: 0,
  turnOnProvider: 0,
  turnOffProvider: 0,
  removeLink: 0,
  getDevices: 0,
  signOutDevice: 0,
  getReview: 0,
  getReviewReminder: 0,
  dismissReviewReminder: 0,
  markReviewed: 0,
  setAccountSso: 0,
  setAddressPurpose: 0,
  removeReviewedLink: 0,
  decideRecycledAddress: 0,
  issueBreakGlassCode: 0,
  exportReview: 0,
  getAudit: 0,
  setLocale: 0,
  setNotifications: 0,
  setStartWithComputer: 0,
  dismissDeskNotice: 0,
  openHelpPage: 0,
  fitWindow: 0,
  noteShownPage: 0,
  copyDetails: 0,
  runSelfTest: 0,
  previewSupportBundle: 0,
  saveSupportBundle: 0,
} satisfies Record<keyof LoginVerbs, 0>) as readonly (keyof LoginVerbs)[];

/** Begins the names of all channels: a softphone around the module has channels of its own. */
export const channelPrefix = 'sonar-login:';

/** The one channel on which main sends the whole state. */
export const stateChangedChannel = `${channelPrefix}state-changed`;

/** As many accounts to choose from as the state has room for: more than a window shows at first. */
export const mostOffered = 100;

/** The one on which the preload says that the first view has been painted. */
export const paintedChannel = `${channelPrefix}painted`;

/** As many new links, and as many codes, as are told at a time; the service holds back the rest until these are read. */
export const mostNewLinks = 100;

/**
 * The most code points that a value may have, wherever it comes from and wherever it goes: what the window lets a person
 * type, what verbs take, what the service may answer (`openapi.yaml` has the same) and what the settings file keeps.
 */
export const limits = {
  id: 64,
  name: 2_000,
  extension: 256,
  username: 256,
  password: 1_024,
  /** A one-time code as somebody types it. */
  code: 64,
  /** RFC 5321 section 4.5.3.1. */
  email: 320,
  /** Where a page of the audit begins. */
  cursor: 64,
} as const;

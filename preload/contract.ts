/** Everything that crosses between the main process and the window: verbs, the data they carry, error codes. */

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
  /** RFC 5321 section 4.5.3.1. */
  email: 320,
  /** Where a page of the audit begins. */
  cursor: 64,
} as const;

/** The providers in the order of their buttons, each with the name that people know it by, which no language changes. */
export const providerNames = { google: 'Google', microsoft: 'Microsoft' } as const;

/** Who can say who a person is. */
export type Provider = keyof typeof providerNames;

/** The one list of the providers, which everything that is there once for each of them is made from. */
export const providers = Object.keys(providerNames) as readonly Provider[];

/** The closed list of codes. Their words live in the renderer; a code never changes its meaning. */
export const errorCodes = [
  'cancelled',
  'browser-not-opened',
  'browser-wants-https',
  'browser-not-recognized',
  'opened-elsewhere',
  'answer-incomplete',
  'callback-unavailable',
  'timed-out',
  'access-denied',
  'provider-unreachable',
  'provider-busy',
  'provider-refused',
  'interaction-required',
  'consent-required',
  'administrator-needed',
  'login-required',
  'identity-not-verified',
  'sign-in-not-fresh',
  'clock-skew',
  'network-portal',
  'proxy-password',
  'connection-untrusted',
  'offline',
  'account-service-unreachable',
  'account-service-invalid',
  'sso-not-enabled',
  'sso-turned-off',
  'account-disabled',
  'address-recycled',
  'reverify-required',
  'wrong-credentials',
  'too-many-tries',
  'already-linked',
  'ticket-expired',
  'not-in-offer',
  'last-way-in',
  'not-office-manager',
  'not-found',
  'identity-mismatch',
  'session-expired',
  'keychain-locked',
  'credential-store-unavailable',
  'keychain-broken',
  'blocked-by-policy',
  'call-in-progress',
  'bad-request',
  'unexpected',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** One thing that went wrong: a stable code and the few facts its sentence needs. Never a secret, never library text. */
export interface Failure {
  readonly code: ErrorCode;
  readonly provider?: Provider;
  /** The label of the identity it is about. */
  readonly email?: string;
  /** The account it is about, where another one may be shown by the time it is told. */
  readonly accountId?: string;
  /** Password tries left, told only when few are. */
  readonly triesLeft?: number;
  /** When to try again, ISO 8601. */
  readonly retryAt?: string;
  /** Who issued the certificate that was not trusted, as the certificate says it. */
  readonly certificateIssuer?: string;
  /** Ties the window, the log and the provider's own records together; random, says nothing about the person. */
  readonly correlationId?: string;
  /** A number or word that the provider's documentation explains, such as AADSTS65001, for an administrator. */
  readonly providerErrorNumber?: string;
}

/** What every verb answers: data, or one failure. Verbs never reject. */
export type Result<T = null> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

/** A Sonar account as people recognise it. */
export interface AccountSummary {
  readonly id: string;
  readonly name: string;
  readonly organization: string;
  readonly extension: string;
  readonly username: string;
}

/** Who the provider says somebody is, as a label for people; never a key. */
export interface IdentityLabel {
  readonly provider: Provider;
  readonly email: string | null;
}

/** Whether an account is signed in on this computer, and what keeps it from being online. */
export type SessionView =
  | { readonly status: 'signed-out'; readonly failure: Failure | null }
  | { readonly status: 'online'; readonly failure: null }
  | { readonly status: 'renewing'; readonly failure: null }
  | { readonly status: 'offline'; readonly failure: Failure };

/** How an identity came to open an account. */
export type LinkedBy = 'match' | 'password' | 'settings';

/** A link that was made since the owner of the account was last told on this computer. */
export interface NewLink {
  readonly id: string;
  readonly provider: Provider;
  readonly email: string | null;
  readonly linkedBy: LinkedBy;
  /** ISO 8601. */
  readonly linkedAt: string;
  /** The name of the device that made it. */
  readonly device: string | null;
}

/** As many new links as are told at a time; the service holds back the rest until these are read. */
export const mostNewLinks = 100;

/** An account that was signed in on this computer and was not removed from it. */
export interface KnownAccount extends AccountSummary {
  /** Null: signed in with the Sonar password. */
  readonly identity: IdentityLabel | null;
  readonly isOfficeManager: boolean;
  readonly session: SessionView;
  /** The provider wants to see the person again; the session runs on until then. */
  readonly confirmWith: Provider | null;
  /** Why the provider does not confirm the person, where only an administrator can help; the session runs on. */
  readonly needsAdministrator: Failure | null;
  /** The address this identity had before the provider renamed it; told until dismissed. */
  readonly emailRenamedFrom: string | null;
  /** Told until they are dismissed, oldest first. */
  readonly newLinks: readonly NewLink[];
}

/** A provider's button, and why it is locked if it is. */
export interface ProviderChoice {
  readonly provider: Provider;
  readonly allowed: boolean;
}

/** Why the person is asked to choose. */
export type ChoosingReason =
  | 'first-time'
  | 'always-ask'
  | 'remembered-vanished'
  | 'remembered-open';

/** Why a link needs the Sonar password. */
export type LinkingReason =
  | 'no-account'
  | 'address-recycled'
  | 'link-removed'
  | 'not-authoritative';

/** The one place where the person is. At most one failure each. */
export type View =
  | { readonly kind: 'starting' }
  | { readonly kind: 'signed-out'; readonly failure: Failure | null }
  | {
      readonly kind: 'waiting-for-browser';
      readonly provider: Provider;
      /** When the attempt ends by itself, milliseconds since 1970. */
      readonly deadline: number;
      /** False until a browser has asked for the page: the system's word that it started one is not believed. */
      readonly browserOpened: boolean;
      readonly failure: Failure | null;
    }
  | {
      readonly kind: 'checking';
      /** Null: a Sonar password is being checked. */
      readonly provider: Provider | null;
    }
  | {
      readonly kind: 'choosing';
      readonly identity: IdentityLabel;
      /** Last used first. */
      readonly accounts: readonly AccountSummary[];
      readonly reason: ChoosingReason;
      /** What "Remember this choice" starts with, and whether policy locks it. */
      readonly remember: { readonly initially: boolean; readonly locked: boolean };
      readonly busy: boolean;
      readonly failure: Failure | null;
    }
  | {
      readonly kind: 'linking';
      readonly identity: IdentityLabel;
      readonly reason: LinkingReason;
      readonly busy: boolean;
      readonly failure: Failure | null;
    }
  | {
      /** An identity was proved, and is linked from settings when the person says so. */
      readonly kind: 'confirming-link';
      readonly identity: IdentityLabel;
      /** The account that it would open. */
      readonly accountId: string;
      readonly busy: boolean;
      readonly failure: Failure | null;
    }
  | { readonly kind: 'signed-in'; readonly accountId: string; readonly failure: Failure | null };

/** Why what an administrator has set locks more than was meant; null: nothing does. */
export type PolicyTrouble =
  /** A place that is there cannot be read: nobody signs in until it can be. */
  | { readonly kind: 'unread'; readonly place: 'file' | 'registry' | 'profile' }
  /** Something that is set cannot be used, and is locked instead. */
  | { readonly kind: 'broken' };

/** What an administrator has set, as far as the window needs it to lock its controls. */
export interface PolicyView {
  readonly providers: readonly ProviderChoice[];
  readonly passwordAllowed: boolean;
  readonly linkingAllowed: boolean;
  /** False: an administrator forbids it; a default only chooses what the tick starts with. */
  readonly rememberAllowed: boolean;
  /** False: a shared computer, nothing is kept. */
  readonly keepSignedIn: boolean;
  readonly diagnosticsAllowed: boolean;
  readonly locales: readonly Locale[];
  readonly trouble: PolicyTrouble | null;
}

export const locales = ['en', 'fr-CA', 'es'] as const;
export type Locale = (typeof locales)[number];

/** What became of a settings file that was damaged: made good from its copy, or begun anew. */
export const mendedKinds = ['restored', 'reset'] as const;

/**
 * What the person should know of what is kept on this computer. `unsaved`: changes hold until quit. `untold`: somebody
 * signed out here, and Sonar could not be told yet.
 */
export const settingsNotices = [...mendedKinds, 'unsaved', 'untold'] as const;
export type SettingsNotice = (typeof settingsNotices)[number];

/** All that the window knows; sent whole with every change. */
export interface LoginState {
  readonly view: View;
  /** True when leaving the current view leads back to a signed-in account. */
  readonly canReturn: boolean;
  readonly accounts: readonly KnownAccount[];
  readonly policy: PolicyView;
  /** Where sign-ins are kept: `memory` means until quit; `broken` too, because the installation is damaged. */
  readonly credentialStore: 'keychain' | 'memory' | 'broken';
  /** `unsaved` and `untold` while it is so, the others until they are dismissed. */
  readonly settingsNotices: readonly SettingsNotice[];
  /** Whose sign-in at the provider waits for a Sonar service that could not be reached; null: nobody's. */
  readonly unsent: IdentityLabel | null;
  readonly locale: Locale;
  readonly appVersion: string;
}

/** What one identity opens without being asked. `accountId` null: always ask. */
export interface RememberedChoice {
  /** Names the identity in this list only; says nothing about the person. */
  readonly id: string;
  readonly identity: IdentityLabel;
  readonly account: AccountSummary | null;
}

export type AddressWarning = 'several-addresses' | 'shared-address' | 'outside-domain';

export interface AddressView {
  readonly id: string;
  readonly email: string;
  readonly purpose: 'sign-in' | 'notifications-only';
  readonly alsoOpens: number;
  readonly alsoElsewhere: boolean;
  readonly warnings: readonly AddressWarning[];
}

export interface LinkView {
  readonly id: string;
  readonly provider: Provider;
  readonly email: string | null;
  readonly linkedBy: LinkedBy;
  readonly linkedAt: string;
  /** A day, `2026-10-30`. */
  readonly lastUsedAt: string | null;
  /** True for the identity this session was opened with. */
  readonly current: boolean;
}

/** The page "Change account security", Single sign-on. */
export interface AccountSecurity {
  readonly accountId: string;
  readonly sso: { readonly on: boolean; readonly failure: Failure | null };
  readonly addresses: readonly AddressView[];
  readonly links: readonly LinkView[];
  readonly hasPassword: boolean;
}

export interface DeviceView {
  readonly id: string;
  readonly name: string;
  readonly platform: string;
  readonly appVersion: string;
  readonly signedInAt: string;
  readonly lastSeenAt: string;
  readonly current: boolean;
}

export type ReviewRisk =
  | 'several-addresses'
  | 'shared-address'
  | 'outside-domain'
  | 'address-recycled';

export interface ReviewRow {
  readonly accountId: string;
  readonly name: string;
  readonly username: string;
  readonly extension: string;
  readonly sso: boolean;
  readonly disabled: boolean;
  readonly addresses: readonly {
    readonly id: string;
    readonly email: string;
    readonly notificationsOnly: boolean;
    readonly alsoOpens: readonly string[];
    readonly alsoElsewhere: boolean;
    readonly outsideDomain: boolean;
  }[];
  readonly links: readonly Omit<LinkView, 'current'>[];
  readonly risks: readonly ReviewRisk[];
}

export interface RecycledAddress {
  readonly id: string;
  readonly email: string;
  readonly provider: Provider;
  readonly accounts: readonly string[];
  readonly seenAt: string;
}

/** Who can get in, risky ones first. */
export interface Review {
  readonly rows: readonly ReviewRow[];
  readonly recycled: readonly RecycledAddress[];
}

export interface AuditEvent {
  readonly id: string;
  readonly at: string;
  readonly who: string;
  readonly what: string;
  readonly account: string | null;
  readonly device: string | null;
}

export interface AuditPage {
  readonly events: readonly AuditEvent[];
  readonly next: string | null;
}

export type SelfTestStatus = 'passed' | 'warning' | 'failed';

/** One finding of the self-test; `name` and `detail` are keys and facts, the words live in the renderer. */
export interface SelfTestItem {
  readonly name: 'callback' | Provider | 'sonar' | 'certificate' | 'clock' | 'keychain' | 'policy';
  readonly status: SelfTestStatus;
  readonly code: ErrorCode | null;
  readonly detail: string;
}

/** Pages the window may ask to have opened in the browser; main knows their addresses. */
export type HelpPage = 'ask-for-pilot' | 'help';

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
  chooseAccount(accountId: string, remember: boolean): Promise<Result>;
  linkAccount(username: string, password: string): Promise<Result>;
  /** Links the identity that the person was asked about; `cancelSignIn` leaves it alone. */
  confirmLink(): Promise<Result>;
  signInWithPassword(username: string, password: string): Promise<Result>;
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
  /** Says that the person has read of these new links. */
  dismissNewLinks(accountId: string, linkIds: readonly string[]): Promise<Result>;
  /** Puts away what was told of a settings file that was mended. */
  dismissSettingsNotice(): Promise<Result>;
  signOut(accountId: string): Promise<Result>;
  removeAccount(accountId: string): Promise<Result>;
  signOutEverywhere(accountId: string): Promise<Result>;
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
  /** Saves the review as CSV where the person says; answers the file's path, or null when they changed their mind. */
  exportReview(accountId: string): Promise<Result<string | null>>;
  getAudit(accountId: string, before: string | null): Promise<Result<AuditPage>>;
  setLocale(locale: Locale): Promise<Result>;
  openHelpPage(page: HelpPage): Promise<Result>;
  /** Gives the window the size for what it shows; a size that the person chose is kept. */
  fitWindow(content: WindowContent): Promise<Result>;
  /** Copies a redacted report for support or an administrator. */
  copyDetails(): Promise<Result>;
  runSelfTest(): Promise<Result<readonly SelfTestItem[]>>;
}

/** What the preload exposes as `window.login`. */
export interface LoginBridge extends LoginVerbs {
  /** Calls `listener` with every new state; answers the function that stops it. */
  onStateChanged(listener: (state: LoginState) => void): () => void;
}

/** The names of all verbs, for the two sides to register and expose; the type makes a forgotten one an error. */
export const verbs = Object.keys({
  getState: 0,
  startSignIn: 0,
  goOn: 0,
  openPageAgain: 0,
  copyLink: 0,
  cancelSignIn: 0,
  chooseAccount: 0,
  linkAccount: 0,
  confirmLink: 0,
  signInWithPassword: 0,
  addAccount: 0,
  switchAccount: 0,
  retrySession: 0,
  confirmWithProvider: 0,
  proveWithProvider: 0,
  proveWithPassword: 0,
  dismissNotice: 0,
  dismissNewLinks: 0,
  dismissSettingsNotice: 0,
  signOut: 0,
  removeAccount: 0,
  signOutEverywhere: 0,
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
  setAccountSso: 0,
  setAddressPurpose: 0,
  removeReviewedLink: 0,
  decideRecycledAddress: 0,
  exportReview: 0,
  getAudit: 0,
  setLocale: 0,
  openHelpPage: 0,
  fitWindow: 0,
  copyDetails: 0,
  runSelfTest: 0,
} satisfies Record<keyof LoginVerbs, 0>) as readonly (keyof LoginVerbs)[];

/** The one channel on which main sends the whole state. */
export const stateChangedChannel = 'state-changed';

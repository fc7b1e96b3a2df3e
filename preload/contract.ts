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

/** What the one button of an alert does. */
export type ErrorAction =
  | 'try-again'
  | 'copy-link'
  | 'copy-details'
  | 'confirm'
  | 'ask-for-pilot'
  | 'use-username'
  | 'use-another-account'
  | 'use-that-account'
  | 'sign-in-as'
  | 'sign-in-with'
  | 'get-help'
  | 'continue'
  | 'close';

/**
 * The closed list of codes, each with the one action that the window offers for it; null: it shows nothing. Their words
 * live in the renderer. Above a code stands what happened and, behind the arrow, what an administrator can do about it:
 * the table in `docs/administrators.md` is made of that. A code never changes its meaning.
 */
export const errorActions = {
  /** the person stopped the sign-in → nothing */
  cancelled: null,
  /** the system started no browser → set a default browser; meanwhile *Copy the link* */
  'browser-not-opened': 'copy-link',
  /**
   * the browser came to the app with https, which it does not speak on this computer → allow plain http for `127.0.0.1`
   * and `localhost` ([network](#network-proxy-and-firewall)); remove HSTS for `localhost`
   */
  'browser-wants-https': 'copy-link',
  /**
   * an answer came from a browser that had not opened the app's page, or keeps no cookies for it → finish in the
   * browser that opened; allow cookies for `127.0.0.1` and `localhost`
   */
  'browser-not-recognized': 'try-again',
  /**
   * the page that the browser was opened with was opened a second time, by somebody or something else → try again; look
   * for software that opens links by itself, or for somebody else on the computer
   */
  'opened-elsewhere': 'try-again',
  /**
   * the provider's page came back with neither a sign-in nor a reason, as after an administrator's approval → open the
   * page again
   */
  'answer-incomplete': 'try-again',
  /**
   * no loopback port could be opened or reached → `CallbackPorts` too narrow or in use; security software filters
   * loopback
   */
  'callback-unavailable': 'try-again',
  /** no answer came within five minutes → try again; look whether the browser reaches `127.0.0.1` (proxy exception) */
  'timed-out': 'try-again',
  /**
   * the person said no at the provider, or did not pass a second factor → try again; the number, if there is one, says
   * why
   */
  'access-denied': 'try-again',
  /** Google or Microsoft did not answer → network table above */
  'provider-unreachable': 'try-again',
  /**
   * Google or Microsoft answered, but not now: too many requests, a part of theirs is away (`AADSTS50196`, `90033`,
   * `90055` …) → passes by itself; the session stays
   */
  'provider-busy': 'try-again',
  /** the provider refused the request → message for your admin, with the number */
  'provider-refused': 'copy-details',
  /**
   * a rule wants to see the person: sign-in frequency, a second factor → *Confirm with Google / Microsoft*; the session
   * runs on
   */
  'interaction-required': 'confirm',
  /** the organization has not agreed to the app → [agree once](#register-the-app-with-google-and-microsoft) */
  'consent-required': 'copy-details',
  /**
   * only you can change it: not assigned (`AADSTS50105`), account disabled (`50057`), device (`53000`–`53002`), blocked
   * by Conditional Access (`53003`), app not in the tenant (`700016`); Google: `admin_policy_enforced` → look the
   * number up in the [message for your admin](#the-message-for-your-admin). The session runs on unless the provider
   * ended it
   */
  'administrator-needed': 'copy-details',
  /** the provider wants a fresh sign-in → *Confirm with …* */
  'login-required': 'confirm',
  /** the ID token did not pass the checks → message for your admin */
  'identity-not-verified': 'try-again',
  /**
   * on a shared computer Microsoft's ID token does not say that the person has just signed in → the optional claim
   * `auth_time` is missing in the registration (net2phone), or the address of the sign-in was changed: try again
   */
  'sign-in-not-fresh': 'try-again',
  /** the computer's clock is wrong by more than a minute → time synchronization */
  'clock-skew': 'try-again',
  /**
   * a portal or proxy answered instead of the service → open any page in the browser and pass the portal; proxy
   * exception
   */
  'network-portal': 'try-again',
  /**
   * the proxy of this network asks for a name and a password → not supported, see
   * [network](#network-proxy-and-firewall)
   */
  'proxy-password': 'copy-details',
  /** the certificate is not trusted; its issuer is named → install the inspecting proxy's root, or do not inspect */
  'connection-untrusted': 'copy-details',
  /** no network → comes back by itself; the session stays */
  offline: 'try-again',
  /** the Sonar service did not answer → network table above, `SonarBaseUrl` */
  'account-service-unreachable': 'try-again',
  /** something answered that is not the Sonar service → `SonarBaseUrl`, portal, proxy */
  'account-service-invalid': 'try-again',
  /** single sign-on is not on for this organization → ask net2phone for the pilot */
  'sso-not-enabled': 'ask-for-pilot',
  /** an office manager turned it off for this account → office manager */
  'sso-turned-off': 'use-username',
  /** the Sonar account is disabled → office manager */
  'account-disabled': 'use-another-account',
  /**
   * Google or Microsoft has not confirmed the person for too long; or, at a change that lasts (a new link, an office
   * manager's change or export), nobody proved who they are in the last ten minutes → confirm or sign in again; look
   * for earlier network trouble
   */
  'reverify-required': 'confirm',
  /** Sonar username or password is wrong → reset the password */
  'wrong-credentials': 'try-again',
  /** too many wrong tries → wait until the time shown */
  'too-many-tries': 'get-help',
  /** the identity opens this account already → nothing */
  'already-linked': 'use-that-account',
  /** choosing or linking took more than ten minutes → sign in again */
  'ticket-expired': 'try-again',
  /** the account was not in this sign-in's offer → sign in again */
  'not-in-offer': 'use-another-account',
  /** removing it would leave no way into the account → set a Sonar password first, or confirm */
  'last-way-in': 'close',
  /** the page is for office managers → office manager */
  'not-office-manager': 'close',
  /** it is gone meanwhile → reload the page */
  'not-found': 'close',
  /** another person confirmed than the one signed in → confirm with the account shown */
  'identity-mismatch': 'try-again',
  /** Sonar, the provider or `MaximumSessionHours` ended the session → sign in again */
  'session-expired': 'sign-in-as',
  /**
   * the keychain is locked; new sign-ins last until quit, earlier ones are offline until it is open → unlock it; on
   * Linux the login keyring must open with the session
   */
  'keychain-locked': 'try-again',
  /** there is no keychain → Linux: install and start `gnome-keyring` or KWallet */
  'credential-store-unavailable': 'continue',
  /**
   * Sonar's own part that talks to the keychain does not run: a damaged installation, or software that stops it;
   * sign-ins last until quit → reinstall; let security software allow it. The log says how it ended
   * (`keychain-process-lost`). *Try now* and `--self-test` look again
   */
  'keychain-broken': 'try-again',
  /**
   * a policy on this computer forbids it, cannot be used, or cannot be read (the window says which) → `--print-policy`,
   * as an ordinary user
   */
  'blocked-by-policy': 'sign-in-with',
  /** switching waits for the end of a call → end the call */
  'call-in-progress': 'close',
  /** the window asked for something that does not exist → report it */
  'bad-request': 'copy-details',
  /** none of the above → *Copy details* and report it */
  unexpected: 'try-again',
} as const satisfies Readonly<Record<string, ErrorAction | null>>;
export type ErrorCode = keyof typeof errorActions;

/** The codes alone. */
export const errorCodes = Object.keys(errorActions) as readonly ErrorCode[];

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

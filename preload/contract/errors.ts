import type { Provider } from './providers.ts';

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
  /** Sonar username and password, or one-time code, do not belong together → reset the password; issue another code */
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
  /**
   * the system does not let Sonar change what starts with the computer → Linux: the person may write into
   * `~/.config/autostart`; Windows, macOS: start-up apps and login items are not managed elsewhere
   */
  'autostart-unchanged': 'try-again',
  /** switching waits for the end of a call → end the call */
  'call-in-progress': 'close',
  /** the window asked for something that does not exist → report it */
  'bad-request': 'copy-details',
  /** none of the above → *Copy details* and report it */
  unexpected: 'try-again',
} as const satisfies Readonly<Record<string, ErrorAction | null>>;

/**
 * Every code with the one action that the window offers for it, and what happened → what an administrator can do.
 * @interface
 */
export type ErrorActions = typeof errorActions;

/** One of the closed list. */
export type ErrorCode = keyof ErrorActions;

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
  /** What was typed with the username, where it was no password. */
  readonly secret?: 'code';
  /** Tries left, told only when few are. */
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

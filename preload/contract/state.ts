import type { DeskView } from './desk.ts';
import type { Failure } from './errors.ts';
import type { Provider } from './providers.ts';

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
  /** What the softphone wants shown; null once it was. */
  readonly asked: AskedPage | null;
  /** On a shared computer: where somebody who signed out here may still be signed in, in the browser. */
  readonly browserSessions: readonly Provider[];
  /**
   * When everybody is signed out of a shared computer that nobody touches, milliseconds since 1970; null: no countdown
   * runs.
   */
  readonly idleSignOut: { readonly at: number } | null;
  /** What the app does outside of this window; null: the app is a softphone's, and has not asked for any of it. */
  readonly desk: DeskView | null;
  /** Somebody is asked before a switch and may refuse it, as a softphone does during a call. */
  readonly mayRefuseSwitch: boolean;
  readonly locale: Locale;
  readonly appVersion: string;
}

/** What a softphone may ask the window to show; home where the person may not see it. */
export const askablePages = [
  'home',
  'sign-in',
  'security',
  'devices',
  'choices',
  'review',
  'activity',
  'support',
] as const;

/** @inline A page that a softphone may ask the window to show. */
export type AskablePage = (typeof askablePages)[number];

/** What was asked for; the number rises with each time, so that one page can be asked for twice. */
export interface AskedPage {
  readonly page: AskablePage;
  readonly number: number;
}

/** The one place where the person is. At most one failure each. */
export type View =
  | { readonly kind: 'starting' }
  | { readonly kind: 'signed-out'; readonly failure: Failure | null }
  | {
      readonly kind: 'waiting-for-browser';
      readonly provider: Provider;
      /** When the wait ends by itself, milliseconds since 1970. */
      readonly deadline: number;
      /** The person has signed in, and the provider asks once more for their agreement. */
      readonly asksToAgree: boolean;
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
      /** Last used first; of more than `mostOffered` only so many of `count`, and `getOffer` answers all. */
      readonly accounts: readonly AccountSummary[];
      readonly count: number;
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

/** Who the provider says somebody is, as a label for people; never a key. */
export interface IdentityLabel {
  readonly provider: Provider;
  /** Which the provider vouches for, or else the name that it knows the person by; null: it tells neither. */
  readonly email: string | null;
}

/** A Sonar account as people recognise it. */
export interface AccountSummary {
  /** Stays the same as long as the account exists; nothing to show. */
  readonly id: string;
  /** The person's. */
  readonly name: string;
  readonly organization: string;
  /** As it is dialled inside the organization, such as `200`; empty for an account without one. */
  readonly extension: string;
  /** What the person types at Sonar. */
  readonly username: string;
}

/** An account that was signed in on this computer and was not removed from it. */
export interface KnownAccount extends AccountSummary {
  /** Null: signed in with the Sonar password or a one-time code. */
  readonly identity: IdentityLabel | null;
  /** When a session that a one-time code opened ends, ISO 8601; null: it was opened otherwise. */
  readonly endsAt: string | null;
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
  /** The same of one-time codes. */
  readonly newCodes: readonly NewCode[];
}

/** Whether an account is signed in on this computer, and what keeps it from being online. */
export type SessionView =
  | { readonly status: 'signed-out'; readonly failure: Failure | null }
  | { readonly status: 'online'; readonly failure: null }
  | { readonly status: 'renewing'; readonly failure: null }
  | { readonly status: 'offline'; readonly failure: Failure };

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

/** A one-time code that was issued for an account, or used, since its owner was last told on this computer. */
export interface NewCode {
  readonly id: string;
  /** What the office manager is called; null: support. */
  readonly issuedBy: string | null;
  /** ISO 8601. */
  readonly issuedAt: string;
  /** ISO 8601; null: nobody has. */
  readonly usedAt: string | null;
  /** The name of the device that it was used on. */
  readonly device: string | null;
}

/** How an identity came to open an account. */
export type LinkedBy = 'match' | 'password' | 'settings';

/** The policies that lock a control by their value alone; main passes on the fields of these names. */
export const lockingPolicies = [
  'linkingAllowed',
  // False: a shared computer, nothing is kept.
  'keepSignedIn',
  'diagnosticsAllowed',
  // False: one account at a time.
  'switchingAllowed',
] as const;

/** What an administrator has set, as far as the window needs it to lock its controls. */
export interface PolicyView extends Readonly<Record<(typeof lockingPolicies)[number], boolean>> {
  readonly providers: readonly ProviderChoice[];
  readonly passwordAllowed: boolean;
  /** Whether a one-time code may open an account on this computer. */
  readonly codeAllowed: boolean;
  /** False: an administrator forbids it; a default only chooses what the tick starts with. */
  readonly rememberAllowed: boolean;
  /** The Sonar username of the account that an offer opens; `locked`: whatever the person chose. Null: none is preferred. */
  readonly preferredAccount: { readonly username: string; readonly locked: boolean } | null;
  readonly locales: readonly Locale[];
  readonly trouble: PolicyTrouble | null;
}

/** A provider's button, and why it is locked if it is. */
export interface ProviderChoice {
  readonly provider: Provider;
  readonly allowed: boolean;
}

/** Why what an administrator has set locks more than was meant; null: nothing does. */
export type PolicyTrouble =
  /** A place that is there cannot be read: nobody signs in until it can be. */
  | { readonly kind: 'unread'; readonly place: 'file' | 'registry' | 'profile' }
  /** Something that is set cannot be used, and is locked instead. */
  | { readonly kind: 'broken' };

/** The languages of the product; the first one is spoken where the system has none of them. */
export const locales = ['en', 'fr-CA', 'es'] as const;

/** One of them. */
export type Locale = (typeof locales)[number];

/** What became of a settings file that was damaged: made good from its copy, or begun anew. */
export const mendedKinds = ['restored', 'reset'] as const;

/**
 * What the person should know of what is kept on this computer. `unsaved`: changes hold until quit. `untold`: somebody
 * signed out here, and Sonar could not be told yet.
 */
export const settingsNotices = [...mendedKinds, 'unsaved', 'untold'] as const;

/** One of these. */
export type SettingsNotice = (typeof settingsNotices)[number];

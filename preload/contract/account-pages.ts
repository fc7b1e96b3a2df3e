import type { ErrorCode, Failure } from './errors.ts';
import type { Provider } from './providers.ts';
import type { AccountSummary, IdentityLabel, LinkedBy } from './state.ts';

/** What one identity opens without being asked. `accountId` null: always ask. */
export interface RememberedChoice {
  /** Names the identity in this list only; says nothing about the person. */
  readonly id: string;
  readonly identity: IdentityLabel;
  readonly account: AccountSummary | null;
}

/** What the person is warned of at one of their addresses. */
export type AddressWarning = 'several-addresses' | 'shared-address' | 'outside-domain';

/** An address of the account, as its settings list it. */
export interface AddressView {
  readonly id: string;
  readonly email: string;
  readonly purpose: 'sign-in' | 'notifications-only';
  readonly alsoOpens: number;
  readonly alsoElsewhere: boolean;
  readonly warnings: readonly AddressWarning[];
}

/** A linked identity of the account, as its settings list it. */
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

/** A device on which the account is signed in. */
export interface DeviceView {
  readonly id: string;
  readonly name: string;
  readonly platform: string;
  readonly appVersion: string;
  readonly signedInAt: string;
  readonly lastSeenAt: string;
  readonly current: boolean;
}

/** Why an office manager should look at an account first. */
export type ReviewRisk =
  | 'several-addresses'
  | 'shared-address'
  | 'outside-domain'
  | 'address-recycled';

/** An account of the organization, and what opens it. */
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

/** An address that one identity proved before and that now comes with another, until an office manager decides. */
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
  /** When an office manager last said that they have looked through it, ISO 8601; null: never. */
  readonly lastReviewedAt: string | null;
}

/** One thing that was done, as the service recorded it. */
export interface AuditEvent {
  readonly id: string;
  readonly at: string;
  readonly who: string;
  readonly what: string;
  readonly account: string | null;
  readonly device: string | null;
}

/** A page of what was done, the latest first; `next`: where the one after it begins, null at the end. */
export interface AuditPage {
  readonly events: readonly AuditEvent[];
  readonly next: string | null;
}

/** One file of a support bundle, as it is saved. */
export interface BundleFile {
  readonly name: string;
  readonly text: string;
}

/** What came of one part of the self-test. */
export type SelfTestStatus = 'passed' | 'warning' | 'failed';

/** One finding of the self-test; `name` and `detail` are keys and facts, the words live in the renderer. */
export interface SelfTestItem {
  readonly name:
    | 'callback'
    | Provider
    | 'sonar'
    | 'certificate'
    | 'clock'
    | 'keychain'
    | 'policy'
    /** Of shared computers alone: what the system tells of its screen. */
    | 'screen';
  readonly status: SelfTestStatus;
  readonly code: ErrorCode | null;
  readonly detail: string;
}

/** What an office manager reads out to somebody who cannot sign in; shown once, and kept nowhere. */
export interface BreakGlassCode {
  readonly code: string;
  /** Until when it opens the account, and when what it opened ends; ISO 8601. */
  readonly expiresAt: string;
}

/** What the stand-ins know before anybody signs in: organizations, accounts, people and the links of the past. */

/** A DNS domain of an organization, and the Microsoft tenant that speaks for it (null: none registered). */
export interface SeedDomain {
  readonly domain: string;
  readonly microsoftTenantId: string | null;
}

/** A customer of Sonar; `ssoOn` is the pilot of rule R11. */
export interface SeedOrganization {
  readonly id: string;
  readonly name: string;
  readonly ssoOn: boolean;
  readonly domains: readonly SeedDomain[];
}

/** An e-mail address of an account; `notifications-only` receives voicemail and opens nothing. */
export interface SeedAddress {
  readonly email: string;
  readonly purpose: 'sign-in' | 'notifications-only';
}

/** A Sonar account; `password` null means that the account has none. */
export interface SeedAccount {
  readonly id: string;
  readonly organizationId: string;
  readonly name: string;
  readonly extension: string;
  readonly username: string;
  readonly password: string | null;
  readonly isOfficeManager: boolean;
  readonly disabled: boolean;
  readonly ssoOn: boolean;
  readonly addresses: readonly SeedAddress[];
}

/** The stories that the seeded people tell; each exists for Google and for Microsoft unless its name says otherwise. */
export type SeedStory =
  | 'one-account'
  | 'three-accounts'
  | 'no-account'
  | 'shared-mailbox'
  | 'voicemail-address'
  | 'voicemail-only-address'
  | 'no-sso'
  | 'blocked'
  | 'sso-turned-off'
  | 'office-manager'
  | 'recycled-address'
  | 'removed-link'
  | 'unverified-email'
  | 'no-password'
  | 'stranger'
  | 'generated';

interface SeedPersonBase {
  /** Stable handle of the person, e.g. `google-one-account`. */
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly story: SeedStory;
  /** What happens when this person signs in, one sentence for the cheat sheet. */
  readonly whatHappens: string;
  /** Sonar credentials this person can type; null when they have none. */
  readonly sonarUsername: string | null;
  readonly sonarPassword: string | null;
}

/** A person at the Google stand-in, with the claims their ID token carries. */
export interface GoogleSeedPerson extends SeedPersonBase {
  readonly provider: 'google';
  /** The `sub` claim. */
  readonly subject: string;
  readonly emailVerified: boolean;
  /** The `hd` claim; null: a personal Google account. */
  readonly hd: string | null;
}

/** A person at the Microsoft stand-in, with the claims their ID token carries. */
export interface MicrosoftSeedPerson extends SeedPersonBase {
  readonly provider: 'microsoft';
  /** The `tid` claim. */
  readonly tid: string;
  /** The `oid` claim. */
  readonly oid: string;
  readonly xmsEdov: boolean;
}

/** Somebody with an account at Google or Microsoft. */
export type SeedPerson = GoogleSeedPerson | MicrosoftSeedPerson;

/** An identity as Sonar keys it: Google `sub`, or Microsoft `tid` + `oid`. */
export type SeedIdentity =
  | { readonly provider: 'google'; readonly subject: string }
  | { readonly provider: 'microsoft'; readonly tid: string; readonly oid: string };

/** A link made before the sandbox started. */
export interface SeedLink {
  readonly identity: SeedIdentity;
  readonly accountId: string;
  /** The address the identity had when the link was made. */
  readonly email: string;
  readonly linkedBy: 'match' | 'password' | 'settings';
  readonly state: 'active' | 'removed';
}

/** One whole seed. */
export interface Seed {
  readonly name: string;
  readonly organizations: readonly SeedOrganization[];
  readonly accounts: readonly SeedAccount[];
  readonly people: readonly SeedPerson[];
  readonly links: readonly SeedLink[];
}

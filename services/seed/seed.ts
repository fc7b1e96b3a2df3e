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

/** `ana@maple.example` → `ana@s1.maple.example`; at a public mail domain the local part is what changes. */
function copyEmail(email: string, copy: number): string {
  const [local, domain] = email.split('@');
  return domain === 'gmail.com' ? `s${copy}.${local}@gmail.com` : `${local}@s${copy}.${domain}`;
}

function copyIdentity(identity: SeedIdentity, copy: number): SeedIdentity {
  return identity.provider === 'google'
    ? { ...identity, subject: `${identity.subject}${copy}` }
    : { ...identity, oid: `${identity.oid.slice(0, 7)}${copy}${identity.oid.slice(8)}` };
}

function copyPerson(person: SeedPerson, copy: number): SeedPerson {
  const changed = {
    key: `s${copy}-${person.key}`,
    email: copyEmail(person.email, copy),
    sonarUsername: person.sonarUsername === null ? null : `s${copy}.${person.sonarUsername}`,
  };
  return person.provider === 'google'
    ? {
        ...person,
        ...changed,
        subject: `${person.subject}${copy}`,
        hd: person.hd === null ? null : `s${copy}.${person.hd}`,
      }
    : { ...person, ...changed, oid: `${person.oid.slice(0, 7)}${copy}${person.oid.slice(8)}` };
}

/** The same stories again for other people in other organizations; `copy` is one digit. */
export function copySeed(seed: Seed, copy: number): Seed {
  return {
    name: `s${copy}`,
    organizations: seed.organizations.map((organization) => ({
      ...organization,
      id: `s${copy}-${organization.id}`,
      domains: organization.domains.map((entry) => ({
        ...entry,
        domain: `s${copy}.${entry.domain}`,
      })),
    })),
    accounts: seed.accounts.map((account) => ({
      ...account,
      id: `s${copy}-${account.id}`,
      organizationId: `s${copy}-${account.organizationId}`,
      username: `s${copy}.${account.username}`,
      addresses: account.addresses.map((entry) => ({
        ...entry,
        email: copyEmail(entry.email, copy),
      })),
    })),
    people: seed.people.map((person) => copyPerson(person, copy)),
    links: seed.links.map((link) => ({
      ...link,
      identity: copyIdentity(link.identity, copy),
      accountId: `s${copy}-${link.accountId}`,
      email: copyEmail(link.email, copy),
    })),
  };
}

/** Several seeds as one. */
export function joinSeeds(name: string, seeds: readonly Seed[]): Seed {
  return {
    name,
    organizations: seeds.flatMap(({ organizations }) => organizations),
    accounts: seeds.flatMap(({ accounts }) => accounts),
    people: seeds.flatMap(({ people }) => people),
    links: seeds.flatMap(({ links }) => links),
  };
}

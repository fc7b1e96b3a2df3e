import type { ClosedCode } from '../../../../../services/sonar/matching/decide.ts';

/** One account of a row: what the identity has to do with it. */
export interface TableAccount {
  /** The purpose of the identity's e-mail on this account; null: not associated. */
  readonly address: 'sign-in' | 'notifications-only' | null;
  readonly link?: 'active' | 'removed';
  readonly disabled?: true;
  readonly ssoOff?: true;
  readonly organizationSsoOff?: true;
  /** Another subject of the same provider has proved this e-mail; what became of the link that it got by that. */
  readonly provedByAnother?: 'match' | 'settings' | 'password' | 'removed';
  /** Of several organizations; absent: the first one. */
  readonly organization?: 'second';
}

/** This identity was approved or refused, or another one was approved. */
export type TableDecision = 'approved' | 'refused' | 'another-approved';

/** Who is it, according to the ID token. */
export interface TableIdentity {
  readonly provider: 'google' | 'microsoft';
  /** `DOMAIN` stands for a domain of the row's own. */
  readonly email: string;
  readonly verified: boolean;
  /** Google: `hd`. Microsoft: whose tenant the token is from, as seen from the domain of the e-mail. */
  readonly hd?: string;
  readonly tenant?: 'registered' | 'other' | 'personal' | 'none-registered';
}

/** One row: what there is, and which accounts are opened (by index) or why not. */
export interface TableRow {
  readonly name: string;
  readonly identities: readonly TableIdentity[];
  readonly accounts: readonly TableAccount[];
  /** What office managers decided about this e-mail before: in which organization, and about whom. */
  readonly decided?: {
    readonly first?: TableDecision;
    readonly second?: TableDecision;
  };
  readonly expected:
    | { readonly opens: readonly number[] }
    | { readonly closed: ClosedCode }
    | { readonly link: 'no-account' | 'address-recycled' | 'link-removed' | 'not-authoritative' };
}

const workspace: TableIdentity = {
  provider: 'google',
  email: 'ana@DOMAIN',
  verified: true,
  hd: 'DOMAIN',
};
const gmail: TableIdentity = { provider: 'google', email: 'ana.ROW@gmail.com', verified: true };
const entra: TableIdentity = {
  provider: 'microsoft',
  email: 'ana@DOMAIN',
  verified: true,
  tenant: 'registered',
};
const both = [workspace, entra];
const authoritative = [workspace, gmail, entra];

const own: TableAccount = { address: 'sign-in' };
const linked: TableAccount = { address: null, link: 'active' };

/** Section 3 of the product, case by case. */
export const matchingTable: readonly TableRow[] = [
  // One, several, none.
  {
    name: 'one associated account',
    identities: authoritative,
    accounts: [own],
    expected: { opens: [0] },
  },
  {
    name: 'several associated accounts',
    identities: authoritative,
    accounts: [own, own, own],
    expected: { opens: [0, 1, 2] },
  },
  { name: 'no account', identities: authoritative, accounts: [], expected: { link: 'no-account' } },
  {
    name: 'an account of somebody else',
    identities: authoritative,
    accounts: [{ address: null }],
    expected: { link: 'no-account' },
  },

  // Authoritative or not.
  {
    name: 'Google: e-mail not verified',
    identities: [
      { ...workspace, verified: false },
      { ...gmail, verified: false },
    ],
    accounts: [own],
    expected: { link: 'not-authoritative' },
  },
  {
    name: 'Google: a personal account with a work address',
    identities: [{ provider: 'google', email: 'ana@DOMAIN', verified: true }],
    accounts: [own],
    expected: { link: 'not-authoritative' },
  },
  {
    name: 'Google: hd of another domain',
    identities: [{ ...workspace, hd: 'elsewhere.example' }],
    accounts: [own],
    expected: { link: 'not-authoritative' },
  },
  {
    name: 'Google: hd of the parent domain',
    identities: [{ ...workspace, email: 'ana@sub.DOMAIN' }],
    accounts: [own],
    expected: { link: 'not-authoritative' },
  },
  {
    name: 'Google: the e-mail in capitals',
    identities: [{ ...workspace, email: 'ANA@DOMAIN' }],
    accounts: [own],
    expected: { opens: [0] },
  },
  {
    name: 'Microsoft: xms_edov missing',
    identities: [{ ...entra, verified: false }],
    accounts: [own],
    expected: { link: 'not-authoritative' },
  },
  {
    name: 'Microsoft: another tenant than the registered one',
    identities: [{ ...entra, tenant: 'other' }],
    accounts: [own],
    expected: { link: 'not-authoritative' },
  },
  {
    name: 'Microsoft: no tenant registered for the domain',
    identities: [{ ...entra, tenant: 'none-registered' }],
    accounts: [own],
    expected: { link: 'not-authoritative' },
  },
  {
    name: 'Microsoft: the tenant of personal accounts, even if registered',
    identities: [{ ...entra, tenant: 'personal' }],
    accounts: [own],
    expected: { link: 'not-authoritative' },
  },
  {
    name: 'not authoritative and nothing associated is told alike',
    identities: [
      { ...workspace, verified: false },
      { ...entra, verified: false },
    ],
    accounts: [],
    expected: { link: 'not-authoritative' },
  },

  // Links.
  {
    name: 'a link needs no e-mail',
    identities: [...both, { ...workspace, verified: false }, { ...entra, tenant: 'other' }],
    accounts: [linked],
    expected: { opens: [0] },
  },
  {
    name: 'a link and an association of the same account are one',
    identities: both,
    accounts: [{ ...own, link: 'active' }],
    expected: { opens: [0] },
  },
  {
    name: 'a linked account and another by e-mail',
    identities: both,
    accounts: [linked, own],
    expected: { opens: [0, 1] },
  },
  { name: 'two links', identities: both, accounts: [linked, linked], expected: { opens: [0, 1] } },
  {
    name: 'R8: a removed link keeps the e-mail from matching',
    identities: both,
    accounts: [{ ...own, link: 'removed' }],
    expected: { link: 'link-removed' },
  },
  {
    name: 'R8: a removed link to one account leaves the others',
    identities: both,
    accounts: [{ ...own, link: 'removed' }, own],
    expected: { opens: [1] },
  },
  {
    name: 'a removed link where the address is gone',
    identities: both,
    accounts: [{ address: null, link: 'removed' }],
    expected: { link: 'no-account' },
  },

  // Recycled addresses: one row for each thing that can have become of the link of the former identity.
  ...(['match', 'settings', 'password', 'removed'] as const).flatMap(
    (provedByAnother): readonly TableRow[] => [
      {
        name: `S2-04: another subject proved the address (${provedByAnother})`,
        identities: [...both, gmail],
        accounts: [{ ...own, provedByAnother }],
        expected: { link: 'address-recycled' },
      },
      {
        name: `S2-04: another subject proved it on an account elsewhere (${provedByAnother})`,
        identities: both,
        accounts: [{ address: null, provedByAnother }, own],
        expected: { link: 'address-recycled' },
      },
    ],
  ),
  {
    name: 'another subject proved it on one of two accounts',
    identities: both,
    accounts: [{ ...own, provedByAnother: 'match' }, own],
    expected: { link: 'address-recycled' },
  },
  {
    name: 'another subject proved it, but this one has a link',
    identities: both,
    accounts: [{ ...own, provedByAnother: 'match', link: 'active' }],
    expected: { opens: [0] },
  },
  {
    name: 'another subject proved it, this one has a link to one of two accounts',
    identities: both,
    accounts: [{ ...own, provedByAnother: 'match', link: 'active' }, own],
    expected: { opens: [0] },
  },
  {
    name: 'another subject proved it and the provider is no authority',
    identities: [
      { ...workspace, verified: false },
      { ...entra, verified: false },
    ],
    accounts: [{ ...own, provedByAnother: 'match' }],
    expected: { link: 'not-authoritative' },
  },
  {
    name: 'another subject proved it, and R8 holds as well',
    identities: both,
    accounts: [{ ...own, provedByAnother: 'match', link: 'removed' }],
    expected: { link: 'link-removed' },
  },
  {
    name: 'another subject proved it and the address is notifications only',
    identities: both,
    accounts: [{ address: 'notifications-only', provedByAnother: 'match' }],
    expected: { link: 'no-account' },
  },

  // Decisions of office managers, each for the accounts of their own organization.
  {
    name: 'S2-11: approved in the organization of the account',
    identities: both,
    accounts: [{ ...own, provedByAnother: 'removed' }],
    decided: { first: 'approved' },
    expected: { opens: [0] },
  },
  {
    name: 'S2-11: approved in one organization opens no account of the other',
    identities: both,
    accounts: [
      { ...own, provedByAnother: 'removed' },
      { ...own, organization: 'second' },
    ],
    decided: { first: 'approved' },
    expected: { opens: [0] },
  },
  {
    name: 'S2-11: approved where there is no account is approved for nobody else',
    identities: both,
    accounts: [{ ...own, provedByAnother: 'removed' }],
    decided: { second: 'approved' },
    expected: { link: 'address-recycled' },
  },
  {
    name: 'S2-11: refused in one organization does not lock it out of the other',
    identities: both,
    accounts: [own, { ...own, organization: 'second' }],
    decided: { second: 'refused' },
    expected: { opens: [0] },
  },
  {
    name: 'S2-11: approved in one organization, refused in the other',
    identities: both,
    accounts: [
      { ...own, provedByAnother: 'removed' },
      { ...own, organization: 'second' },
    ],
    decided: { first: 'approved', second: 'refused' },
    expected: { opens: [0] },
  },
  {
    name: 'refused, although nobody else proved it',
    identities: both,
    accounts: [own],
    decided: { first: 'refused' },
    expected: { link: 'address-recycled' },
  },
  {
    name: 'S2-11: a third subject, after another one was approved',
    identities: both,
    accounts: [own],
    decided: { first: 'another-approved' },
    expected: { link: 'address-recycled' },
  },
  {
    name: 'another one was approved in the other organization',
    identities: both,
    accounts: [own, { ...own, organization: 'second' }],
    decided: { second: 'another-approved' },
    expected: { opens: [0] },
  },

  // R5: notifications only.
  {
    name: 'R5: a notifications-only address opens nothing',
    identities: both,
    accounts: [{ address: 'notifications-only' }],
    expected: { link: 'no-account' },
  },
  {
    name: 'R5: it does not take a link away',
    identities: both,
    accounts: [{ address: 'notifications-only', link: 'active' }],
    expected: { opens: [0] },
  },
  {
    name: 'R5: notifications only on one of two accounts',
    identities: both,
    accounts: [{ address: 'notifications-only' }, own],
    expected: { opens: [1] },
  },

  // Step 4: closed accounts.
  {
    name: 'the account is turned off',
    identities: both,
    accounts: [{ ...own, disabled: true }],
    expected: { closed: 'account-disabled' },
  },
  {
    name: 'R12: single sign-on is off for the account',
    identities: both,
    accounts: [{ ...own, ssoOff: true }],
    expected: { closed: 'sso-turned-off' },
  },
  {
    name: 'R11: single sign-on is off for the organization',
    identities: both,
    accounts: [{ ...own, organizationSsoOff: true }],
    expected: { closed: 'sso-not-enabled' },
  },
  {
    name: 'a link does not open an account that is turned off',
    identities: both,
    accounts: [{ ...linked, disabled: true }],
    expected: { closed: 'account-disabled' },
  },
  {
    name: 'R12: a link does not open an account with single sign-on off',
    identities: both,
    accounts: [{ ...linked, ssoOff: true }],
    expected: { closed: 'sso-turned-off' },
  },
  {
    name: 'R11: a link does not open an account of an organization outside of the pilot',
    identities: both,
    accounts: [{ ...linked, organizationSsoOff: true }],
    expected: { closed: 'sso-not-enabled' },
  },
  {
    name: 'one of two is turned off',
    identities: both,
    accounts: [{ ...own, disabled: true }, own],
    expected: { opens: [1] },
  },
  {
    name: 'each of three is closed for another reason',
    identities: both,
    accounts: [
      { ...own, organizationSsoOff: true },
      { ...own, ssoOff: true },
      { ...own, disabled: true },
    ],
    expected: { closed: 'account-disabled' },
  },
  {
    name: 'closed in every way',
    identities: both,
    accounts: [{ ...own, disabled: true, ssoOff: true, organizationSsoOff: true }],
    expected: { closed: 'account-disabled' },
  },
  {
    name: 'closed, and the provider is no authority: nothing is told',
    identities: [
      { ...workspace, verified: false },
      { ...entra, verified: false },
    ],
    accounts: [{ ...own, disabled: true }],
    expected: { link: 'not-authoritative' },
  },
  {
    name: 'R8: removed from a closed account',
    identities: both,
    accounts: [{ ...own, disabled: true, link: 'removed' }],
    expected: { link: 'link-removed' },
  },
];

/** A row for one of its identities, with a number of its own. */
export interface TableCase extends TableRow {
  readonly number: number;
  readonly identity: TableIdentity;
  readonly title: string;
}

/** Every row with each of its identities. */
export const matchingCases: readonly TableCase[] = matchingTable
  .flatMap((row) => row.identities.map((identity) => ({ ...row, identity })))
  .map((entry, number) => ({
    ...entry,
    number,
    title: `${entry.name} (${entry.identity.provider}, ${entry.identity.email})`,
  }));

import type { SeedOrganization, SeedStory } from './seed.ts';

/** The Microsoft tenants of the seeded organizations. */
export const tenantIds = {
  maple: '0b6ad8a1-54e5-4a7c-9a2e-3b1f5c7d9e01',
  harbour: '1c7be9b2-65f6-4b8d-8b3f-4c206d8eaf02',
  pine: '2d8cfac3-7607-4c9e-9c40-5d317e9fb003',
  /** Registered for nobody's domain. */
  stranger: 'fe9a0bd4-8718-4daf-8d51-6e428fa0c104',
} as const;

/** Two organizations in the pilot and one that is not; each has a Google domain and a Microsoft domain. */
export const organizations: readonly SeedOrganization[] = [
  {
    id: 'maple',
    name: 'Maple Dental',
    ssoOn: true,
    domains: [
      { domain: 'maple.example', microsoftTenantId: null },
      { domain: 'maple-clinic.example', microsoftTenantId: tenantIds.maple },
    ],
  },
  {
    id: 'harbour',
    name: 'Harbour Legal',
    ssoOn: true,
    domains: [
      { domain: 'harbour.example', microsoftTenantId: null },
      { domain: 'harbour-law.example', microsoftTenantId: tenantIds.harbour },
    ],
  },
  {
    id: 'pine',
    name: 'Pine Freight',
    ssoOn: false,
    domains: [
      { domain: 'pine.example', microsoftTenantId: null },
      { domain: 'pine-freight.example', microsoftTenantId: tenantIds.pine },
    ],
  },
];

/** How one story is told: who the person is, at which organization, what happens. */
export interface StoryLine {
  readonly story: Exclude<SeedStory, 'generated'>;
  readonly organizationId: 'maple' | 'harbour' | 'pine';
  readonly googleName: string;
  readonly microsoftName: string;
  /** Addresses that are not made from the name and the organization's domain. */
  readonly googleEmail?: string;
  readonly microsoftEmail?: string;
  /** Whether the person also knows the password of a Sonar account. */
  readonly hasSonarPassword: boolean;
  readonly whatHappens: string;
}

/** All stories, in the order in which they are best tried. */
export const stories: readonly StoryLine[] = [
  {
    story: 'one-account',
    organizationId: 'maple',
    googleName: 'Ana Silva',
    microsoftName: 'Adam Novak',
    hasSonarPassword: true,
    whatHappens: 'One account: signed in at once.',
  },
  {
    story: 'three-accounts',
    organizationId: 'maple',
    googleName: 'Ben Tremblay',
    microsoftName: 'Bea Lindqvist',
    hasSonarPassword: true,
    whatHappens: 'Three accounts in two organizations: choose one, it is remembered.',
  },
  {
    story: 'no-account',
    organizationId: 'maple',
    googleName: 'Chloe Martin',
    microsoftName: 'Carl Osei',
    googleEmail: 'chloe.martin@gmail.com',
    hasSonarPassword: true,
    whatHappens:
      'No account has this address: link once with the Sonar password, then straight in.',
  },
  {
    story: 'shared-mailbox',
    organizationId: 'maple',
    googleName: 'Maple Reception',
    microsoftName: 'Clinic Reception',
    googleEmail: 'reception@maple.example',
    microsoftEmail: 'reception@maple-clinic.example',
    hasSonarPassword: false,
    whatHappens: 'A shared mailbox on three accounts: whoever reads it can open any of them.',
  },
  {
    story: 'voicemail-address',
    organizationId: 'maple',
    googleName: 'Diane Roy',
    microsoftName: 'Dario Conti',
    hasSonarPassword: false,
    whatHappens:
      'Gets the voicemail of a manager, so the address opens the account of that manager.',
  },
  {
    story: 'voicemail-only-address',
    organizationId: 'maple',
    googleName: 'Elise Fortin',
    microsoftName: 'Erik Haugen',
    hasSonarPassword: true,
    whatHappens:
      'The address is notifications only: it opens nothing, link with the Sonar password.',
  },
  {
    story: 'no-sso',
    organizationId: 'pine',
    googleName: 'Farah Haddad',
    microsoftName: 'Felix Braun',
    hasSonarPassword: true,
    whatHappens:
      'The organization is not in the pilot: a friendly explanation; the password works.',
  },
  {
    story: 'blocked',
    organizationId: 'maple',
    googleName: 'Gil Pereira',
    microsoftName: 'Greta Olsen',
    hasSonarPassword: true,
    whatHappens: 'The account is turned off.',
  },
  {
    story: 'sso-turned-off',
    organizationId: 'maple',
    googleName: 'Hana Suzuki',
    microsoftName: 'Hugo Leroy',
    hasSonarPassword: true,
    whatHappens:
      'The office manager turned single sign-on off for this account; the password works.',
  },
  {
    story: 'office-manager',
    organizationId: 'maple',
    googleName: 'Ines Gagnon',
    microsoftName: 'Ivan Petrov',
    hasSonarPassword: true,
    whatHappens: 'Office manager: sees the review of Maple Dental.',
  },
  {
    story: 'recycled-address',
    organizationId: 'maple',
    googleName: 'Jonas Weber',
    microsoftName: 'Julia Rossi',
    hasSonarPassword: true,
    whatHappens:
      'Somebody else signed in with this address before: not matched, the office manager is told.',
  },
  {
    story: 'removed-link',
    organizationId: 'maple',
    googleName: 'Karim Benali',
    microsoftName: 'Kate Murphy',
    hasSonarPassword: true,
    whatHappens:
      'The link was removed: the address alone does not bring it back, the password does.',
  },
  {
    story: 'unverified-email',
    organizationId: 'maple',
    googleName: 'Lena Fischer',
    microsoftName: 'Luc Moreau',
    hasSonarPassword: true,
    whatHappens:
      'The provider does not vouch for the address: never matched, link with the password.',
  },
  {
    story: 'no-password',
    organizationId: 'harbour',
    googleName: 'Mona Dupuis',
    microsoftName: 'Milan Horvat',
    hasSonarPassword: false,
    whatHappens: 'The account has no Sonar password: removing its last link asks twice.',
  },
  {
    story: 'stranger',
    organizationId: 'maple',
    googleName: 'Nora Elsewhere',
    microsoftName: 'Nadia Elsewhere',
    googleEmail: 'ana.silva@maple.example',
    microsoftEmail: 'adam.novak@maple-clinic.example',
    hasSonarPassword: false,
    whatHappens:
      'Claims the address of somebody at Maple Dental from outside of it: never matched.',
  },
];

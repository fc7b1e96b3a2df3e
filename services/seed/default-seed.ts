import {
  copySeed,
  type GoogleSeedPerson,
  joinSeeds,
  type MicrosoftSeedPerson,
  type Seed,
  type SeedAccount,
  type SeedAddress,
  type SeedIdentity,
  type SeedLink,
  type SeedPerson,
  type SeedStory,
} from './seed.ts';
import { organizations, type StoryLine, stories, tenantIds } from './stories.ts';

/** The password of every seeded account that has one. */
export const sandboxPassword = 'Sandbox-Pass-42';

const googleDomains = { maple: 'maple.example', harbour: 'harbour.example', pine: 'pine.example' };

const microsoftDomains = {
  maple: 'maple-clinic.example',
  harbour: 'harbour-law.example',
  pine: 'pine-freight.example',
};

/** `Ana Silva` → `ana.silva`: the Sonar username, and the mailbox where a story names no other. */
function usernameOf(name: string): string {
  return name.toLowerCase().replaceAll(' ', '.');
}

function personOf(line: StoryLine, name: string) {
  return {
    name,
    story: line.story,
    whatHappens: line.whatHappens,
    sonarUsername: line.hasSonarPassword ? usernameOf(name) : null,
    sonarPassword: line.hasSonarPassword ? sandboxPassword : null,
  };
}

/** A story's person at the Google stand-in; `index` makes the subject. */
function googlePerson(line: StoryLine, index: number): GoogleSeedPerson {
  const domain = googleDomains[line.organizationId];
  const email = line.googleEmail ?? `${usernameOf(line.googleName)}@${domain}`;
  const isPersonal = email.endsWith('@gmail.com') || line.story === 'stranger';
  return {
    ...personOf(line, line.googleName),
    key: `google-${line.story}`,
    provider: 'google',
    email,
    subject: `1078300000000000001${String(index).padStart(2, '0')}`,
    emailVerified: line.story !== 'unverified-email',
    hd: isPersonal ? null : domain,
  };
}

/** A story's person at the Microsoft stand-in; `index` makes the object id. */
function microsoftPerson(line: StoryLine, index: number): MicrosoftSeedPerson {
  const domain = microsoftDomains[line.organizationId];
  return {
    ...personOf(line, line.microsoftName),
    key: `microsoft-${line.story}`,
    provider: 'microsoft',
    email: line.microsoftEmail ?? `${usernameOf(line.microsoftName)}@${domain}`,
    tid: line.story === 'stranger' ? tenantIds.stranger : tenantIds[line.organizationId],
    oid: `5e3f0000-0000-4000-8000-0000000001${String(index).padStart(2, '0')}`,
    xmsEdov: line.story !== 'unverified-email',
  };
}

/** Everybody of the default seed, Google and Microsoft side by side. */
const people = stories.flatMap((line, index) => [
  googlePerson(line, index),
  microsoftPerson(line, index),
]);

/** What differs from an ordinary enabled account with single sign-on and a password. */
type Difference = Partial<Omit<SeedAccount, 'id' | 'organizationId' | 'extension'>>;

function account(
  organizationId: string,
  extension: number,
  name: string,
  difference: Difference = {},
): SeedAccount {
  return {
    id: `${organizationId}-${extension}`,
    organizationId,
    name,
    extension: String(extension),
    username: usernameOf(name),
    password: sandboxPassword,
    isOfficeManager: false,
    disabled: false,
    ssoOn: true,
    addresses: [],
    ...difference,
  };
}

function opens(email: string): SeedAddress {
  return { email, purpose: 'sign-in' };
}

/** The accounts of one story at one provider; `extension` is the first of ten free ones. */
function accountsOfStory(line: StoryLine, person: SeedPerson, extension: number): SeedAccount[] {
  const { name, email } = person;
  const username = usernameOf(name);
  const own = { addresses: [opens(email)] };
  switch (line.story) {
    case 'three-accounts':
      return [
        account('maple', extension, name, own),
        account('maple', extension + 1, `On call (${name})`, {
          ...own,
          username: `${username}.oncall`,
        }),
        account('harbour', extension, name, { ...own, username: `${username}.harbour` }),
      ];
    case 'no-account':
      return [account('maple', extension, name)];
    case 'shared-mailbox':
      return ['mornings', 'evenings', 'weekends'].map((shift, index) =>
        account('maple', extension + index, `${name}, ${shift}`, {
          ...own,
          username: `${username}.${shift}`,
        }),
      );
    case 'voicemail-address': {
      const manager = person.provider === 'google' ? 'Marc Gagnon' : 'Maria Keller';
      const domain = email.slice(email.indexOf('@'));
      return [
        account('maple', extension, manager, {
          addresses: [opens(`${usernameOf(manager)}${domain}`), opens(email)],
        }),
      ];
    }
    case 'voicemail-only-address':
      return [
        account('maple', extension, name, {
          addresses: [{ email, purpose: 'notifications-only' }],
        }),
      ];
    case 'blocked':
      return [account('maple', extension, name, { ...own, disabled: true })];
    case 'sso-turned-off':
      return [account('maple', extension, name, { ...own, ssoOn: false })];
    case 'office-manager':
      return [account('maple', extension, name, { ...own, isOfficeManager: true })];
    case 'no-password':
      return [account('harbour', extension, name, { ...own, password: null })];
    case 'stranger':
      return [];
    default:
      return [account(line.organizationId, extension, name, own)];
  }
}

/** Every account of the default seed. */
const accounts: readonly SeedAccount[] = stories.flatMap((line, index) => [
  ...accountsOfStory(line, googlePerson(line, index), 200 + index * 10),
  ...accountsOfStory(line, microsoftPerson(line, index), 600 + index * 10),
]);

/** The identity of a person as Sonar keys it. */
export function identityOf(person: SeedPerson): SeedIdentity {
  return person.provider === 'google'
    ? { provider: 'google', subject: person.subject }
    : { provider: 'microsoft', tid: person.tid, oid: person.oid };
}

/** Who had the recycled address before: the same address, another subject. */
const formerHolders: Readonly<Record<SeedPerson['provider'], SeedIdentity>> = {
  google: { provider: 'google', subject: '107830000000000009999' },
  microsoft: {
    provider: 'microsoft',
    tid: tenantIds.maple,
    oid: '5e3f0000-0000-4000-8000-000000009999',
  },
};

function linksOf(
  story: SeedStory,
  linkOf: (person: SeedPerson) => Pick<SeedLink, 'identity' | 'linkedBy' | 'state'>,
): SeedLink[] {
  return people
    .filter((person) => person.story === story)
    .flatMap((person) =>
      accounts
        .filter((account) => account.addresses.some(({ email }) => email === person.email))
        .map((account) => ({ accountId: account.id, email: person.email, ...linkOf(person) })),
    );
}

/** Links made in the past: those of the recycled address, the removed ones, and the only way into an account without password. */
const links: readonly SeedLink[] = [
  ...linksOf('recycled-address', (person) => ({
    identity: formerHolders[person.provider],
    linkedBy: 'match',
    state: 'active',
  })),
  ...linksOf('removed-link', (person) => ({
    identity: identityOf(person),
    linkedBy: 'match',
    state: 'removed',
  })),
  ...linksOf('no-password', (person) => ({
    identity: identityOf(person),
    linkedBy: 'settings',
    state: 'active',
  })),
];

/** The seed that the sandbox starts with: every story, for both providers. */
export const defaultSeed: Seed = { name: 'default', organizations, accounts, people, links };

/** The default stories five times over, for other people each time: one copy for each part of the contract tests. */
export const contractSeed: Seed = joinSeeds(
  'contract',
  [1, 2, 3, 4, 5].map((copy) => copySeed(defaultSeed, copy)),
);

const namedSeeds: readonly Seed[] = [
  defaultSeed,
  contractSeed,
  { name: 'empty', organizations, accounts: [], people: [], links: [] },
];

/** The seed called `name` (`--seed NAME`), or undefined. */
export function seedByName(name: string): Seed | undefined {
  return namedSeeds.find((seed) => seed.name === name);
}

/** The names that `--seed` knows. */
export const seedNames: readonly string[] = namedSeeds.map((seed) => seed.name);

import { sandboxPassword } from './default-seed.ts';
import type { Seed, SeedAccount, SeedPerson } from './seed.ts';
import { organizations, tenantIds } from './stories.ts';

/** How many people, and how many accounts each of them opens. */
export interface SeedScale {
  readonly people: number;
  readonly accounts: number;
}

function personAt(index: number, accounts: number): SeedPerson {
  const number = String(index + 1).padStart(6, '0');
  const base = {
    name: `Person ${number}`,
    story: 'generated',
    whatHappens: `Opens ${accounts} ${accounts === 1 ? 'account' : 'accounts'}.`,
    sonarUsername: accounts > 0 ? `person.${number}.1` : null,
    sonarPassword: accounts > 0 ? sandboxPassword : null,
  } as const;
  return index % 2 === 0
    ? {
        ...base,
        key: `google-${number}`,
        provider: 'google',
        email: `person.${number}@maple.example`,
        subject: `2078300000000000${number}`,
        emailVerified: true,
        hd: 'maple.example',
      }
    : {
        ...base,
        key: `microsoft-${number}`,
        provider: 'microsoft',
        email: `person.${number}@maple-clinic.example`,
        tid: tenantIds.maple,
        oid: `6e3f0000-0000-4000-8000-000000${number}`,
        xmsEdov: true,
      };
}

function accountsOf(person: SeedPerson, count: number): SeedAccount[] {
  const number = person.name.slice(-6);
  return Array.from({ length: count }, (_, index) => ({
    id: `maple-${number}-${index + 1}`,
    organizationId: 'maple',
    name: `${person.name}, line ${index + 1}`,
    extension: String(10_000 + index),
    username: `person.${number}.${index + 1}`,
    password: sandboxPassword,
    isOfficeManager: false,
    disabled: false,
    ssoOn: true,
    addresses: [{ email: person.email, purpose: 'sign-in' }],
  }));
}

/** A seed of any size: people of Google and Microsoft in turn, each opening the same number of accounts. */
export function generateSeed(scale: SeedScale): Seed {
  const people = Array.from({ length: scale.people }, (_, index) =>
    personAt(index, scale.accounts),
  );
  return {
    name: `generated-${scale.people}-${scale.accounts}`,
    organizations,
    accounts: people.flatMap((person) => accountsOf(person, scale.accounts)),
    people,
    links: [],
  };
}

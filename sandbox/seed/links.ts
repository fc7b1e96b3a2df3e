import { accounts } from './accounts.ts';
import { tenantIds } from './organizations.ts';
import { people } from './people.ts';
import type { SeedIdentity, SeedLink, SeedPerson, SeedStory } from './seed.ts';

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
export const links: readonly SeedLink[] = [
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

import type { Seed, SeedIdentity, SeedPerson } from './seed.ts';

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

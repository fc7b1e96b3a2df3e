import type { GoogleSeedPerson, MicrosoftSeedPerson, SeedPerson } from '../seed/seed.ts';
import { microsoftSubject } from './microsoft.ts';
import type { Person } from './people.ts';

function googlePerson({ key, subject, email, name, emailVerified, hd }: GoogleSeedPerson): Person {
  const claims = { email_verified: emailVerified, ...(hd === null ? {} : { hd }) };
  return { key, subject, email, name, claims };
}

function microsoftPerson({ key, email, name, tid, oid, xmsEdov }: MicrosoftSeedPerson): Person {
  const claims = { tid, oid, xms_edov: xmsEdov };
  return { key, subject: microsoftSubject(tid, oid), email, name, claims };
}

/** The directory of one stand-in, from the seeded people. */
export function peopleOfSeed(
  people: readonly SeedPerson[],
  provider: SeedPerson['provider'],
): Person[] {
  return people.flatMap((person) => {
    if (person.provider !== provider) return [];
    return person.provider === 'google' ? googlePerson(person) : microsoftPerson(person);
  });
}

import { accounts } from './accounts.ts';
import { links } from './links.ts';
import { organizations } from './organizations.ts';
import { people } from './people.ts';
import type { Seed } from './seed.ts';

/** The seed that the sandbox starts with: every story, for both providers. */
export const defaultSeed: Seed = { name: 'default', organizations, accounts, people, links };

const namedSeeds: readonly Seed[] = [
  defaultSeed,
  { name: 'empty', organizations, accounts: [], people: [], links: [] },
];

/** The seed called `name` (`--seed NAME`), or undefined. */
export function seedByName(name: string): Seed | undefined {
  return namedSeeds.find((seed) => seed.name === name);
}

/** The names that `--seed` knows. */
export const seedNames: readonly string[] = namedSeeds.map((seed) => seed.name);

import { accounts } from './accounts.ts';
import { copySeed, joinSeeds } from './copy-seed.ts';
import { links } from './links.ts';
import { organizations } from './organizations.ts';
import { people } from './people.ts';
import type { Seed } from './seed.ts';

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

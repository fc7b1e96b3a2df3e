import type { SeedPerson } from './seed/seed.ts';

/** Somebody to try, as the cheat sheet and tests from outside know them. */
export interface DescribedPerson {
  readonly key: string;
  readonly provider: 'google' | 'microsoft';
  readonly email: string;
  readonly name: string;
  readonly sonarUsername: string | null;
  readonly sonarPassword: string | null;
  /** The story's name and what happens, one sentence. */
  readonly story: string;
}

/** The one line that `npm run sandbox` prints. */
export interface SandboxDescription {
  readonly google: { readonly issuer: string; readonly clientId: string };
  readonly microsoft: { readonly authority: string; readonly clientId: string };
  /** Those that it was started with besides, by name. */
  readonly openId: Readonly<Record<string, { readonly issuer: string; readonly clientId: string }>>;
  readonly sonar: { readonly baseUrl: string };
  /** Path of a configuration file for `SONAR_LOGIN_CONFIG`. */
  readonly config: string;
  readonly people: readonly DescribedPerson[];
  /** Where to make things happen; `GET` lists what. */
  readonly control: string;
}

/** A seeded person for the description. */
export function describePerson(person: SeedPerson): DescribedPerson {
  const { key, provider, email, name, sonarUsername, sonarPassword, story, whatHappens } = person;
  return {
    key,
    provider,
    email,
    name,
    sonarUsername,
    sonarPassword,
    story: `${story}: ${whatHappens}`,
  };
}

/** What an unpackaged app is configured with to use this sandbox. */
export function configOf(
  description: Pick<SandboxDescription, 'google' | 'microsoft' | 'openId' | 'sonar'>,
) {
  const { google, microsoft, openId, sonar } = description;
  return { sonar, google, microsoft, ...openId };
}

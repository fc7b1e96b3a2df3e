import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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

/** The registrar, without what it shares with the service. */
export interface DescribedRegistrar {
  readonly webSocket: string;
  /** Of the certificate that it shows; hexadecimal with colons. */
  readonly certificateSha256: string;
  /** Path of the certificate of the authority behind it, PEM. */
  readonly authorityFile: string;
  /** SIP over UDP and TCP on 127.0.0.1, for other programs. */
  readonly sipPort: number;
}

/** The one line that `npm run sandbox` prints. */
export interface SandboxDescription {
  readonly google: { readonly issuer: string; readonly clientId: string };
  readonly microsoft: { readonly authority: string; readonly clientId: string };
  /** Those that it was started with besides, by name. */
  readonly openId: Readonly<Record<string, { readonly issuer: string; readonly clientId: string }>>;
  readonly sonar: { readonly baseUrl: string };
  /** Where softphones register; only when it was asked for. */
  readonly registrar?: DescribedRegistrar;
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

/** Whom to try: a story, its person at Google and at Microsoft, and who of them knows a Sonar password. */
export function cheatSheet(description: SandboxDescription): string {
  const stories = Map.groupBy(description.people, (person) => person.story);
  const passwords = new Set(description.people.map((person) => person.sonarPassword));
  passwords.delete(null);
  return [
    'Whom to try, at Google or at Microsoft (one click in the browser, no password there):',
    ...[...stories].flatMap(([story, people]) => [
      `  ${story}`,
      `      ${people.map(who).join('  ')}`,
    ]),
    `The Sonar password of those with a Sonar username: ${[...passwords].join(', ')}`,
  ].join('\n');
}

function who({ provider, email, sonarUsername }: DescribedPerson): string {
  const name = provider === 'google' ? 'Google' : 'Microsoft';
  return `${name} ${email}${sonarUsername ? ` (Sonar ${sonarUsername})` : ''}`;
}

/** What an unpackaged app is configured with to use this sandbox. */
export function configOf(
  description: Pick<SandboxDescription, 'google' | 'microsoft' | 'openId' | 'sonar'>,
) {
  const { google, microsoft, openId, sonar } = description;
  return { sonar, google, microsoft, ...openId };
}

/** The four servers of a sandbox. */
export const portNames = ['google', 'microsoft', 'sonar', 'control'] as const;

/** A port for each server; 0 where any will do. */
export type Ports = Record<(typeof portNames)[number], number>;

function fileIn(dataDirectory: string): string {
  return join(dataDirectory, 'ports.json');
}

function isPort(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 65_536;
}

/**
 * The ports to try: `first` and the three after it, or, if `first` is 0, those of the last time: a sign-in outlives a
 * restart only if its issuer keeps its address. An unreadable file counts as no last time.
 */
export async function preferPorts(dataDirectory: string, first: number): Promise<Ports> {
  if (first !== 0) {
    return { google: first, microsoft: first + 1, sonar: first + 2, control: first + 3 };
  }
  const stored = await readFile(fileIn(dataDirectory), 'utf8')
    .then((text) => JSON.parse(text) as unknown)
    .catch(() => null);
  const known = typeof stored === 'object' && stored !== null ? stored : {};
  const port = (name: string) => {
    const value: unknown = Reflect.get(known, name);
    return isPort(value) ? value : 0;
  };
  return {
    google: port('google'),
    microsoft: port('microsoft'),
    sonar: port('sonar'),
    control: port('control'),
  };
}

/** Keeps the ports in use for the next start; a 0 (a server that was not started) keeps what was known. */
export async function rememberPorts(dataDirectory: string, ports: Ports): Promise<void> {
  const before = await preferPorts(dataDirectory, 0);
  const entries = portNames.map((name) => [name, ports[name] || before[name]]);
  await writeFile(fileIn(dataDirectory), JSON.stringify(Object.fromEntries(entries)));
}

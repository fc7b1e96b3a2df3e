import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import type { AskKeychain } from '../../../src-main/credentials/keychain-connection.ts';
import { readItem } from '../../../src-main/credentials/keychain-item.ts';
import { nameItem } from '../../../src-main/credentials/secret-parts.ts';
import {
  identityCredentialKey,
  refreshTokenIn,
  sessionCredentialKey,
} from '../../../src-main/session/session-credential.ts';
import { otherProcess } from '../../support/other-process.ts';
import type { SoakDesktop } from './soak-desktop.ts';

/** What the settings file says of one account, as far as it is looked at here. */
interface StoredAccount {
  readonly summary: { readonly id: string };
  readonly identity: {
    readonly key: string;
    readonly label: { readonly provider: string };
  } | null;
  readonly signedIn: boolean;
}

/** What lies on the disk and in the keyring of a computer. */
export interface StoredProfile {
  readonly profileId: string;
  readonly accounts: readonly StoredAccount[];
  readonly pendingRemovals: readonly string[];
  /** As they lie there, by name. */
  readonly items: ReadonlyMap<string, string>;
}

/** Reads settings and keyring from outside the app. */
export async function readProfile(desktop: SoakDesktop): Promise<StoredProfile> {
  return { ...(await readSettings(desktop)), items: await readItems(desktop) };
}

/** Reads the settings alone. */
export async function readSettings({
  profile,
}: SoakDesktop): Promise<Omit<StoredProfile, 'items'>> {
  const text = await readFile(join(profile, 'preferences.json'), 'utf8');
  const { profileId, accounts, pendingRemovals } = JSON.parse(text) as StoredProfile;
  return { profileId, accounts, pendingRemovals };
}

/** The keyring fails a question in which an item goes; then it is asked again. */
const mostQuestions = 5;

async function readItems(
  { keychainService, keyring }: Pick<SoakDesktop, 'keychainService' | 'keyring'>,
  questions = 1,
): Promise<ReadonlyMap<string, string>> {
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      otherProcess('read-keychain', keychainService),
      { env: { ...process.env, ...keyring.env }, maxBuffer: 2 ** 26 },
    );
    const found = JSON.parse(stdout) as readonly { account: string; password: string }[];
    return new Map(found.map(({ account, password }) => [account, password]));
  } catch (error) {
    if (questions === mostQuestions) throw error;
    return readItems({ keychainService, keyring }, questions + 1);
  }
}

/** Whose session a refresh token belongs to, by the service's own records. */
interface TokenOwner {
  readonly account_id: string;
  readonly identity: string | null;
  readonly ended_at: number | null;
  readonly end_reason: string | null;
}

/**
 * What is wrong with a profile that has settled: a session or an identity's token that belongs to somebody else, an
 * account that counts as signed in without a living session, and items that the settings do not know.
 */
export async function judgeProfile(
  desktop: SoakDesktop,
  profile: StoredProfile,
): Promise<readonly string[]> {
  const { accounts, items, pendingRemovals, profileId } = profile;
  const nameOf = (key: string) => nameItem(profileId, key);
  const signedIn = accounts.filter((account) => account.signedIn);
  const secretOf = async (key: string) => {
    const read = await readItem(asKeychain(items), nameOf(key));
    return read.kind === 'found' ? read.value : null;
  };
  const wrong: string[] = [];
  for (const account of signedIn) {
    const session = await secretOf(sessionCredentialKey(account.summary.id));
    wrong.push(...judgeSession(desktop, account, session));
    const { identity } = account;
    const token = identity && (await secretOf(identityCredentialKey(identity.key)));
    if (identity && token) wrong.push(...judgeIdentity(desktop, identity, token));
  }
  const known = new Set(
    [
      ...signedIn.map(({ summary }) => sessionCredentialKey(summary.id)),
      ...signedIn.flatMap(({ identity }) =>
        identity ? [identityCredentialKey(identity.key)] : [],
      ),
      ...pendingRemovals,
    ].map(nameOf),
  );
  // What a part's name adds begins with `#`.
  const orphans = [...items.keys()].filter((name) => !known.has(name.split('#')[0] ?? ''));
  return [...wrong, ...orphans.map((name) => `orphan item ${name}`)];
}

/** Items as the app's own reader asks for them. */
function asKeychain(items: ReadonlyMap<string, string>): AskKeychain {
  return async (op, name) =>
    op === 'get' ? { ok: true, value: items.get(name) ?? null } : { ok: true, value: [] };
}

function judgeSession(
  desktop: SoakDesktop,
  { summary, identity }: StoredAccount,
  item: string | null,
): readonly string[] {
  const token = item === null ? null : refreshTokenIn(item);
  if (token === null) return [`${summary.id} counts as signed in and has no session`];
  const owner = ownerOf(desktop, token);
  if (owner === undefined) return [`nobody knows the session of ${summary.id}`];
  const belongs =
    owner.account_id === summary.id && lastWord(owner.identity) === lastWord(identity?.key ?? null);
  return belongs
    ? []
    : [`MIXED: ${summary.id} of ${identity?.key} has the session of ${JSON.stringify(owner)}`];
}

/** Whose session it is; undefined: there was never such a token. */
function ownerOf({ folder }: SoakDesktop, token: string): TokenOwner | undefined {
  const hash = createHash('sha256').update(token).digest('base64url');
  return query(
    join(folder, 'sandbox', 'sonar.sqlite'),
    `SELECT sessions.account_id, identities.key AS identity, sessions.ended_at, sessions.end_reason
     FROM refresh_tokens JOIN sessions ON sessions.id = refresh_tokens.session_id
     LEFT JOIN identities ON identities.id = sessions.identity_id WHERE refresh_tokens.hash = ?`,
    hash,
  )[0] as TokenOwner | undefined;
}

function judgeIdentity(
  { folder }: SoakDesktop,
  { key, label }: NonNullable<StoredAccount['identity']>,
  token: string,
): readonly string[] {
  const [found] = query(
    join(folder, 'sandbox', `${label.provider}.sqlite`),
    `SELECT people.subject, people.claims FROM records JOIN people
     ON people.subject = records.account_id WHERE model = 'RefreshToken' AND id = ?`,
    token,
  );
  const owner = found === undefined ? 'nobody' : `${found.subject} ${found.claims}`;
  const belongs = owner.includes(lastWord(key) ?? key);
  return belongs ? [] : [`MIXED: the token of ${key} is that of ${owner}`];
}

/** Rows of a database that its owner goes on writing to. */
export function query(
  file: string,
  sql: string,
  ...values: readonly string[]
): readonly Record<string, unknown>[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database.prepare(sql).all(...values);
  } finally {
    database.close();
  }
}

/** Google's `sub` and Microsoft's `oid` stand last in an identity's key, here and at the service. */
function lastWord(key: string | null): string | null {
  return key === null ? null : (key.split(' ').at(-1) ?? null);
}

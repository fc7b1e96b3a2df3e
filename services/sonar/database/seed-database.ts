import { randomUUID } from 'node:crypto';
import type { Seed, SeedIdentity } from '../../seed/seed.ts';
import { identityKeyOf } from '../id-token/identity.ts';
import { emailKeyOf } from '../matching/decide.ts';
import type { Passwords } from '../passwords/hash.ts';
import { usernameKeyOf } from '../passwords/try-limits.ts';
import type { Database } from './database.ts';

/** What seeding needs besides the seed. */
export interface SeedTools {
  readonly database: Database;
  readonly passwords: Passwords;
  readonly googleIssuer: string;
  readonly now: number;
}

/**
 * Hashes each distinct password once: seeded accounts with the same password share salt and hash, because a seed of
 * ten thousand slow hashes would take an hour and these passwords are printed on the cheat sheet anyway.
 */
async function hashPasswords(seed: Seed, passwords: Passwords): Promise<Map<string, string>> {
  const distinct = [...new Set(seed.accounts.flatMap(({ password }) => password ?? []))];
  const hashes = await Promise.all(distinct.map((password) => passwords.hash(password)));
  return new Map(distinct.map((password, index) => [password, hashes[index] ?? '']));
}

function insertOrganizations({ database }: SeedTools, seed: Seed): void {
  for (const { id, name, ssoOn, domains } of seed.organizations) {
    database.run('INSERT INTO organizations VALUES (?, ?, ?)', id, name, Number(ssoOn));
    for (const { domain, microsoftTenantId } of domains) {
      database.run('INSERT INTO domains VALUES (?, ?, ?)', domain, id, microsoftTenantId);
    }
  }
}

function insertAccounts({ database }: SeedTools, seed: Seed, hashes: Map<string, string>): void {
  for (const account of seed.accounts) {
    database.run(
      'INSERT INTO accounts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      account.id,
      account.organizationId,
      account.name,
      account.extension,
      account.username,
      usernameKeyOf(account.username),
      account.password === null ? null : (hashes.get(account.password) ?? null),
      Number(account.isOfficeManager),
      Number(account.disabled),
      Number(account.ssoOn),
    );
    for (const { email, purpose } of account.addresses) {
      database.run(
        'INSERT INTO addresses VALUES (?, ?, ?, ?, ?)',
        randomUUID(),
        account.id,
        email,
        emailKeyOf(email),
        purpose,
      );
    }
  }
}

function identityKey(identity: SeedIdentity, googleIssuer: string): string {
  return identity.provider === 'google'
    ? identityKeyOf({ provider: 'google', issuer: googleIssuer, subject: identity.subject })
    : identityKeyOf(identity);
}

function insertLinks({ database, googleIssuer, now }: SeedTools, seed: Seed): void {
  for (const { identity, accountId, email, linkedBy, state } of seed.links) {
    const key = identityKey(identity, googleIssuer);
    database.run(
      `INSERT OR IGNORE INTO identities (id, provider, key, email, label_kind) VALUES (?, ?, ?, ?, 'address')`,
      randomUUID(),
      identity.provider,
      key,
      email,
    );
    const emailKey = emailKeyOf(email);
    database.run(
      `INSERT INTO links (id, identity_id, provider, account_id, linked_by, matched_email_key, state, linked_at)
       SELECT ?, id, provider, ?, ?, ?, ?, ? FROM identities WHERE key = ?`,
      randomUUID(),
      accountId,
      linkedBy,
      linkedBy === 'match' ? emailKey : null,
      state,
      now,
      key,
    );
    if (emailKey === null) continue;
    database.run(
      'INSERT OR IGNORE INTO proved_addresses SELECT provider, ?, id, ?, ? FROM identities WHERE key = ?',
      emailKey,
      now,
      now,
      key,
    );
  }
}

/** Fills an empty database, all or nothing; one that has organizations is left as it is. */
export async function seedDatabase(tools: SeedTools, seed: Seed): Promise<void> {
  const { database } = tools;
  if (database.get('SELECT id FROM organizations LIMIT 1')) return;
  const hashes = await hashPasswords(seed, tools.passwords);
  database.transaction(() => {
    insertOrganizations(tools, seed);
    insertAccounts(tools, seed, hashes);
    insertLinks(tools, seed);
  });
}

import { generateKeyPair, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { type JWK, calculateJwkThumbprint, exportJWK } from 'jose';

const generate = promisify(generateKeyPair);

/** New data directories of one process share a key per stand-in: making one costs a tenth of a second. */
const fresh = new Map<string, Promise<JWK>>();

async function makeKey(): Promise<JWK> {
  const { privateKey } = await generate('rsa', { modulusLength: 2048 });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'RS256', use: 'sig' };
}

function makeKeyOnce(name: string): Promise<JWK> {
  const pending = fresh.get(name) ?? makeKey();
  fresh.set(name, pending);
  return pending;
}

function read(database: DatabaseSync, name: string): string | undefined {
  const row = database.prepare('SELECT value FROM secrets WHERE name = ?').get(name);
  return row && String(row.value);
}

function write(database: DatabaseSync, name: string, value: string): void {
  database
    .prepare('INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING')
    .run(name, value);
}

/** The RSA key (private JWK, RS256) that signs this stand-in's ID tokens; made once, then kept in the store. */
export async function loadSigningKey(database: DatabaseSync, provider: string): Promise<JWK> {
  const stored = read(database, 'signing-key');
  if (stored) return JSON.parse(stored) as JWK;
  const jwk = await makeKeyOnce(provider);
  write(database, 'signing-key', JSON.stringify(jwk));
  return jwk;
}

/** The secret that signs this stand-in's cookies; made once, then kept in the store. */
export function loadCookieSecret(database: DatabaseSync): string {
  const stored = read(database, 'cookie-secret');
  if (stored) return stored;
  const secret = randomBytes(32).toString('base64url');
  write(database, 'cookie-secret', secret);
  return secret;
}

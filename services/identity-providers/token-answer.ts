import { generateKeyPair, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { calculateJwkThumbprint, decodeJwt, exportJWK, importJWK, type JWK, SignJWT } from 'jose';
import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import type { Directory } from './people.ts';
import type { ProviderState } from './provider-state.ts';
import type { ProviderStyle } from './provider-style.ts';

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

/** What an ID token is reshaped with. */
export interface ReshapeInput {
  readonly idToken: string;
  readonly isRenewal: boolean;
  readonly origin: string;
  readonly style: ProviderStyle;
  readonly directory: Directory;
  readonly signingKey: JWK;
  readonly state: Pick<ProviderState, 'tellsSignInTime'>;
}

/**
 * Signs the engine's ID token again as the real provider would have made it: the issuer of the person's tenant, no
 * `nonce` after a renewal (OpenID Connect Core section 12.2), a later `iat` each time, `auth_time` where the provider has
 * it and the registration asks for it, none of the engine's own claims.
 */
async function reshapeIdToken(input: ReshapeInput): Promise<string> {
  const { style, directory, signingKey } = input;
  const { sid: _sid, nonce, auth_time: signedInAt, ...claims } = decodeJwt(input.idToken);
  const tellsSignInTime = style.canTellSignInTime && input.state.tellsSignInTime;
  const subject = String(claims.sub);
  const person = directory.findBySubject(subject);
  if (!person) throw new Error('an ID token for nobody in the directory');
  const issuedAt = directory.nextIssuedAt(subject, Number(claims.iat));
  const lifetime = Number(claims.exp) - Number(claims.iat);
  return new SignJWT({
    ...claims,
    ...style.fixedClaims,
    ...(tellsSignInTime ? { auth_time: signedInAt } : {}),
    ...(input.isRenewal || nonce === undefined ? {} : { nonce }),
    iss: style.issuerOf(person, input.origin),
    iat: issuedAt,
    exp: issuedAt + lifetime,
  })
    .setProtectedHeader({
      alg: 'RS256',
      typ: 'JWT',
      ...(signingKey.kid ? { kid: signingKey.kid } : {}),
    })
    .sign(await importJWK(signingKey, 'RS256'));
}

/** What answers are reshaped with. */
export interface AnswerInput {
  readonly style: ProviderStyle;
  readonly directory: Directory;
  readonly signingKey: JWK;
  readonly origin: string;
  readonly state: Pick<ProviderState, 'tellsSignInTime'>;
}

/** Turns the engine's token answer into the one that the real provider would give. */
export async function reshapeTokenAnswer(
  input: AnswerInput,
  ctx: KoaContextWithOIDC,
): Promise<void> {
  const { style, directory } = input;
  const body = ctx.body as Record<string, unknown> | undefined;
  if (typeof body !== 'object') return;
  if (typeof body.error === 'string') {
    const error = body as unknown as ErrorOut;
    ctx.body = { ...body, ...style.tokenExtras(undefined, error) };
    return;
  }
  if (typeof body.id_token !== 'string') return;
  const person = directory.findBySubject(String(decodeJwt(body.id_token).sub));
  const isRenewal = ctx.oidc.params?.grant_type === 'refresh_token';
  const idToken = await reshapeIdToken({ ...input, idToken: body.id_token, isRenewal });
  ctx.body = { ...body, id_token: idToken, ...style.tokenExtras(person, undefined) };
}

/** Takes `iss` out of an authorization response whose provider does not know RFC 9207. */
export function dropResponseIssuer(ctx: KoaContextWithOIDC, origin: string): void {
  const location = ctx.response.get('location');
  if (!location || !URL.canParse(location)) return;
  const url = new URL(location);
  if (url.origin === origin || !url.searchParams.has('iss')) return;
  url.searchParams.delete('iss');
  ctx.set('location', url.href);
}

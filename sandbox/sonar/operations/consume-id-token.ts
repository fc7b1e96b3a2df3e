import { randomUUID } from 'node:crypto';
import type { VerifiedIdToken } from '../id-token/verify-id-token.ts';
import { ServiceProblem } from '../problem.ts';
import type { Service } from '../service.ts';
import type { IdentityProof } from '../sessions/open-session.ts';
import type { IdentityRow } from '../sessions/rows.ts';

/** Long enough that an ID token which is still in time is always remembered, milliseconds. */
const rememberedMs = 2 * 86_400_000;

/** Accepts an ID token once; `identity-not-verified` for every other time, whoever sends it. */
export function consumeIdToken({ database, now }: Service, token: VerifiedIdToken): void {
  const isFirst =
    database.run(
      'INSERT OR IGNORE INTO used_id_tokens VALUES (?, ?)',
      token.hash,
      now() + rememberedMs,
    ) > 0;
  if (!isFirst) throw new ServiceProblem('identity-not-verified', {}, 'used before');
}

/**
 * Uses the nonce of a sign-in at the provider up; false when it was used before. A refreshed ID token may have the nonce
 * of the sign-in long ago, and whoever still knows its secret has not seen the person.
 */
export function isNewNonce({ database, now }: Service, { nonce }: VerifiedIdToken): boolean {
  return database.run('INSERT OR IGNORE INTO used_nonces VALUES (?, ?)', nonce, now()) > 0;
}

/** Accepts the ID token of a new sign-in at the provider; `identity-not-verified` for any other. */
export function consumeSignIn(service: Service, token: VerifiedIdToken): void {
  consumeIdToken(service, token);
  if (!isNewNonce(service, token)) {
    throw new ServiceProblem('identity-not-verified', {}, 'nonce used before');
  }
}

/** The identity of an ID token, noted when it is new. */
export function identityOf({ database }: Service, token: VerifiedIdToken): IdentityRow {
  const { identityKey, claims, label } = token;
  database.run(
    'INSERT OR IGNORE INTO identities (id, provider, key, email, label_kind) VALUES (?, ?, ?, ?, ?)',
    randomUUID(),
    claims.provider,
    identityKey,
    label.text,
    label.kind,
  );
  const identity = database.get<IdentityRow>('SELECT * FROM identities WHERE key = ?', identityKey);
  if (!identity) throw new Error('the identity was not stored');
  return identity;
}

/** What is kept of an ID token once it is accepted; never the token. */
export function proofOf(
  service: Service,
  identity: IdentityRow,
  token: VerifiedIdToken,
): IdentityProof {
  return {
    identityId: identity.id,
    label: token.label,
    issuedAt: token.issuedAt,
    idTokenHash: token.hash,
    nonce: token.nonce,
    verifiedAt: service.now(),
  };
}

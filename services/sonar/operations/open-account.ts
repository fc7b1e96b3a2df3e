import { randomUUID } from 'node:crypto';
import { nameOfIdentity, recordAudit } from '../audit.ts';
import type { IdentityLabel } from '../id-token/identity.ts';
import type { VerifiedIdToken } from '../id-token/verify-id-token.ts';
import { noteProvedAddress } from '../links/addresses.ts';
import { makeLink, noteLinkUse } from '../links/links.ts';
import { emailKeyOf, type OpenAccount } from '../matching/decide.ts';
import { ServiceProblem } from '../problem.ts';
import type { Service } from '../service.ts';
import { type IdentityRow, identityById } from '../sessions/rows.ts';
import { type IdentityProof, openSession, type SessionOrigin } from '../sessions/session-life.ts';
import type { Attempt } from '../sessions/tickets.ts';

/** Long enough that an ID token which is still in time is always remembered, milliseconds. */
const rememberedMs = 2 * 86_400_000;

/** Accepts an ID token once; `identity-not-verified` for every other time, no matter who sends it. */
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
 * of the sign-in long ago, and an app that still knows its secret has not seen the person.
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

/**
 * Brings the label of an identity up to date; answers the former one when the provider has renamed it since. An address
 * that is not vouched for any more, or is now, makes another label and is no rename. Without a label it keeps its last.
 */
export function noteLabel(
  { database }: Service,
  identity: IdentityRow,
  label: IdentityLabel,
): string | null {
  if (label.text === null) return null;
  if (label.text === identity.email && label.kind === identity.label_kind) return null;
  database.run(
    'UPDATE identities SET email = ?, label_kind = ? WHERE id = ?',
    label.text,
    label.kind,
    identity.id,
  );
  const { email: former, label_kind: formerKind } = identity;
  const isRename = formerKind === label.kind && emailKeyOf(former) !== emailKeyOf(label.text);
  return isRename ? former : null;
}

/** Opens the account that was decided on, chosen or proved; only this one gets a link. */
export function openAccount(
  service: Service,
  attempt: Attempt,
  account: OpenAccount | { readonly accountId: string; readonly by: 'password' },
  from: SessionOrigin,
) {
  const { proof, device } = attempt;
  const { accountId, by } = account;
  const identity = identityById(service, proof.identityId);
  const who = nameOfIdentity(identity.provider, proof.label.text);
  if (by !== 'link') {
    makeLink(service, {
      identity,
      accountId,
      linkedBy: by,
      emailKey: by === 'match' ? emailKeyOf(attempt.claims.email) : null,
      who,
      device,
    });
  }
  noteProvedAddress(service, identity.id, attempt.claims);
  noteLinkUse(service, identity.id, accountId);
  return openSession(service, {
    accountId,
    proof,
    device,
    who,
    how: by,
    renamedFrom: noteLabel(service, identity, proof.label),
    from,
  });
}

/** Records that an identity found its account closed. */
export function recordClosed(
  service: Service,
  attempt: Attempt,
  accountId: string,
  code: string,
): void {
  recordAudit(service, {
    who: nameOfIdentity(attempt.claims.provider, attempt.proof.label.text),
    what: 'sign-in-refused',
    accountId,
    device: attempt.device.name,
    detail: code,
  });
}

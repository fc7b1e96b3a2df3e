import { nameOfIdentity, recordAudit } from '../audit.ts';
import { bodyOf, type Operation } from '../http/operation.ts';
import type { ExpectedNonce } from '../id-token/verify-id-token.ts';
import { nonceOf, type VerifiedIdToken } from '../id-token/verify-id-token.ts';
import { noteProvedAddress } from '../links/addresses.ts';
import { jsonAnswer, ServiceProblem } from '../problem.ts';
import type { Service } from '../service.ts';
import { checkOpen, seenInPersonAt } from '../sessions/caller.ts';
import { verificationOf } from '../sessions/issue-tokens.ts';
import {
  acceptKey,
  findByRefreshToken,
  judgeKey,
  type RefreshTokenOwner,
  refuseKey,
} from '../sessions/refresh-token.ts';
import { accountById, identityById, type SessionRow } from '../sessions/rows.ts';
import { consumeIdToken, isNewNonce, noteLabel } from './open-account.ts';

interface ReverifySessionBody {
  readonly refreshToken: string;
  readonly idToken: string;
  readonly nonceSecret?: string;
}

/** The session to prove again. A token whose successor may have been lost is good enough beside an ID token. */
function requireOwner(service: Service, refreshToken: string): RefreshTokenOwner {
  const owner = findByRefreshToken(service, refreshToken);
  if (owner.token.used_at !== null && !owner.isLastButOne) {
    throw new ServiceProblem('session-ended');
  }
  return owner;
}

/** Same identity, issued after the last proof (OpenID Connect Core section 12.2). */
function checkNewer(service: Service, session: SessionRow, token: VerifiedIdToken): void {
  const identity = session.identity_id === null ? null : identityById(service, session.identity_id);
  if (identity?.key !== token.identityKey) {
    throw new ServiceProblem('identity-not-verified', {}, 'another identity');
  }
  if (session.token_issued_at !== null && token.issuedAt <= session.token_issued_at) {
    throw new ServiceProblem('identity-not-verified', {}, 'not newer');
  }
}

/**
 * One proof is good for every session that this identity has on this device. It was given in person when the ID token
 * has the nonce of a new sign-in at the provider.
 */
function noteProof(
  service: Service,
  session: SessionRow,
  token: VerifiedIdToken,
  inPerson: boolean,
): void {
  const { issuedAt } = token;
  const provedAt = inPerson
    ? seenInPersonAt(service, { issuedAt, verifiedAt: service.now() })
    : null;
  service.database.run(
    `UPDATE sessions SET verified_at = ?, token_issued_at = ?, id_token_hash = ?, nonce = coalesce(?, nonce),
       proved_at = coalesce(?, proved_at)
     WHERE identity_id = ? AND device_id = ? AND ended_at IS NULL AND token_issued_at < ?`,
    service.now(),
    token.issuedAt,
    token.hash,
    token.nonce,
    provedAt,
    session.identity_id,
    session.device_id,
    token.issuedAt,
  );
}

function reverify(
  service: Service,
  session: SessionRow,
  token: VerifiedIdToken,
  hasSecret: boolean,
) {
  checkOpen(service, session, accountById(service, session.account_id));
  const { label } = token;
  const email = label.text;
  // Another session of this identity on this device has brought the same ID token before: it was good for this one.
  if (session.id_token_hash === token.hash && session.verified_at !== null) {
    const verification = verificationOf(service, session.verified_at);
    return jsonAnswer(200, { ...verification, email, emailRenamedFrom: null });
  }
  checkNewer(service, session, token);
  consumeIdToken(service, token);
  // The nonce of an earlier sign-in says nothing about today, even when its secret is still known.
  noteProof(service, session, token, hasSecret && isNewNonce(service, token));
  const identity = identityById(service, session.identity_id ?? '');
  noteProvedAddress(service, identity.id, token.claims);
  recordAudit(service, {
    who: nameOfIdentity(identity.provider, email),
    what: 'reverified',
    accountId: session.account_id,
  });
  return jsonAnswer(200, {
    ...verificationOf(service, service.now()),
    email,
    emailRenamedFrom: noteLabel(service, identity, label),
  });
}

/** POST /sessions/reverify: a fresh ID token proves the identity of a session again. */
export const reverifySession: Operation = async (service, request) => {
  const { refreshToken, idToken, nonceSecret } = bodyOf<ReverifySessionBody>(request);
  const { nonce } = requireOwner(service, refreshToken).session;
  const accepted = acceptKey(service, request.proof, refreshToken);
  if (accepted.kind === 'refused') {
    return () => refuseKey(service, requireOwner(service, refreshToken), accepted);
  }
  const expected: ExpectedNonce =
    nonceSecret === undefined
      ? { kind: 'absent-or', value: nonce }
      : { kind: 'exactly', value: nonceOf(nonceSecret) };
  const token = await service.verifyIdToken(idToken, expected);
  const hasSecret = nonceSecret !== undefined;
  return () => {
    const owner = requireOwner(service, refreshToken);
    const key = judgeKey(owner, request.proof, refreshToken);
    if (key.kind === 'refused') return refuseKey(service, owner, key);
    if (key.kind === 'reused') throw new ServiceProblem('session-ended');
    return reverify(service, owner.session, token, hasSecret);
  };
};

import { newCodesFor, newLinksFor } from '../links/new-links.ts';
import { hashOf, newSecret } from '../secrets.ts';
import { type Service, timestamp } from '../service.ts';
import { accountBody, accountById, identityById, type SessionRow } from './rows.ts';

/** An access token names its session, so that an expired one is told from an ended session. */
function newAccessToken(sessionId: string): string {
  return `${sessionId}.${newSecret()}`;
}

/** A moment, but not after the end of the session. */
export function endOf({ ends_at: endsAt }: SessionRow, at: number): number {
  return endsAt === null ? at : Math.min(endsAt, at);
}

/** The next access token of a session, with its lifetime, as the contract writes it. */
export function issueAccessToken(
  service: Service,
  session: SessionRow,
  scope: 'account' | 'softphone',
) {
  const { database, now } = service;
  const { id: sessionId } = session;
  const lifetime = endOf(session, now() + service.ttl().accessToken) - now();
  const accessToken = newAccessToken(sessionId);
  database.run(
    'DELETE FROM access_tokens WHERE session_id = ? AND expires_at < ?',
    sessionId,
    now(),
  );
  database.run(
    'INSERT INTO access_tokens (hash, session_id, expires_at, scope) VALUES (?, ?, ?, ?)',
    hashOf(accessToken),
    sessionId,
    now() + lifetime,
    scope,
  );
  return { accessToken, accessTokenExpiresIn: Math.floor(lifetime / 1_000) };
}

/** When a session was proved, when it should be proved again, and from when it must be. */
export function verificationOf(service: Service, verifiedAt: number) {
  const { reverify, reverifyGrace } = service.ttl();
  return {
    verifiedAt: timestamp(verifiedAt),
    reverifyBy: timestamp(verifiedAt + reverify),
    reverifyRequiredAt: timestamp(verifiedAt + reverify + reverifyGrace),
  };
}

const neverVerified = { verifiedAt: null, reverifyBy: null, reverifyRequiredAt: null };

/** The next refresh token of a session. The one before must be used up already: there is room for one current token only. */
function issueRefreshToken(service: Service, session: SessionRow): string {
  const { database, now } = service;
  const refreshToken = newSecret();
  database.run(
    `INSERT INTO refresh_tokens (session_id, sequence, hash, expires_at, is_bound) VALUES (
       ?, 1 + coalesce((SELECT max(sequence) FROM refresh_tokens WHERE session_id = ?), 0), ?, ?, ?)`,
    session.id,
    session.id,
    hashOf(refreshToken),
    endOf(session, now() + service.ttl().refreshToken),
    session.key_thumbprint === null ? 0 : 1,
  );
  return refreshToken;
}

/** The next pair of tokens of a session, and the session as the contract writes it. */
export function issueTokens(service: Service, session: SessionRow, renamedFrom: string | null) {
  return sessionBody(service, session, issueRefreshToken(service, session), renamedFrom);
}

/** A session as the contract writes it, with this refresh token and a fresh access token. */
export function sessionBody(
  service: Service,
  session: SessionRow,
  refreshToken: string,
  renamedFrom: string | null,
) {
  const { database } = service;
  const identity = session.identity_id === null ? null : identityById(service, session.identity_id);
  const link = database.get<{ linked_by: string }>(
    'SELECT linked_by FROM links WHERE identity_id = ? AND account_id = ?',
    session.identity_id,
    session.account_id,
  );
  const { verified_at: verifiedAt } = session;
  return {
    sessionId: session.id,
    ...issueAccessToken(service, session, 'account'),
    refreshToken,
    account: accountBody(accountById(service, session.account_id)),
    identity: identity && { provider: identity.provider, email: identity.email },
    linkedBy: link?.linked_by ?? null,
    ...(verifiedAt === null ? neverVerified : verificationOf(service, verifiedAt)),
    endsAt: session.ends_at === null ? null : timestamp(session.ends_at),
    emailRenamedFrom: renamedFrom,
    newLinks: newLinksFor(service, session.account_id, session.device_id),
    newCodes: newCodesFor(service, session.account_id, session.device_id),
  };
}

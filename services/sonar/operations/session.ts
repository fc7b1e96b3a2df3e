import { recordAudit } from '../audit.ts';
import { bodyOf, type Operation, type OperationRequest, paramOf } from '../http/operation.ts';
import { noteLinkUse } from '../links/links.ts';
import { noteOrigin } from '../passwords/try-limits.ts';
import { type Answer, done, jsonAnswer, problemAnswer, ServiceProblem } from '../problem.ts';
import { hashOf, seal, shownDeviceId, unseal } from '../secrets.ts';
import type { Service } from '../service.ts';
import { checkOpen, requireLiveSession, signedIn } from '../sessions/caller.ts';
import { keyOf } from '../sessions/device-proof.ts';
import { issueTokens, sessionBody } from '../sessions/issue-tokens.ts';
import {
  acceptKey,
  countRepeatedBefore,
  findByRefreshToken,
  judgeKey,
  mayRepeat,
  type RefreshTokenOwner,
  type RefreshTokenRow,
  refuseKey,
} from '../sessions/refresh-token.ts';
import { accountById, type SessionRow } from '../sessions/rows.ts';
import { endSessions } from '../sessions/session-life.ts';
import { revokeCodes } from './break-glass.ts';

function checkVerifiedRecently(service: Service, session: SessionRow): void {
  const { reverify, reverifyGrace } = service.ttl();
  const { verified_at: verifiedAt } = session;
  if (verifiedAt !== null && service.now() > verifiedAt + reverify + reverifyGrace) {
    throw new ServiceProblem('reverify-required');
  }
}

/** Reuse of a refresh token: one of the two that have it is not the app, so the session ends for both. */
function endReused(service: Service, session: SessionRow): Answer {
  endSessions(service, { sessionId: session.id }, 'refresh-token-reused');
  const { username: who } = accountById(service, session.account_id);
  recordAudit(service, { who, what: 'refresh-token-reused', accountId: session.account_id });
  return problemAnswer('session-ended');
}

/** A session that was opened without a key gets the one that the first renewal with a proof brings. */
function bind({ database }: Service, session: SessionRow, thumbprint: string | null): SessionRow {
  if (session.key_thumbprint !== null || thumbprint === null) return session;
  database.run('UPDATE sessions SET key_thumbprint = ? WHERE id = ?', thumbprint, session.id);
  return { ...session, key_thumbprint: thumbprint };
}

function noteUse(
  service: Service,
  session: SessionRow,
  request: OperationRequest,
  detail: string | null,
): void {
  const { database, now } = service;
  const { id: accountId, username: who } = accountById(service, session.account_id);
  if (session.identity_id !== null) noteLinkUse(service, session.identity_id, accountId);
  noteOrigin(service, accountId, request.address);
  database.run(
    'UPDATE devices SET last_seen_at = ? WHERE account_id = ? AND device_id = ?',
    now(),
    accountId,
    session.device_id,
  );
  recordAudit(service, { who, what: 'session-refreshed', accountId, detail });
}

/** The next pair of tokens. The new one is kept for a while for who comes back with the old one, sealed with that. */
function renew(
  service: Service,
  session: SessionRow,
  token: RefreshTokenRow,
  refreshToken: string,
): Answer {
  const { database, now } = service;
  database.run('UPDATE refresh_tokens SET used_at = ? WHERE hash = ?', now(), token.hash);
  const body = issueTokens(service, session, null);
  database.run(
    'UPDATE refresh_tokens SET sealed_successor = ? WHERE hash = ?',
    seal('sonar refresh token', refreshToken, body.refreshToken),
    token.hash,
  );
  // From now on the token before cannot be repeated any more.
  database.run(
    'UPDATE refresh_tokens SET sealed_successor = NULL WHERE session_id = ? AND sequence = ?',
    session.id,
    token.sequence - 1,
  );
  return jsonAnswer(200, body);
}

/** The successor of a used token once more, or null when it is not to be had. */
function repeatedSuccessor(
  service: Service,
  { session, token, isLastButOne }: RefreshTokenOwner,
  refreshToken: string,
): string | null {
  const isAllowed = mayRepeat({
    age: service.now() - (token.used_at ?? 0),
    repeats: token.repeats,
    repeatedBefore: countRepeatedBefore(service, token),
    isSuccessorUnused: isLastButOne,
    isProved: session.key_thumbprint !== null,
  });
  if (!isAllowed || token.sealed_successor === null) return null;
  return unseal('sonar refresh token', refreshToken, token.sealed_successor);
}

/** POST /sessions/refresh: uses the refresh token up and answers the next one. */
export const refreshSession: Operation = async (service, request) => {
  const { refreshToken } = bodyOf<{ readonly refreshToken: string }>(request);
  const accepted = acceptKey(service, request.proof, refreshToken);
  return () => {
    const owner = findByRefreshToken(service, refreshToken);
    const { token } = owner;
    if (accepted.kind === 'refused') return refuseKey(service, owner, accepted);
    // Another key may have bound the session meanwhile.
    const key = judgeKey(owner, request.proof, refreshToken);
    if (key.kind === 'refused') return refuseKey(service, owner, key);
    if (key.kind === 'reused') return endReused(service, owner.session);
    const successor =
      token.used_at === null ? null : repeatedSuccessor(service, owner, refreshToken);
    if (token.used_at !== null && successor === null) return endReused(service, owner.session);
    checkOpen(service, owner.session, accountById(service, owner.session.account_id));
    checkVerifiedRecently(service, owner.session);
    const session = bind(service, owner.session, keyOf(request.proof));
    noteUse(service, session, request, successor === null ? null : 'repeated');
    if (successor === null) return renew(service, session, token, refreshToken);
    service.database.run(
      'UPDATE refresh_tokens SET repeats = repeats + 1 WHERE hash = ?',
      token.hash,
    );
    return jsonAnswer(200, sessionBody(service, session, successor, null));
  };
};

/** POST /sessions/sign-out: ends the session of any refresh token it ever had; says nothing about unknown ones. */
export const signOut: Operation = async (service, request) => {
  const { refreshToken } = bodyOf<{ readonly refreshToken: string }>(request);
  return () => {
    const session = service.database.get<SessionRow>(
      `SELECT sessions.* FROM sessions JOIN refresh_tokens ON refresh_tokens.session_id = sessions.id
       WHERE refresh_tokens.hash = ? AND sessions.ended_at IS NULL`,
      hashOf(refreshToken),
    );
    if (!session) return done;
    endSessions(service, { sessionId: session.id }, 'signed-out');
    const { id: accountId, username: who } = accountById(service, session.account_id);
    recordAudit(service, { who, what: 'signed-out', accountId });
    return done;
  };
};

/** DELETE /me/session: ends the caller's session and no other, also of an account that is closed. */
export const endMySession: Operation = async (service, request) => () => {
  const session = requireLiveSession(service, request);
  endSessions(service, { sessionId: session.id }, 'signed-out');
  const { id: accountId, username: who } = accountById(service, session.account_id);
  recordAudit(service, { who, what: 'signed-out', accountId });
  return done;
};

/**
 * POST /sessions/sign-out-everywhere: ends every session of the account, the caller's too, and a break-glass code that
 * nobody has used yet: it may be what the owner was just told of.
 */
export const signOutEverywhere = signedIn((service, { account, deviceName }) => {
  const ended = endSessions(service, { accountId: account.id }, 'signed-out-everywhere');
  revokeCodes(service, account.id);
  recordAudit(service, {
    who: account.username,
    what: 'signed-out-everywhere',
    accountId: account.id,
    device: deviceName,
    detail: `${ended} sessions`,
  });
  return jsonAnswer(200, { ended });
});

/** DELETE /me/devices/{deviceId}: ends the sessions of the account on one device. */
export const signOutDevice = signedIn((service, { account, deviceName }, request) => {
  const shownId = paramOf(request, 'deviceId').toLowerCase();
  const devices = service.database.all<{ device_id: string; name: string }>(
    'SELECT device_id, name FROM devices WHERE account_id = ?',
    account.id,
  );
  const device = devices.find(({ device_id: id }) => shownDeviceId(account.id, id) === shownId);
  if (!device) throw new ServiceProblem('not-found');
  const { device_id: deviceId } = device;
  const ended = endSessions(service, { accountId: account.id, deviceId }, 'device-signed-out');
  if (ended === 0) throw new ServiceProblem('not-found');
  recordAudit(service, {
    who: account.username,
    what: 'device-signed-out',
    accountId: account.id,
    device: deviceName,
    detail: device.name,
  });
  return done;
});

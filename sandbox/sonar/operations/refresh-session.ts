import { recordAudit } from '../audit/record.ts';
import { bodyOf, type Operation } from '../http/operation.ts';
import { noteLinkUse } from '../links/make-link.ts';
import { jsonAnswer, problemAnswer, ServiceProblem } from '../problem.ts';
import type { Service } from '../service.ts';
import { checkOpen } from '../sessions/check-open.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { findByRefreshToken } from '../sessions/find-by-refresh-token.ts';
import { issueTokens } from '../sessions/issue-tokens.ts';
import { accountById, type SessionRow } from '../sessions/rows.ts';

function checkVerifiedRecently(service: Service, session: SessionRow): void {
  const { reverify, reverifyGrace } = service.ttl();
  const { verified_at: verifiedAt } = session;
  if (verifiedAt !== null && service.now() > verifiedAt + reverify + reverifyGrace) {
    throw new ServiceProblem('reverify-required');
  }
}

/** Reuse of a refresh token: one of the two that have it is not the app, so the session ends for both. */
function endReused(service: Service, session: SessionRow) {
  endSessions(service, { sessionId: session.id }, 'refresh-token-reused');
  const { username: who } = accountById(service, session.account_id);
  recordAudit(service, { who, what: 'refresh-token-reused', accountId: session.account_id });
  return problemAnswer('session-ended');
}

/** POST /sessions/refresh: uses the refresh token up and answers the next one. */
export const refreshSession: Operation = async (service, request) => {
  const { refreshToken } = bodyOf<{ readonly refreshToken: string }>(request);
  return () => {
    const { session, tokenHash, isUsed } = findByRefreshToken(service, refreshToken);
    if (isUsed) return endReused(service, session);
    const account = accountById(service, session.account_id);
    checkOpen(service, session, account);
    checkVerifiedRecently(service, session);
    const { database, now } = service;
    database.run('UPDATE refresh_tokens SET used_at = ? WHERE hash = ?', now(), tokenHash);
    if (session.identity_id !== null) noteLinkUse(service, session.identity_id, account.id);
    database.run(
      'UPDATE devices SET last_seen_at = ? WHERE account_id = ? AND device_id = ?',
      now(),
      account.id,
      session.device_id,
    );
    recordAudit(service, {
      who: account.username,
      what: 'session-refreshed',
      accountId: account.id,
    });
    return jsonAnswer(200, issueTokens(service, session, null));
  };
};

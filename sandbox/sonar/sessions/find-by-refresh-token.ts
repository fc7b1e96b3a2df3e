import { ServiceProblem } from '../problem.ts';
import { hashOf } from '../secrets.ts';
import type { Service } from '../service.ts';
import type { SessionRow } from './rows.ts';

/** A refresh token with its live session. */
export interface RefreshTokenOwner {
  readonly session: SessionRow;
  readonly tokenHash: string;
  /** Used up before: presenting it again means that somebody else has it, or had. */
  readonly isUsed: boolean;
  /** Used up, but its successor never was: the answer that carried the successor may have been lost. */
  readonly isLastButOne: boolean;
}

/** The live session of a refresh token, or `session-ended` when there is none or the token is too old. */
export function findByRefreshToken(service: Service, refreshToken: string): RefreshTokenOwner {
  const { database, now } = service;
  const token = database.get<{
    hash: string;
    session_id: string;
    sequence: number;
    used_at: number | null;
  }>('SELECT * FROM refresh_tokens WHERE hash = ? AND expires_at > ?', hashOf(refreshToken), now());
  const session =
    token &&
    database.get<SessionRow>(
      'SELECT * FROM sessions WHERE id = ? AND ended_at IS NULL',
      token.session_id,
    );
  if (!session) throw new ServiceProblem('session-ended');
  const current = database.get<{ sequence: number }>(
    'SELECT sequence FROM refresh_tokens WHERE session_id = ? AND used_at IS NULL',
    session.id,
  );
  return {
    session,
    tokenHash: token.hash,
    isUsed: token.used_at !== null,
    isLastButOne: current?.sequence === token.sequence + 1,
  };
}

import { ServiceProblem } from '../problem.ts';
import { hashOf } from '../secrets.ts';
import type { Service } from '../service.ts';
import type { SessionRow } from './rows.ts';

/** A refresh token as it is stored. Times in milliseconds since 1970. */
export interface RefreshTokenRow {
  readonly hash: string;
  readonly session_id: string;
  /** Counts the tokens of a session. */
  readonly sequence: number;
  readonly used_at: number | null;
  /** 1: issued to a session that was bound to a key by then. */
  readonly is_bound: number;
  readonly repeats: number;
  readonly sealed_successor: Uint8Array | null;
}

/** A refresh token with its live session. */
export interface RefreshTokenOwner {
  readonly session: SessionRow;
  readonly token: RefreshTokenRow;
  /** Used up, but its successor never was: the answer that carried the successor may have been lost. */
  readonly isLastButOne: boolean;
}

/** The live session of a refresh token, or `session-ended` when there is none or the token is too old. */
export function findByRefreshToken(service: Service, refreshToken: string): RefreshTokenOwner {
  const { database, now } = service;
  const token = database.get<RefreshTokenRow>(
    'SELECT * FROM refresh_tokens WHERE hash = ? AND expires_at > ?',
    hashOf(refreshToken),
    now(),
  );
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
  return { session, token, isLastButOne: current?.sequence === token.sequence + 1 };
}

/** How many tokens right before this one were asked for more than once. */
export function countRepeatedBefore({ database }: Service, token: RefreshTokenRow): number {
  const before = database.all<{ repeats: number }>(
    'SELECT repeats FROM refresh_tokens WHERE session_id = ? AND sequence < ? ORDER BY sequence DESC LIMIT 3',
    token.session_id,
    token.sequence,
  );
  const firstClean = before.findIndex(({ repeats }) => repeats === 0);
  return firstClean === -1 ? before.length : firstClean;
}

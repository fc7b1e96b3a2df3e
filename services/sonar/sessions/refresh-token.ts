import { recordCounted } from '../audit.ts';
import { type Answer, problemAnswer, ServiceProblem } from '../problem.ts';
import { hashOf } from '../secrets.ts';
import type { Service } from '../service.ts';
import { isAlive } from './caller.ts';
import { type DeviceProof, isProofFor, useProof } from './device-proof.ts';
import { accountById, type SessionRow } from './rows.ts';

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
      `SELECT * FROM sessions WHERE id = ? AND ${isAlive}`,
      token.session_id,
      now(),
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

/** A used refresh token whose answer is asked for once more. Times in milliseconds. */
export interface RepeatFacts {
  /** Since it was first used. */
  readonly age: number;
  /** How often its answer has been repeated. */
  readonly repeats: number;
  /** How many tokens right before it were repeated as well. */
  readonly repeatedBefore: number;
  /** It is the last but one, and its successor was never used. */
  readonly isSuccessorUnused: boolean;
  /** The request proves the key that the session is bound to. */
  readonly isProved: boolean;
}

const plainRepeatMs = 2 * 60_000;
/** How long somebody with the key of the session may come back for an answer that was lost. */
export const provedRepeatMs = 24 * 3_600_000;
const mostPlainRepeats = 2;
const mostProvedRepeats = 4;

/**
 * Whether the answer to a used refresh token is given once more, because the first one may have been lost; if not, two
 * have the token. Losing answers is rare, so tokens that are asked for twice one after the other are two who share them:
 * the second in a row ends it, with the session's key and within the two minutes the third.
 */
export function mayRepeat(facts: RepeatFacts): boolean {
  if (!facts.isSuccessorUnused) return false;
  if (facts.age <= plainRepeatMs && facts.repeats < mostPlainRepeats) {
    return facts.repeatedBefore < (facts.isProved ? 2 : 1);
  }
  return (
    facts.isProved &&
    facts.age <= provedRepeatMs &&
    facts.repeats < mostProvedRepeats &&
    facts.repeatedBefore === 0
  );
}

/** What a refresh token is worth together with the proof that came with it. */
export type KeyJudgement =
  | { readonly kind: 'good' }
  /** Not with this proof. The session goes on: who has copied a token must not be able to end it. */
  | {
      readonly kind: 'refused';
      readonly code: 'session-ended' | 'bad-request';
      readonly why: string;
    }
  /** A token from before the session had a key, and not by who has the key now: two have had it. */
  | { readonly kind: 'reused' };

/** Judges the proof; uses nothing up. */
export function judgeKey(
  { session, token }: RefreshTokenOwner,
  proof: DeviceProof,
  refreshToken: string,
): KeyJudgement {
  if (proof.kind === 'unusable') {
    return { kind: 'refused', code: 'bad-request', why: `unusable proof: ${proof.reason}` };
  }
  if (proof.kind === 'key' && !isProofFor(proof, refreshToken)) {
    return { kind: 'refused', code: 'bad-request', why: 'proof for another token' };
  }
  if (session.key_thumbprint === null) return { kind: 'good' };
  if (proof.kind === 'key' && proof.thumbprint === session.key_thumbprint) return { kind: 'good' };
  if (token.is_bound === 0) return { kind: 'reused' };
  const why = proof.kind === 'none' ? 'no proof' : 'another key';
  return { kind: 'refused', code: 'session-ended', why };
}

/**
 * Judges the proof and uses it up: each is good once. In a transaction of its own, because a request that is refused
 * after this leaves its token good: somebody who recorded it must not be able to send it again when it would be
 * answered.
 */
export function acceptKey(
  service: Service,
  proof: DeviceProof,
  refreshToken: string,
): KeyJudgement {
  return service.database.transaction(() => {
    const owner = findByRefreshToken(service, refreshToken);
    const judgement = judgeKey(owner, proof, refreshToken);
    if (judgement.kind !== 'good' || useProof(service, proof)) return judgement;
    return { kind: 'refused', code: 'bad-request', why: 'proof used before' };
  });
}

/** Answers a refusal, and records it for the owner of the account: somebody has a token of theirs. */
export function refuseKey(
  service: Service,
  { session }: RefreshTokenOwner,
  { code, why }: Extract<KeyJudgement, { kind: 'refused' }>,
): Answer {
  const { id: accountId, username: who } = accountById(service, session.account_id);
  recordCounted(service, { who, what: 'session-key-refused', accountId, detail: why });
  return problemAnswer(code, code === 'bad-request' ? { detail: `header DPoP: ${why}` } : {});
}

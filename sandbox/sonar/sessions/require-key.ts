import { recordCounted } from '../audit/record.ts';
import { type Answer, problemAnswer } from '../problem.ts';
import type { Service } from '../service.ts';
import { type DeviceProof, isProofFor, useProof } from './device-proof.ts';
import { findByRefreshToken, type RefreshTokenOwner } from './find-by-refresh-token.ts';
import { accountById } from './rows.ts';

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
 * after this leaves its token good: whoever recorded it must not be able to send it again when it would be answered.
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

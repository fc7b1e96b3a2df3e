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

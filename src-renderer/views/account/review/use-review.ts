import { useCallback, useMemo, useRef } from 'react';
import type { Review, ReviewRow } from '../../../../preload/contract.ts';
import type { Login } from '../../../use-login.ts';
import { type Answer, useAnswer } from '../use-answer.ts';
import { keepOrder } from './review-search.ts';

/** The review, and the names of its accounts. */
export interface ReviewAnswer {
  readonly answer: Answer<Review>;
  /** Rows in the order in which the page first showed them. */
  readonly rows: readonly ReviewRow[];
  /** The account's name as this organization knows it; null for one that it does not. */
  readonly nameOf: (accountId: string) => string | null;
}

/** Asks for the review of the manager's organization. */
export function useReview(login: Login, managerId: string): ReviewAnswer {
  const { ask } = login;
  const answer = useAnswer(useCallback(() => ask('getReview', managerId), [ask, managerId]));
  const shown = useRef<readonly ReviewRow[]>([]);
  const { value } = answer;
  const rows = useMemo(() => {
    shown.current = value === null ? [] : keepOrder(shown.current, value.rows);
    return shown.current;
  }, [value]);
  const names = useMemo(
    () => new Map(rows.map(({ accountId, name }) => [accountId, name])),
    [rows],
  );
  const nameOf = useCallback((accountId: string) => names.get(accountId) ?? null, [names]);
  return { answer, rows, nameOf };
}

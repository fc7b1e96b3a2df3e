import { createContext, type ReactNode, use } from 'react';
import type { Failure, ReviewRow } from '../../../../preload/contract.ts';
import type { ReviewActions, ReviewLink } from './use-review-changes.ts';

/** What the rows of the review work with. */
export interface ReviewTools extends Omit<ReviewActions, 'removeLink' | 'again'> {
  readonly isBusy: (key: string) => boolean;
  /** The alert for a refused change, beside what it is about; `key` as in `ReviewActions`. */
  readonly alertAt: (key: string) => ReactNode;
  readonly failureAt: (key: string) => Failure | null;
  readonly nameOf: (accountId: string) => string | null;
  readonly askRemoveLink: (row: ReviewRow, link: ReviewLink) => void;
}

const ReviewToolsContext = createContext<ReviewTools | null>(null);

/** The review's tools; only below `ReviewToolsProvider`. */
export function useReviewTools(): ReviewTools {
  const tools = use(ReviewToolsContext);
  if (tools === null) throw new Error('useReviewTools needs a ReviewToolsProvider above it.');
  return tools;
}

/** Gives the tools to all rows below. */
export function ReviewToolsProvider(props: {
  readonly tools: ReviewTools;
  readonly children: ReactNode;
}): ReactNode {
  return <ReviewToolsContext value={props.tools}>{props.children}</ReviewToolsContext>;
}

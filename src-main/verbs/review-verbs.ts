import { z } from 'zod';
import { limits } from '../../preload/contract/verbs.ts';
import { LoginError } from '../errors/login-error.ts';
import type { PolicyReader } from '../policy/effective-policy.ts';
import type { AccountIndex } from '../session/account-index.ts';
import {
  callAsAccount,
  callWithFreshProof,
  type FreshProofNeeds,
} from '../session/call-as-account.ts';
import { requireCodeAllowed } from '../sign-in/require-allowed-attempt.ts';
import type { SonarService } from '../sonar/sonar-service.ts';
import { account, id, type Rows } from './row.ts';

/** What the verbs of an office manager run with. */
export interface ReviewVerbNeeds extends FreshProofNeeds {
  readonly policy: Pick<PolicyReader, 'current'>;
  readonly sonar: Pick<
    SonarService,
    | 'getReview'
    | 'getLastReview'
    | 'markReviewed'
    | 'setAccountSso'
    | 'setAddressPurpose'
    | 'removeReviewedLink'
    | 'decideRecycledAddress'
    | 'issueBreakGlassCode'
    | 'getAudit'
  >;
  readonly saveReview: (managerId: string) => Promise<string | null>;
  readonly index: Pick<AccountIndex, 'get' | 'put'>;
  readonly now: () => number;
}

/** Where a page of the audit begins: opaque, as the service gave it. */
const cursor = z.string().min(1).max(limits.cursor);

/**
 * The verbs of the review (R10), each in the name of the manager who asks. The service refuses everybody else, and what
 * changes something without a fresh proof.
 */
export const reviewVerbs = {
  getReview: {
    takes: account,
    run: ({ sessions, sonar }, managerId) => callAsAccount(sessions, managerId, sonar.getReview),
  },
  getReviewReminder: { takes: account, run: getReviewReminder },
  dismissReviewReminder: {
    takes: account,
    run({ index, now }, managerId) {
      const manager = index.get(managerId);
      if (manager === undefined) throw new LoginError('not-found');
      index.put({ ...manager, reminderDismissedAt: new Date(now()).toISOString() });
    },
  },
  markReviewed: {
    takes: account,
    run: ({ sessions, sonar }, managerId) => callAsAccount(sessions, managerId, sonar.markReviewed),
  },
  setAccountSso: {
    takes: z.tuple([id, id, z.boolean()]),
    run: (needs, managerId, accountId, on) =>
      callWithFreshProof(needs, managerId, (token) =>
        needs.sonar.setAccountSso(token, accountId, on),
      ),
  },
  setAddressPurpose: {
    takes: z.tuple([id, id, z.enum(['sign-in', 'notifications-only'])]),
    run: (needs, managerId, addressId, purpose) =>
      callWithFreshProof(needs, managerId, (token) =>
        needs.sonar.setAddressPurpose(token, addressId, purpose),
      ),
  },
  removeReviewedLink: {
    takes: z.tuple([id, id]),
    run: (needs, managerId, linkId) =>
      callWithFreshProof(needs, managerId, (token) =>
        needs.sonar.removeReviewedLink(token, linkId),
      ),
  },
  decideRecycledAddress: {
    takes: z.tuple([id, id, z.enum(['approve', 'refuse'])]),
    run: (needs, managerId, recycledId, decision) =>
      callWithFreshProof(needs, managerId, (token) =>
        needs.sonar.decideRecycledAddress(token, recycledId, decision),
      ),
  },
  issueBreakGlassCode: {
    takes: z.tuple([id, id]),
    run(needs, managerId, accountId) {
      requireCodeAllowed(needs.policy.current());
      return callWithFreshProof(needs, managerId, (token) =>
        needs.sonar.issueBreakGlassCode(token, accountId),
      );
    },
  },
  exportReview: {
    takes: account,
    run: ({ saveReview }, managerId) => saveReview(managerId),
  },
  getAudit: {
    takes: z.tuple([id, cursor.nullable()]),
    run: ({ sessions, sonar }, managerId, before) =>
      callAsAccount(sessions, managerId, (token) => sonar.getAudit(token, before)),
  },
} satisfies Partial<Rows<ReviewVerbNeeds>>;

const dayMs = 24 * 3_600_000;
/** After so many days the review is due again, and for so many the reminder stays away once it was put there. */
const reviewDays = 90;
const quietDays = 7;

/** Asks the service only where the reminder may be shown. */
async function getReviewReminder(
  { sessions, sonar, index, now }: ReviewVerbNeeds,
  managerId: string,
): Promise<{ readonly lastReviewedAt: string | null } | null> {
  const manager = index.get(managerId);
  if (manager?.isOfficeManager !== true) return null;
  const { reminderDismissedAt } = manager;
  if (reminderDismissedAt !== undefined && isWithin(reminderDismissedAt, quietDays, now())) {
    return null;
  }
  const lastReviewedAt = await callAsAccount(sessions, managerId, sonar.getLastReview);
  const isDue = lastReviewedAt === null || !isWithin(lastReviewedAt, reviewDays, now());
  return isDue ? { lastReviewedAt } : null;
}

/** Whether a moment lies no further back than so many days; one ahead of the clock by more than a day does not count. */
function isWithin(moment: string, days: number, now: number): boolean {
  const agoMs = now - Date.parse(moment);
  return agoMs > -dayMs && agoMs < days * dayMs;
}

/** Saves the review as CSV where the person says; null when they changed their mind. */
export async function exportReview(
  needs: FreshProofNeeds & {
    readonly sonar: Pick<SonarService, 'exportReview'>;
    /** Asks where to save a text and saves it; the path, or null when the person changed their mind. */
    readonly saveFile: (suggestedName: string, text: string) => Promise<string | null>;
  },
  managerId: string,
): Promise<string | null> {
  const text = await callWithFreshProof(needs, managerId, needs.sonar.exportReview);
  return needs.saveFile('sonar-access-review.csv', text);
}

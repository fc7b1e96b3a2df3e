import { useRef } from 'react';
import type { ReviewRow } from '../../../../preload/contract.ts';
import { useAnnounce } from '../../../components/live-region.tsx';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import type { Login } from '../../../use-login.ts';
import { keepFocus } from '../keep-focus.ts';
import type { Changes } from '../use-changes.ts';

/** A link as the review shows it. */
export type ReviewLink = ReviewRow['links'][number];
/** An address as the review shows it. */
export type ReviewAddress = ReviewRow['addresses'][number];

/** What a manager can do in the review; each asks for the review again when it is done. */
export interface ReviewActions {
  readonly setSso: (row: ReviewRow, on: boolean) => void;
  readonly setNotificationsOnly: (address: ReviewAddress, on: boolean) => void;
  readonly removeLink: (link: ReviewLink, email: string) => void;
  readonly decide: (recycledId: string, email: string, decision: 'approve' | 'refuse') => void;
  /** Does the last change again. */
  readonly again: () => void;
}

/** The manager's changes, with what is said when they are done. */
export function useReviewChanges(props: {
  readonly login: Login;
  readonly managerId: string;
  readonly changes: Changes;
  readonly reload: () => Promise<void>;
}): ReviewActions {
  const { login, managerId, changes, reload } = props;
  const { ask } = login;
  const { t } = useAccountCopy();
  const announce = useAnnounce();
  const last = useRef<() => void>(() => {});

  async function change(
    key: string,
    run: Parameters<Changes['run']>[1],
    done: string,
  ): Promise<void> {
    last.current = () => void change(key, run, done);
    const failure = await changes.run(key, run);
    if (failure !== null) return;
    announce(done);
    await reload();
    keepFocus('h1');
  }

  return {
    again: () => last.current(),
    setSso: (row, on) =>
      void change(
        `sso ${row.accountId}`,
        () => ask('setAccountSso', managerId, row.accountId, on),
        t(on ? 'review.announce.sso-on' : 'review.announce.sso-off', { name: row.name }),
      ),
    setNotificationsOnly: ({ id, email }, on) =>
      void change(
        `address ${id}`,
        () => ask('setAddressPurpose', managerId, id, on ? 'notifications-only' : 'sign-in'),
        t(on ? 'review.announce.notifications' : 'review.announce.sign-in', { email }),
      ),
    removeLink: (link, email) =>
      void change(
        `link ${link.id}`,
        () => ask('removeReviewedLink', managerId, link.id),
        t('security.announce.removed', { email }),
      ),
    decide: (recycledId, email, decision) =>
      void change(
        `recycled ${recycledId}`,
        () => ask('decideRecycledAddress', managerId, recycledId, decision),
        t(`recycled.announce.${decision}`, { email }),
      ),
  };
}

import { Ticket } from 'lucide-react';
import { createContext, type ReactNode, use, useCallback, useMemo, useRef } from 'react';
import type { BreakGlassCode, Review, ReviewRow } from '../../../preload/contract/account-pages.ts';
import type { Failure } from '../../../preload/contract/errors.ts';
import { Button } from '../../components/button.tsx';
import { DialogFrame } from '../../components/dialog.tsx';
import { findMatches, type Searchable, searchable } from '../../components/filter-field.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { useWholeCopy } from '../../copy/copy.tsx';
import { formatUntil } from '../../copy/formats.ts';
import type { Login } from '../../use-login.ts';
import styles from './review.module.css';
import { type Answer, useAnswer } from './use-answer.tsx';
import { type Changes, keepFocus } from './use-changes.tsx';

/** The review, and the names of its accounts. */
interface ReviewAnswer {
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

/** Makes rows fit for `findRows`. */
export function searchableRows(rows: readonly ReviewRow[]): Searchable<ReviewRow> {
  return searchable(rows, ({ name, username, extension, addresses, links }) =>
    [
      name,
      username,
      extension,
      ...addresses.map(({ email }) => email),
      ...links.map(({ email }) => email ?? ''),
    ].join(' '),
  );
}

/** The rows in which every word of `text` occurs, in their order; `onlyRisky` leaves out those without a risk. */
export function findRows(
  rows: Searchable<ReviewRow>,
  text: string,
  onlyRisky: boolean,
): readonly ReviewRow[] {
  const found = findMatches(rows, text);
  return onlyRisky ? found.filter(({ risks }) => risks.length > 0) : found;
}

/** Fresh rows in the order that is on the screen already, new ones last: a row never moves away under the pointer. */
export function keepOrder(
  before: readonly ReviewRow[],
  fresh: readonly ReviewRow[],
): readonly ReviewRow[] {
  const places = new Map(before.map(({ accountId }, index) => [accountId, index]));
  const placeOf = ({ accountId }: ReviewRow) => places.get(accountId) ?? before.length;
  return [...fresh].sort((one, other) => placeOf(one) - placeOf(other));
}

/** A link as the review shows it. */
export type ReviewLink = ReviewRow['links'][number];
/** An address as the review shows it. */
export type ReviewAddress = ReviewRow['addresses'][number];

/** A code to be read out, and for whom. */
export interface IssuedCode extends BreakGlassCode {
  readonly row: ReviewRow;
}

/** What a manager can do in the review; each asks for the review again when it is done. */
interface ReviewActions {
  readonly setSso: (row: ReviewRow, on: boolean) => void;
  readonly setNotificationsOnly: (address: ReviewAddress, on: boolean) => void;
  readonly removeLink: (link: ReviewLink, email: string) => void;
  /** `show` gets the code, which is kept nowhere else. */
  readonly issueCode: (row: ReviewRow, show: (code: IssuedCode) => void) => void;
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
  const { t } = useWholeCopy();
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
    issueCode: (row, show) =>
      void change(
        `code ${row.accountId}`,
        async () => {
          const result = await ask('issueBreakGlassCode', managerId, row.accountId);
          if (result.ok) show({ row, ...result.value });
          return result;
        },
        t('review.announce.code', { name: row.name }),
      ),
    decide: (recycledId, email, decision) =>
      void change(
        `recycled ${recycledId}`,
        () => ask('decideRecycledAddress', managerId, recycledId, decision),
        t(`recycled.announce.${decision}`, { email }),
      ),
  };
}

/** What the rows of the review work with. */
interface ReviewTools extends Omit<ReviewActions, 'removeLink' | 'issueCode' | 'again'> {
  readonly isBusy: (key: string) => boolean;
  /** The alert for a refused change, beside what it is about; `key` as in `ReviewActions`. */
  readonly alertAt: (key: string) => ReactNode;
  readonly failureAt: (key: string) => Failure | null;
  readonly nameOf: (accountId: string) => string | null;
  /** Null: policy lets no code be issued on this computer. */
  readonly askCode: ((row: ReviewRow) => void) | null;
  readonly managerId: string;
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

/** Issues a code for a row; nothing where none can be: policy, an account that is turned off, the manager's own. */
export function IssueCode({ row }: { readonly row: ReviewRow }): ReactNode {
  const { t } = useWholeCopy();
  const { askCode, managerId, isBusy, alertAt } = useReviewTools();
  const key = `code ${row.accountId}`;
  return (
    <>
      {askCode !== null && !row.disabled && row.accountId !== managerId && (
        <Button
          size="small"
          kind="quiet"
          busy={isBusy(key)}
          isDisabled={isBusy(key)}
          icon={<Ticket aria-hidden="true" />}
          aria-label={t('review.code-of', { name: row.name })}
          onPress={() => askCode(row)}
        >
          {t('review.code')}
        </Button>
      )}
      {alertAt(key)}
    </>
  );
}

/** The code, to be read out; it is nowhere any more when the dialog closes. */
export function CodeDialog(props: {
  readonly code: IssuedCode;
  readonly onClose: () => void;
}): ReactNode {
  const { row, code, expiresAt } = props.code;
  const { t, locale } = useWholeCopy();
  const { name, username } = row;
  return (
    <DialogFrame
      role="dialog"
      title={t('review.code.shown.title', { name })}
      text={t('review.code.shown.text', { username, time: formatUntil(expiresAt, locale) })}
      onClose={props.onClose}
      stays
    >
      <p className={styles.code} translate="no">
        {code}
      </p>
      {/* Without the focus: a second Enter would lose the code. */}
      <Button kind="primary" onPress={props.onClose}>
        {t('review.code.done')}
      </Button>
    </DialogFrame>
  );
}

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import {
  memo,
  type ReactNode,
  useCallback,
  useDeferredValue,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { ReviewRow } from '../../../preload/contract/account-pages.ts';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { SmallSwitch } from '../../components/switch-field.tsx';
import { useExtension, useWholeCopy } from '../../copy/copy.tsx';
import { beside } from '../../copy/formats.ts';
import { formatList, useWhen } from './account-formats.ts';
import page from './page.module.css';
import styles from './review.module.css';
import { Risks } from './review-mark.tsx';
import { IssueCode, type ReviewAddress, useReviewTools } from './use-review.tsx';

const columns = ['account', 'addresses', 'links', 'sso'] as const;

/** A first guess at a row's height; the true one is measured when the row is drawn. */
function guessHeight(row: ReviewRow | undefined): number {
  if (row === undefined) return 80;
  return 39 + 60 * Math.max(1, row.addresses.length, row.links.length);
}

const noRows: readonly ReviewRow[] = [];

/** Scrolls with the window; only rows in sight exist, and where the window is narrow each row is a card. */
export function ReviewTable({ rows }: { readonly rows: readonly ReviewRow[] }): ReactNode {
  const { t } = useWholeCopy();
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const box = body.current?.getBoundingClientRect();
    if (box !== undefined) setTop(Math.round(box.top + window.scrollY));
  });
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => guessHeight(rows[index]),
    // Those out of sight come after those that the person waits for.
    overscan: useDeferredValue(rows, noRows) === rows ? 4 : 0,
    scrollMargin: top,
    // Another function would have all rows placed anew.
    getItemKey: useCallback((index: number) => rows[index]?.accountId ?? index, [rows]),
  });
  return (
    <table
      className={classNames(page.table, styles.table)}
      aria-label={t('review.table')}
      aria-rowcount={rows.length + 1}
    >
      <thead>
        <tr aria-rowindex={1}>
          {columns.map((column) => (
            <th key={column} scope="col" className={page.columnHead}>
              {t(`review.col.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return (
            row !== undefined && (
              <tr
                key={item.key}
                ref={virtualizer.measureElement}
                data-index={item.index}
                aria-rowindex={item.index + 2}
                style={{ transform: `translateY(${item.start - top}px)` }}
              >
                <ReviewTableRow row={row} />
              </tr>
            )
          );
        })}
      </tbody>
    </table>
  );
}

/** The cells of one account: who and what is risky, addresses, linked identities, single sign-on. Drawn anew only when they change, not while scrolling. */
const ReviewTableRow = memo(ReviewCells);

function ReviewCells({ row }: { readonly row: ReviewRow }): ReactNode {
  const { t } = useWholeCopy();
  const extension = useExtension();
  const { setSso, isBusy, alertAt, failureAt } = useReviewTools();
  const key = `sso ${row.accountId}`;
  return (
    <>
      <th scope="row" className={styles.account}>
        <span className={page.title}>
          <span className={page.name} dir="auto">
            {row.name}
          </span>
          <span className="visually-hidden">, </span>
          {row.disabled && <span className={page.badge}>{t('review.disabled')}</span>}
        </span>
        <span className={page.fact}>{beside(extension(row.extension), row.username)}</span>
        <Risks row={row} />
        <IssueCode row={row} />
      </th>
      <td>
        <ReviewAddresses row={row} />
      </td>
      <td>
        <ReviewLinks row={row} />
      </td>
      <td className={styles.sso}>
        <SmallSwitch
          label={t('review.sso')}
          name={t('review.sso-of', { name: row.name })}
          checked={row.sso}
          busy={isBusy(key)}
          onChange={(on) => setSso(row, on)}
        />
      </td>
      {failureAt(key) !== null && (
        <td className={styles.alert} colSpan={4}>
          {alertAt(key)}
        </td>
      )}
    </>
  );
}

const namesShown = 3;

/** The addresses of one account: what else each opens, and whether it is for notifications only. */
function ReviewAddresses({ row }: { readonly row: ReviewRow }): ReactNode {
  const { t } = useWholeCopy();
  if (row.addresses.length === 0) return <p className={page.fact}>{t('review.address.none')}</p>;
  return (
    <ul className={styles.list}>
      {row.addresses.map((address) => (
        <AddressItem key={address.id} address={address} owner={row.name} />
      ))}
    </ul>
  );
}

function AddressItem(props: {
  readonly address: ReviewAddress;
  readonly owner: string;
}): ReactNode {
  const { address, owner } = props;
  const { t } = useWholeCopy();
  const { setNotificationsOnly, isBusy, alertAt } = useReviewTools();
  const key = `address ${address.id}`;
  return (
    <li>
      <p className={page.name} dir="auto">
        {address.email}
      </p>
      <Facts address={address} />
      <SmallSwitch
        label={t('review.address.notifications')}
        name={t('review.address.notifications-of', { email: address.email, name: owner })}
        checked={address.notificationsOnly}
        busy={isBusy(key)}
        onChange={(on) => setNotificationsOnly(address, on)}
      />
      {alertAt(key)}
    </li>
  );
}

function Facts({ address }: { readonly address: ReviewAddress }): ReactNode {
  const { t, locale } = useWholeCopy();
  const { nameOf } = useReviewTools();
  const { alsoOpens, alsoElsewhere, outsideDomain, notificationsOnly } = address;
  // One for notifications only does not open this account: there is no "also".
  const also = notificationsOnly ? 'no' : 'yes';
  const names = alsoOpens.slice(0, namesShown).map((id) => nameOf(id) ?? id);
  const more = alsoOpens.length - names.length;
  const listed = more > 0 ? [...names, t('review.address.more', { count: more })] : names;
  return (
    <>
      {names.length > 0 && (
        <p className={page.fact}>
          {t('review.address.also', { also, names: formatList(listed, locale) })}
        </p>
      )}
      {alsoElsewhere && <p className={page.fact}>{t('review.address.elsewhere', { also })}</p>}
      {outsideDomain && <p className={page.fact}>{t('review.address.outside')}</p>}
    </>
  );
}

/** The identities that are linked to one account: how, when last used, and *Remove*. */
function ReviewLinks({ row }: { readonly row: ReviewRow }): ReactNode {
  const { t, providerName } = useWholeCopy();
  const { askRemoveLink, isBusy, alertAt } = useReviewTools();
  const when = useWhen();
  if (row.links.length === 0) return <p className={page.fact}>{t('review.links.none')}</p>;
  return (
    <ul className={styles.list}>
      {row.links.map((link) => {
        const provider = providerName(link.provider);
        const email = link.email ?? t('link.no-email', { provider });
        const key = `link ${link.id}`;
        return (
          <li key={link.id}>
            <div className={page.row}>
              <div className={page.rowText}>
                <p className={page.name} dir="auto">
                  {email}
                </p>
                <p className={page.fact}>
                  {t('review.link.about', { provider, by: link.linkedBy })}
                </p>
                <p className={page.fact}>
                  {link.lastUsedAt === null
                    ? t('review.link.never-used')
                    : t('review.link.used', { when: when.dayAgo(link.lastUsedAt) })}
                </p>
              </div>
              <Button
                size="small"
                kind="quiet"
                busy={isBusy(key)}
                isDisabled={isBusy(key)}
                aria-label={t('review.link.remove-of', { email, name: row.name })}
                onPress={() => askRemoveLink(row, link)}
              >
                {t('link.remove')}
              </Button>
            </div>
            {alertAt(key)}
          </li>
        );
      })}
    </ul>
  );
}

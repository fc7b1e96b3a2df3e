import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { ReviewRow } from '../../../../preload/contract.ts';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import { ReviewTableRow } from './review-table-row.tsx';

const columns = ['account', 'addresses', 'links', 'sso'] as const;

/** A first guess at a row's height; the true one is measured when the row is drawn. */
function guessHeight(row: ReviewRow | undefined): number {
  if (row === undefined) return 80;
  return 40 + 60 * Math.max(1, row.addresses.length, row.links.length);
}

/**
 * The review as a table that scrolls with the window. Only rows in sight exist, so ten thousand behave as ten; where
 * the window is narrow each row is a card.
 */
export function ReviewTable(props: { readonly rows: readonly ReviewRow[] }): ReactNode {
  const { rows } = props;
  const { t } = useAccountCopy();
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const box = body.current?.getBoundingClientRect();
    if (box !== undefined) setTop(Math.round(box.top + window.scrollY));
  });
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => guessHeight(rows[index]),
    overscan: 4,
    scrollMargin: top,
    getItemKey: (index) => rows[index]?.accountId ?? index,
  });
  return (
    <table className="review-table" aria-label={t('review.table')} aria-rowcount={rows.length + 1}>
      <thead>
        <tr aria-rowindex={1}>
          {columns.map((column) => (
            <th key={column} scope="col" className="column-head">
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

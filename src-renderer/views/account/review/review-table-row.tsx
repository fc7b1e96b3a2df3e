import { CircleCheck, TriangleAlert } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { ReviewRow } from '../../../../preload/contract.ts';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import { useExtension } from '../../../copy/copy.tsx';
import { beside } from '../../../copy/formats.ts';
import { SmallSwitch } from '../small-switch.tsx';
import { ReviewAddresses } from './review-addresses.tsx';
import { ReviewLinks } from './review-links.tsx';
import { useReviewTools } from './review-tools.tsx';

/** The cells of one account: who and what is risky, addresses, linked identities, single sign-on. Drawn anew only when they change, not while scrolling. */
export const ReviewTableRow = memo(ReviewCells);

function ReviewCells({ row }: { readonly row: ReviewRow }): ReactNode {
  const { t } = useAccountCopy();
  const extension = useExtension();
  const { setSso, isBusy, alertAt, failureAt } = useReviewTools();
  const key = `sso ${row.accountId}`;
  return (
    <>
      <th scope="row" className="review-account">
        <span className="item-title">
          <span className="item-name" dir="auto">
            {row.name}
          </span>{' '}
          {row.disabled && <span className="badge">{t('review.disabled')}</span>}
        </span>
        <span className="item-fact">{beside(extension(row.extension), row.username)}</span>
        <Risks row={row} />
      </th>
      <td>
        <ReviewAddresses row={row} />
      </td>
      <td>
        <ReviewLinks row={row} />
      </td>
      <td className="review-sso">
        <SmallSwitch
          label={t('review.sso')}
          name={t('review.sso-of', { name: row.name })}
          checked={row.sso}
          busy={isBusy(key)}
          onChange={(on) => setSso(row, on)}
        />
      </td>
      {failureAt(key) !== null && (
        <td className="review-alert" colSpan={4}>
          {alertAt(key)}
        </td>
      )}
    </>
  );
}

function Risks({ row }: { readonly row: ReviewRow }): ReactNode {
  const { t } = useAccountCopy();
  const count = row.addresses.filter(({ notificationsOnly }) => !notificationsOnly).length;
  if (row.risks.length === 0) {
    return (
      <span className="item-fact item-safe">
        <CircleCheck className="icon icon-good" aria-hidden="true" />
        {t('review.safe')}
      </span>
    );
  }
  return row.risks.map((risk) => (
    <span key={risk} className="item-risk">
      <TriangleAlert className="icon" aria-hidden="true" />
      <span>{t(`risk.${risk}`, { count })}</span>
    </span>
  ));
}

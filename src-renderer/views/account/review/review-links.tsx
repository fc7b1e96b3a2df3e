import type { ReactNode } from 'react';
import type { ReviewRow } from '../../../../preload/contract.ts';
import { Button } from '../../../components/button.tsx';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import { useWhen } from '../use-when.ts';
import { useReviewTools } from './review-tools.tsx';

/** The identities that are linked to one account: how, when last used, and *Remove*. */
export function ReviewLinks({ row }: { readonly row: ReviewRow }): ReactNode {
  const { t, providerName } = useAccountCopy();
  const { askRemoveLink, isBusy, alertAt } = useReviewTools();
  const when = useWhen();
  if (row.links.length === 0) return <p className="item-fact">{t('review.links.none')}</p>;
  return (
    <ul className="review-list">
      {row.links.map((link) => {
        const provider = providerName(link.provider);
        const email = link.email ?? t('link.no-email', { provider });
        const key = `link ${link.id}`;
        return (
          <li key={link.id}>
            <div className="item-row">
              <div className="item-text">
                <p className="item-name" dir="auto">
                  {email}
                </p>
                <p className="item-fact">
                  {t('review.link.about', { provider, by: link.linkedBy })}
                </p>
                <p className="item-fact">
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

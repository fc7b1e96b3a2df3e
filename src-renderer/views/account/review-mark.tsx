import { CircleCheck, ClipboardCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ReviewRow } from '../../../preload/contract/account-pages.ts';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { useAnnounce } from '../../components/live-region.tsx';
import { useWholeCopy } from '../../copy/copy.tsx';
import { formatDate } from '../../copy/formats.ts';
import type { PageProps } from './account-page.ts';
import page from './page.module.css';
import { ChangeAlert, useChanges } from './use-changes.tsx';

interface Props extends Omit<PageProps, 'onOpenPage'> {
  /** Null: never. */
  readonly lastReviewedAt: string | null;
  readonly onMarked: () => void;
}

/** When the review was last done, and the button that says it is done now; the reminder at home goes by it (R10). */
export function ReviewMark(props: Props): ReactNode {
  const { login, state, account, lastReviewedAt, onMarked } = props;
  const { t, locale } = useWholeCopy();
  const announce = useAnnounce();
  const changes = useChanges();
  const busy = changes.isBusy('mark');

  async function mark(): Promise<void> {
    const failure = await changes.run('mark', () => login.ask('markReviewed', account.id));
    if (failure !== null) return;
    announce(t('review.marked'));
    onMarked();
  }

  return (
    <div>
      <div className={page.row}>
        <p className={page.text}>
          {t('review.last', {
            day: lastReviewedAt === null ? null : formatDate(lastReviewedAt, locale),
          })}
        </p>
        <Button
          size="small"
          icon={<ClipboardCheck aria-hidden="true" />}
          busy={busy}
          isDisabled={busy}
          onPress={() => void mark()}
        >
          {t('review.mark')}
        </Button>
      </div>
      <ChangeAlert
        login={login}
        state={state}
        accountId={account.id}
        failure={changes.failureAt('mark')}
        tryAgain={() => void mark()}
        onDismiss={changes.dismiss}
      />
    </div>
  );
}

/** What is risky about an account, or that nothing is. */
export function Risks({ row }: { readonly row: ReviewRow }): ReactNode {
  const { t } = useWholeCopy();
  const count = row.addresses.filter(({ notificationsOnly }) => !notificationsOnly).length;
  if (row.risks.length === 0) {
    return (
      <span className={classNames(page.fact, page.safe)}>
        <CircleCheck className={page.good} aria-hidden="true" />
        {t('review.safe')}
      </span>
    );
  }
  return row.risks.map((risk) => (
    <span key={risk} className={page.risk}>
      <TriangleAlert aria-hidden="true" />
      <span>{t(`risk.${risk}`, { count })}</span>
    </span>
  ));
}

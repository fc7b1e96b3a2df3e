import { type ReactNode, useState } from 'react';
import type { RecycledAddress } from '../../../preload/contract/account-pages.ts';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { useWholeCopy } from '../../copy/copy.tsx';
import { formatList, useWhen } from './account-formats.ts';
import page from './page.module.css';
import styles from './review.module.css';
import { useReviewTools } from './use-review.tsx';

/** Addresses that another identity of the same provider uses now: let it in, or not. */
export function RecycledList(props: { readonly recycled: readonly RecycledAddress[] }): ReactNode {
  const { t } = useWholeCopy();
  const { decide } = useReviewTools();
  const [asked, setAsked] = useState<RecycledAddress | null>(null);
  if (props.recycled.length === 0) return null;
  return (
    <section className={styles.recycled} aria-labelledby="recycled-title">
      <h2 className={page.heading} id="recycled-title">
        {t('recycled.title')}
      </h2>
      <p className={page.text}>{t('recycled.text')}</p>
      <ul className={classNames(page.panel, page.list)} aria-labelledby="recycled-title">
        {props.recycled.map((recycled) => (
          <RecycledRow key={recycled.id} recycled={recycled} onApprove={() => setAsked(recycled)} />
        ))}
      </ul>
      {asked !== null && (
        <ConfirmDialog
          title={t('recycled.ask.title', { email: asked.email })}
          text={t('recycled.ask.text')}
          confirmLabel={t('recycled.approve')}
          onConfirm={() => {
            setAsked(null);
            decide(asked.id, asked.email, 'approve');
          }}
          onCancel={() => setAsked(null)}
        />
      )}
    </section>
  );
}

function RecycledRow(props: {
  readonly recycled: RecycledAddress;
  readonly onApprove: () => void;
}): ReactNode {
  const { id, email, provider, accounts, seenAt } = props.recycled;
  const { t, locale, providerName } = useWholeCopy();
  const { decide, isBusy, alertAt, nameOf } = useReviewTools();
  const when = useWhen();
  const key = `recycled ${id}`;
  const names = accounts.map((accountId) => nameOf(accountId) ?? accountId);
  return (
    <li className={page.item}>
      <div className={page.row}>
        <div className={page.rowText}>
          <p className={page.title}>
            <span className={page.name} dir="auto">
              {email}
            </span>
          </p>
          <p className={page.fact}>
            {t('recycled.seen', { provider: providerName(provider), when: when.both(seenAt) })}{' '}
            {names.length > 0 && t('recycled.opens', { names: formatList(names, locale) })}
          </p>
        </div>
        <div className={page.buttons}>
          <Button
            size="small"
            isDisabled={isBusy(key)}
            aria-label={t('recycled.approve-of', { email })}
            onPress={props.onApprove}
          >
            {t('recycled.approve')}
          </Button>
          <Button
            size="small"
            isDisabled={isBusy(key)}
            aria-label={t('recycled.refuse-of', { email })}
            onPress={() => decide(id, email, 'refuse')}
          >
            {t('recycled.refuse')}
          </Button>
        </div>
      </div>
      {alertAt(key)}
    </li>
  );
}

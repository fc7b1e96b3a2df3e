import type { ReactNode } from 'react';
import type { ReviewRow } from '../../../../preload/contract.ts';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import { formatList } from '../account-formats.ts';
import { SmallSwitch } from '../small-switch.tsx';
import { useReviewTools } from './review-tools.tsx';
import type { ReviewAddress } from './use-review-changes.ts';

const namesShown = 3;

/** The addresses of one account: what else each opens, and whether it is for notifications only. */
export function ReviewAddresses({ row }: { readonly row: ReviewRow }): ReactNode {
  const { t } = useAccountCopy();
  if (row.addresses.length === 0) return <p className="item-fact">{t('review.address.none')}</p>;
  return (
    <ul className="review-list">
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
  const { t } = useAccountCopy();
  const { setNotificationsOnly, isBusy, alertAt } = useReviewTools();
  const key = `address ${address.id}`;
  return (
    <li>
      <p className="item-name" dir="auto">
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
  const { t, locale } = useAccountCopy();
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
        <p className="item-fact">
          {t('review.address.also', { also, names: formatList(listed, locale) })}
        </p>
      )}
      {alsoElsewhere && <p className="item-fact">{t('review.address.elsewhere', { also })}</p>}
      {outsideDomain && <p className="item-fact">{t('review.address.outside')}</p>}
    </>
  );
}

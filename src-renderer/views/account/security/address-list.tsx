import { BellRing, Mail, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AddressView } from '../../../../preload/contract.ts';
import { useAccountCopy } from '../../../copy/account-copy.tsx';

/** The account's addresses, each with what is risky about it in words (R5, R6). */
export function AddressList(props: { readonly addresses: readonly AddressView[] }): ReactNode {
  const { addresses } = props;
  const { t } = useAccountCopy();
  const opening = addresses.filter(({ purpose }) => purpose === 'sign-in').length;
  const isRisky = addresses.some(({ warnings }) => warnings.includes('several-addresses'));
  return (
    <section aria-labelledby="addresses-title">
      <h2 className="page-section" id="addresses-title">
        {t('addresses.title')}
      </h2>
      {addresses.length === 0 ? (
        <p className="page-text">{t('addresses.none')}</p>
      ) : (
        <>
          <p className="page-text">{t('addresses.text')}</p>
          <ul className="panel panel-list" aria-labelledby="addresses-title">
            {addresses.map((address) => (
              <AddressRow key={address.id} address={address} opening={opening} />
            ))}
          </ul>
          {isRisky && <p className="page-text">{t('addresses.advice')}</p>}
        </>
      )}
    </section>
  );
}

function AddressRow(props: {
  readonly address: AddressView;
  /** How many addresses can open the account. */
  readonly opening: number;
}): ReactNode {
  const { address, opening } = props;
  const { t } = useAccountCopy();
  const isQuiet = address.purpose === 'notifications-only';
  return (
    <li className="item">
      <p className="item-title">
        {isQuiet ? (
          <BellRing className="icon" aria-hidden="true" />
        ) : (
          <Mail className="icon" aria-hidden="true" />
        )}
        <span className="item-name" dir="auto">
          {address.email}
        </span>{' '}
        {isQuiet && <span className="badge">{t('addresses.notifications-only')}</span>}
      </p>
      {isQuiet && <p className="item-fact">{t('addresses.notifications-only.text')}</p>}
      {address.warnings.map((warning) => (
        <p key={warning} className="item-risk">
          <TriangleAlert className="icon" aria-hidden="true" />
          <span>
            {t(`addresses.${warning}`, {
              count: warning === 'several-addresses' ? opening : address.alsoOpens,
              elsewhere: address.alsoElsewhere ? 'yes' : 'no',
            })}
          </span>
        </p>
      ))}
    </li>
  );
}

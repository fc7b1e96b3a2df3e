import type { ReactNode } from 'react';
import type {
  AccountSummary,
  KnownAccount,
  RememberedChoice,
} from '../../../../preload/contract.ts';
import { Button } from '../../../components/button.tsx';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import { useExtension } from '../../../copy/copy.tsx';
import { beside } from '../../../copy/formats.ts';

interface Props {
  readonly choice: RememberedChoice;
  /** The identity's label. */
  readonly name: string;
  readonly known: readonly KnownAccount[];
  /** Policy lets nothing be remembered. */
  readonly locked: boolean;
  readonly busy: boolean;
  readonly onChange: (accountId: string | null) => void;
  readonly onForget: () => void;
  /** Stands below, for what went wrong. */
  readonly children?: ReactNode;
}

/** One identity and what it opens; a native list, so that it opens and types as the platform does. */
export function ChoiceRow(props: Props): ReactNode {
  const { choice, name, locked, busy, onForget } = props;
  const { t, providerName } = useAccountCopy();
  const extension = useExtension();
  const selectId = `choice-${choice.id}`;
  return (
    <li className="item">
      <div className="item-row">
        <div className="item-text">
          <p className="item-title">
            <span className="item-name" dir="auto">
              {name}
            </span>
          </p>
          <p className="item-fact">{providerName(choice.identity.provider)}</p>
        </div>
        <Button
          size="small"
          isDisabled={busy}
          aria-label={t('choices.forget-of', { identity: name })}
          onPress={onForget}
        >
          {t('choices.forget')}
        </Button>
      </div>
      <div className="select-field">
        <label className="field-label" htmlFor={selectId}>
          {t('choices.opens')}
        </label>
        <select
          id={selectId}
          className="select"
          aria-label={t('choices.opens-of', { identity: name })}
          disabled={locked || busy}
          value={choice.account?.id ?? ''}
          onChange={({ target }) => props.onChange(target.value === '' ? null : target.value)}
        >
          <option value="">{t('choices.always-ask')}</option>
          {offered(choice, props.known).map((account) => (
            <option key={account.id} value={account.id}>
              {beside(account.name, account.organization, extension(account.extension))}
            </option>
          ))}
        </select>
      </div>
      {props.children}
    </li>
  );
}

/** The accounts of this computer that the identity has opened, and the one that is remembered. */
function offered(
  { identity, account }: RememberedChoice,
  known: readonly KnownAccount[],
): readonly AccountSummary[] {
  const opened = known.filter(
    (one) => one.identity?.provider === identity.provider && one.identity.email === identity.email,
  );
  const isListed = account === null || opened.some(({ id }) => id === account.id);
  return isListed ? opened : [account, ...opened];
}

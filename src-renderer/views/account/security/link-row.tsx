import type { ReactNode } from 'react';
import type { LinkView } from '../../../../preload/contract.ts';
import { Button } from '../../../components/button.tsx';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import { useWhen } from '../use-when.ts';
import { useLinkWords } from './use-link-words.ts';

/** A linked identity: its label, how and when it was linked, when it was last used, and *Remove*. */
export function LinkRow(props: {
  readonly link: LinkView;
  /** All that open the account. */
  readonly links: readonly LinkView[];
  readonly busy: boolean;
  readonly onRemove: () => void;
  /** Stands below, for what went wrong. */
  readonly children?: ReactNode;
}): ReactNode {
  const { link, links, busy, onRemove } = props;
  const { t, providerName } = useAccountCopy();
  const when = useWhen();
  const words = useLinkWords();
  const email = link.email ?? t('link.no-email', { provider: providerName(link.provider) });
  return (
    <li className="item">
      <div className="item-row">
        <div className="item-text">
          <p className="item-title">
            <span className="item-name" dir="auto">
              {email}
            </span>{' '}
            {link.current && <span className="badge">{t('link.current')}</span>}
          </p>
          <p className="item-fact">
            {link.lastUsedAt === null
              ? t('link.never-used')
              : t('link.used', { when: when.bothOfDay(link.lastUsedAt) })}
          </p>
          <p className="item-fact">
            {t('link.by', { by: link.linkedBy, date: words.linkedAt(link, links) })}
          </p>
        </div>
        <Button
          size="small"
          busy={busy}
          isDisabled={busy}
          aria-label={t('link.remove-of', { email: words.name(link, links) })}
          onPress={onRemove}
        >
          {t('link.remove')}
        </Button>
      </div>
      {props.children}
    </li>
  );
}

import { UserRoundCheck } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Button } from '../components/button.tsx';
import { ViewFrame } from '../components/view-frame.tsx';
import { useCopy } from '../copy/copy.tsx';
import { accountById } from '../login-state.ts';
import { confirmStandsLeft } from '../platform.ts';
import type { ViewProps } from './view-props.ts';

/**
 * Whether the identity that was proved in the browser is to open the account from now on. The safe answer has the focus,
 * and Escape gives it; buttons stand as the platform orders them.
 */
export function ConfirmLinkView({ login, state, view }: ViewProps<'confirming-link'>): ReactNode {
  const { t, providerName } = useCopy();
  const titleId = useId();
  const textId = useId();
  const provider = providerName(view.identity.provider);
  const { email } = view.identity;
  const name = accountById(state, view.accountId)?.name ?? '';
  const title =
    email === null
      ? t('confirm-link.title-no-email', { provider })
      : t('confirm-link.title', { email });
  const link = (
    <Button
      key="link"
      kind="secondary"
      busy={view.busy}
      isDisabled={view.busy}
      onPress={() => void login.run('confirmLink')}
    >
      {t('confirm-link.link')}
    </Button>
  );
  const leave = (
    <Button
      key="leave"
      kind="primary"
      autoFocus
      isDisabled={view.busy}
      aria-describedby={`${titleId} ${textId}`}
      onPress={() => void login.run('cancelSignIn')}
    >
      {t('confirm-link.leave')}
    </Button>
  );
  return (
    <ViewFrame title={title} titleId={titleId} takesFocus={false}>
      <div className="linking" id={textId}>
        <p className="identity">
          <UserRoundCheck className="icon" aria-hidden="true" />
          <span>
            {email === null
              ? t('confirm-link.identity-no-email')
              : t('confirm-link.identity', { provider, email })}
          </span>
        </p>
        <p className="linking-reason">{t('confirm-link.consequence', { provider, name })}</p>
        <p className="small-print">{t('confirm-link.only-yours')}</p>
      </div>
      <div className="dialog-buttons">{confirmStandsLeft() ? [link, leave] : [leave, link]}</div>
    </ViewFrame>
  );
}

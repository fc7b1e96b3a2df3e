import { Lock, UserRoundCheck } from 'lucide-react';
import { type ReactNode, useId, useRef } from 'react';
import alert from '../components/alert.module.css';
import { Button, ButtonPair, CancelButton } from '../components/button.tsx';
import { CredentialsForm, type CredentialsFormHandle } from '../components/credentials-form.tsx';
import { useSaid } from '../components/live-region.tsx';
import frame from '../components/view-frame.module.css';
import { ViewFrame } from '../components/view-frame.tsx';
import { useWholeCopy } from '../copy/copy.tsx';
import { Alert } from '../later.tsx';
import { accountById } from '../login-state.ts';
import type { ViewProps } from '../use-login.ts';
import styles from './sign-in.module.css';
import { useErrorActions } from './use-error-actions.ts';

/** An identity that opens no account yet: Sonar username and password once, and what follows from it. */
export function LinkingView({ login, state, view }: ViewProps<'linking'>): ReactNode {
  const { t, providerName } = useWholeCopy();
  const alertId = useId();
  const form = useRef<CredentialsFormHandle>(null);
  const { provider: kind, email } = view.identity;
  const provider = providerName(kind);
  const { onAction, onCopyDetails } = useErrorActions(login, {
    provider: kind,
    tryAgain: ({ code }) => {
      if (code === 'ticket-expired') void login.run('startSignIn', kind, { anotherAccount: false });
      else form.current?.submit();
    },
    goToUsername: () => form.current?.focus(),
  });
  const { linkingAllowed } = state.policy;
  const identity =
    email === null
      ? t('linking.identity-no-email', { provider })
      : t('linking.identity', { provider, email });
  const reason = t(linkingAllowed ? `linking.${view.reason}` : 'linking.locked', { provider });
  useSaid(`${identity}. ${reason}`);

  return (
    <ViewFrame
      title={t('linking.title')}
      tool={
        <CancelButton
          compact
          isDisabled={view.busy}
          onPress={() => void login.run('cancelSignIn')}
        />
      }
    >
      <div className={styles.linking}>
        <p className={styles.identity}>
          <UserRoundCheck aria-hidden="true" />
          <span>{identity}</span>
        </p>
        {linkingAllowed ? (
          <>
            <p className={styles.reason}>{reason}</p>
            <CredentialsForm
              ref={form}
              first
              submitLabel={t('linking.submit')}
              busy={view.busy}
              failure={login.failure}
              alertId={alertId}
              onSubmit={(name, password) => void login.run('linkAccount', name, password)}
            >
              <p className={frame.smallPrint}>{t('linking.consequence', { provider })}</p>
            </CredentialsForm>
          </>
        ) : (
          <p className={alert.locked}>
            <Lock aria-hidden="true" />
            <span>
              <strong>{t('policy.managed')}</strong> {reason}
            </span>
          </p>
        )}
        <Button
          isDisabled={view.busy}
          onPress={() => void login.run('startSignIn', kind, { anotherAccount: true })}
        >
          {t('linking.another')}
        </Button>
      </div>
      <Alert
        id={alertId}
        failure={login.failure}
        state={state}
        onAction={onAction}
        onCopyDetails={onCopyDetails}
      />
    </ViewFrame>
  );
}

/**
 * Whether the identity that was proved in the browser is to open the account from now on. The safe answer has the focus,
 * and Escape gives it; buttons stand as the platform orders them.
 */
export function ConfirmLinkView({ login, state, view }: ViewProps<'confirming-link'>): ReactNode {
  const { t, providerName } = useWholeCopy();
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
      <div className={styles.linking} id={textId}>
        <p className={styles.identity}>
          <UserRoundCheck aria-hidden="true" />
          <span>
            {email === null
              ? t('confirm-link.identity-no-email')
              : t('confirm-link.identity', { provider, email })}
          </span>
        </p>
        <p className={styles.reason}>{t('confirm-link.consequence', { provider, name })}</p>
        <p className={frame.smallPrint}>{t('confirm-link.only-yours')}</p>
      </div>
      <ButtonPair confirm={link} cancel={leave} />
    </ViewFrame>
  );
}

import { KeyRound } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { KnownAccount, LoginState } from '../../preload/contract.ts';
import { Alert } from '../components/alert.tsx';
import { BackButton } from '../components/back-button.tsx';
import { Button } from '../components/button.tsx';
import { CredentialsForm, type CredentialsFormHandle } from '../components/credentials-form.tsx';
import { Divider } from '../components/divider.tsx';
import { ProviderButton } from '../components/provider-button.tsx';
import { ViewFrame } from '../components/view-frame.tsx';
import { useCopy } from '../copy/copy.tsx';
import { accountOf } from '../error-words.ts';
import { allowedProviders, returningAccounts } from '../login-state.ts';
import type { Login } from '../use-login.ts';
import { GoOn } from './go-on.tsx';
import { KnownAccounts } from './known-accounts.tsx';
import { PolicyNotice } from './policy-notice.tsx';
import { SettingsNotices } from './settings-notices.tsx';
import { SmallPrint } from './small-print.tsx';
import { useErrorActions } from './use-error-actions.ts';

interface Props {
  readonly login: Login;
  readonly state: LoginState;
  /** True while a Sonar password is being checked. */
  readonly busy: boolean;
}

/** Every way to sign in. Somebody returning sees their accounts first and the password form only on request. */
export function SignedOutView({ login, state, busy }: Props): ReactNode {
  const { t } = useCopy();
  const alertId = useId();
  const form = useRef<CredentialsFormHandle>(null);
  const [asked, setAsked] = useState<{ readonly username: string } | null>(null);
  const { policy, canReturn } = state;
  const known = canReturn ? [] : returningAccounts(state);
  const returning = known.length > 0 && asked === null;
  const formShown = policy.passwordAllowed && !returning;
  const allowed = allowedProviders(state);
  useEffect(() => {
    if (asked !== null) form.current?.focus();
  }, [asked]);

  function continueAs(account: KnownAccount): void {
    const provider = account.identity?.provider;
    if (provider === undefined) setAsked({ username: account.username });
    else void login.run('startSignIn', provider, { anotherAccount: false });
  }
  const { onAction, onCopyDetails } = useErrorActions(login, {
    tryAgain: ({ code, provider }) => {
      if (state.unsent !== null) void login.run('goOn');
      else if (provider !== undefined)
        void login.run('startSignIn', provider, { anotherAccount: false });
      else if (formShown && (code === 'wrong-credentials' || !login.runAgain())) {
        form.current?.submit();
      }
    },
    goToUsername: (failure) => setAsked({ username: accountOf(failure, state)?.username ?? '' }),
    signInAs: ({ email }) => {
      const account = known.find(({ identity }) => email && identity?.email === email) ?? known[0];
      if (account !== undefined) continueAs(account);
    },
  });

  return (
    <ViewFrame
      title={t('signed-out.title')}
      text={t(
        canReturn
          ? 'signed-out.text-add'
          : returning
            ? 'signed-out.text-returning'
            : 'signed-out.text',
      )}
      tool={
        (canReturn || asked !== null) && (
          <BackButton
            onPress={() => (asked === null ? void login.run('cancelSignIn') : setAsked(null))}
          />
        )
      }
    >
      <fieldset disabled={busy} className="stack">
        <GoOn login={login} state={state} />
        {returning && (
          <>
            <KnownAccounts accounts={known} onContinue={continueAs} />
            <Divider>{t('signed-out.or')}</Divider>
          </>
        )}
        {policy.providers.map(({ provider, allowed: isAllowed }) => (
          <ProviderButton
            key={provider}
            provider={provider}
            allowed={isAllowed}
            unread={policy.trouble?.kind === 'unread'}
            first={!returning && provider === allowed[0]}
            onPress={() =>
              void login.run('startSignIn', provider, {
                anotherAccount: canReturn || known.length > 0,
              })
            }
          />
        ))}
        {policy.passwordAllowed && returning && (
          <Button
            icon={<KeyRound className="icon" aria-hidden="true" />}
            onPress={() => setAsked({ username: '' })}
          >
            {t('signed-out.password-form')}
          </Button>
        )}
      </fieldset>
      {formShown && (
        <>
          {policy.providers.length > 0 && <Divider>{t('signed-out.or')}</Divider>}
          <CredentialsForm
            key={asked?.username ?? ''}
            ref={form}
            submitLabel={t('signed-out.submit')}
            username={asked?.username ?? ''}
            busy={busy}
            failure={login.failure}
            alertId={alertId}
            first={allowed.length === 0}
            onSubmit={(name, password) => void login.run('signInWithPassword', name, password)}
          />
        </>
      )}
      <Alert
        id={alertId}
        failure={login.failure}
        state={state}
        onAction={onAction}
        onCopyDetails={onCopyDetails}
      />
      {login.failure?.code !== 'blocked-by-policy' && (
        <PolicyNotice state={state} onCopyDetails={onCopyDetails} />
      )}
      <SettingsNotices login={login} state={state} />
      <SmallPrint policy={policy} />
    </ViewFrame>
  );
}

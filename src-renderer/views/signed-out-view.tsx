import { ChevronRight, KeyRound, Ticket } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { KnownAccount, LoginState, PolicyView } from '../../preload/contract/state.ts';
import rows from '../components/account-row.module.css';
import { AccountText, Avatar } from '../components/account-row.tsx';
import { BackButton, Button, PlainButton } from '../components/button.tsx';
import { classNames } from '../components/class-names.ts';
import { CredentialsForm, type CredentialsFormHandle } from '../components/credentials-form.tsx';
import { ProviderButton } from '../components/provider-button.tsx';
import frame from '../components/view-frame.module.css';
import { Divider, ViewFrame } from '../components/view-frame.tsx';
import { useCopy } from '../copy/copy.tsx';
import { Alert, later } from '../later.tsx';
import { accountOf, allowedProviders, returningAccounts } from '../login-state.ts';
import type { Login } from '../use-login.ts';
import styles from './sign-in.module.css';
import { useErrorActions } from './use-error-actions.ts';

const loadNotices = () => import('./notices.tsx');
const GoOn = later(async () => (await loadNotices()).GoOn);
const PolicyNotice = later(async () => (await loadNotices()).PolicyNotice);
const BrowserSessionNotices = later(async () => (await loadNotices()).BrowserSessionNotices);
const SettingsNotices = later(async () => (await loadNotices()).SettingsNotices);

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
  const [asked, setAsked] = useState<{
    readonly username: string;
    readonly secret?: 'code';
  } | null>(null);
  const { policy, canReturn } = state;
  const known = canReturn ? [] : returningAccounts(state);
  const returning = known.length > 0 && asked === null;
  const byCode = policy.codeAllowed && asked?.secret === 'code';
  const formShown = byCode || (policy.passwordAllowed && !returning);
  const allowed = allowedProviders(state);
  useEffect(() => {
    if (asked !== null) form.current?.focus();
  }, [asked]);

  function continueAs(account: KnownAccount): void {
    const provider = account.identity?.provider;
    const { username } = account;
    const byCodeOnly = policy.codeAllowed && !policy.passwordAllowed;
    if (provider === undefined) setAsked({ username, ...(byCodeOnly ? { secret: 'code' } : {}) });
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
        byCode
          ? 'signed-out.code-text'
          : canReturn
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
      <fieldset disabled={busy} className={frame.stack}>
        <GoOn login={login} state={state} />
        {returning && (
          <>
            <KnownAccounts accounts={known} onContinue={continueAs} />
            <Divider>{t('signed-out.or')}</Divider>
          </>
        )}
        {!byCode &&
          policy.providers.map(({ provider, allowed: isAllowed }) => (
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
        {policy.passwordAllowed && returning && !byCode && (
          <Button icon={<KeyRound aria-hidden="true" />} onPress={() => setAsked({ username: '' })}>
            {t('signed-out.password-form')}
          </Button>
        )}
      </fieldset>
      {formShown && (
        <>
          {policy.providers.length > 0 && !byCode && <Divider>{t('signed-out.or')}</Divider>}
          <CredentialsForm
            key={`${byCode} ${asked?.username ?? ''}`}
            ref={form}
            submitLabel={t('signed-out.submit')}
            username={asked?.username ?? ''}
            busy={busy}
            failure={login.failure}
            alertId={alertId}
            {...(byCode ? { secret: 'code' } : {})}
            first={byCode || allowed.length === 0}
            onSubmit={(name, secret) =>
              void login.run(byCode ? 'signInWithCode' : 'signInWithPassword', name, secret)
            }
          />
        </>
      )}
      {policy.codeAllowed && !byCode && (
        <Button
          kind="quiet"
          isDisabled={busy}
          icon={<Ticket aria-hidden="true" />}
          onPress={() => setAsked({ username: '', secret: 'code' })}
        >
          {t('signed-out.code-form')}
        </Button>
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
      <BrowserSessionNotices login={login} state={state} />
      <SettingsNotices login={login} state={state} />
      <SmallPrint policy={policy} />
    </ViewFrame>
  );
}

/** Accounts that were signed in here, each a button to continue; several scroll in their own space. */
function KnownAccounts(props: {
  readonly accounts: readonly KnownAccount[];
  readonly onContinue: (account: KnownAccount) => void;
}): ReactNode {
  const { t } = useCopy();
  return (
    <ul className={styles.known} aria-label={t('signed-out.known')}>
      {props.accounts.map((account, index) => (
        <li key={account.id}>
          <PlainButton
            className={classNames(rows.row, rows.boxed)}
            onPress={() => props.onContinue(account)}
            {...(index === 0 ? { 'data-first': '' } : {})}
          >
            <Avatar name={account.name} />
            <AccountText
              account={account}
              title={t('signed-out.continue-as', { name: account.name })}
            />
            <ChevronRight aria-hidden="true" />
          </PlainButton>
        </li>
      ))}
    </ul>
  );
}

/** What an administrator has set and the person should know before signing in. */
function SmallPrint({ policy }: { readonly policy: PolicyView }): ReactNode {
  const { t } = useCopy();
  if (!policy.keepSignedIn)
    return <p className={frame.smallPrint}>{t('signed-out.shared-computer')}</p>;
  if (!policy.passwordAllowed && policy.trouble === null)
    return <p className={frame.smallPrint}>{t('signed-out.no-password')}</p>;
  return null;
}

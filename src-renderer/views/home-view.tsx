import {
  Circle,
  CircleCheck,
  CircleOff,
  ClipboardCheck,
  KeyRound,
  Link2,
  Lock,
  LogOut,
  RefreshCw,
  Settings,
} from 'lucide-react';
import { memo, type ReactNode, useId } from 'react';
import type { KnownAccount, LoginState, SessionView } from '../../preload/contract/state.ts';
import rows from '../components/account-row.module.css';
import { AccountText, Avatar, lockOf, NewAccountRow } from '../components/account-row.tsx';
import alert from '../components/alert.module.css';
import button from '../components/button.module.css';
import { Button, PlainButton } from '../components/button.tsx';
import { classNames } from '../components/class-names.ts';
import { ViewFrame } from '../components/view-frame.tsx';
import { useCopy, useExtension } from '../copy/copy.tsx';
import { beside, formatUntil } from '../copy/formats.ts';
import { Alert, later } from '../later.tsx';
import { accountById, type NumberedAccount, otherAccounts } from '../login-state.ts';
import { shortcutLabel } from '../platform.ts';
import { type Login, openAccount, type ViewProps } from '../use-login.ts';
import type { AccountPage } from './account/account-page.ts';
import styles from './home-view.module.css';
import { useErrorActions } from './use-error-actions.ts';

const GoOn = later(async () => (await import('./notices.tsx')).GoOn);
const Notices = later(async () => (await import('./home-notices.tsx')).Notices);

interface Props extends ViewProps<'signed-in'> {
  readonly onOpenPage: (page: AccountPage) => void;
}

/** Somebody is signed in: who, whether they are online and if not why, their other accounts, and the ways on. */
export function HomeView({ login, state, view, onOpenPage }: Props): ReactNode {
  const { t } = useCopy();
  const account = accountById(state, view.accountId);
  const { onAction, onCopyDetails } = useErrorActions(login, {
    accountId: view.accountId,
    tryAgain: () => {
      if (state.unsent !== null) void login.run('goOn');
      else if (!login.runAgain()) void login.run('retrySession', view.accountId);
    },
    goToUsername: () => void login.run('addAccount'),
  });
  if (account === null) return null;
  return (
    <ViewFrame
      title={account.name}
      subject={account.id}
      tool={
        <div className={styles.tools}>
          {account.isOfficeManager && (
            <Button
              kind="quiet"
              size="small"
              icon={<ClipboardCheck aria-hidden="true" />}
              onPress={() => onOpenPage('review')}
            >
              {t('home.review')}
            </Button>
          )}
          <Button
            kind="quiet"
            size="small"
            icon={<Settings aria-hidden="true" />}
            onPress={() => onOpenPage('settings')}
          >
            {t('home.settings')}
          </Button>
        </div>
      }
    >
      <AccountCard login={login} account={account} />
      <Alert
        failure={login.failure}
        state={state}
        onAction={onAction}
        onCopyDetails={onCopyDetails}
      />
      <GoOn login={login} state={state} />
      <Notices
        key={account.id}
        login={login}
        state={state}
        account={account}
        onCopyDetails={onCopyDetails}
        onOpenPage={onOpenPage}
      />
      <OtherAccounts login={login} state={state} others={otherAccounts(state, account.id)} />
    </ViewFrame>
  );
}

const SignOutMenu = later(
  async () => (await import('./sign-out-menu.tsx')).SignOutMenu,
  <span className={classNames(button.base, button.secondary, styles.more)} data-pending="" />,
);

/** The account that is open. Its name is the view's heading, so it is not said again here. */
function AccountCard(props: { readonly login: Login; readonly account: KnownAccount }): ReactNode {
  const { login, account } = props;
  const { t, locale, providerName } = useCopy();
  const extension = useExtension();
  const { identity } = account;
  const provider = providerName(identity?.provider);
  return (
    <section className={styles.card} aria-label={account.name}>
      <div className={styles.who}>
        <Avatar name={account.name} large />
        <div className={styles.whoText}>
          <p className={styles.organization}>{account.organization}</p>
          <p className={rows.place}>{beside(extension(account.extension), account.username)}</p>
        </div>
        <Presence key={account.id} session={account.session} />
      </div>
      <p className={styles.identity}>
        {identity === null ? <KeyRound aria-hidden="true" /> : <Link2 aria-hidden="true" />}
        <span>
          {identity === null
            ? account.endsAt === null
              ? t('home.signed-in-password')
              : t('home.signed-in-code', { time: formatUntil(account.endsAt, locale) })
            : identity.email === null
              ? t('home.signed-in-with-no-email', { provider })
              : t('home.signed-in-with', { provider, email: identity.email })}
        </span>
      </p>
      <div className={styles.split}>
        <Button
          size="small"
          icon={<LogOut aria-hidden="true" />}
          onPress={() => void login.run('signOut', account.id)}
        >
          {t('home.sign-out')}
        </Button>
        <SignOutMenu key={account.id} login={login} account={account} />
      </div>
    </section>
  );
}

const icons = {
  online: CircleCheck,
  renewing: RefreshCw,
  offline: CircleOff,
  'signed-out': Circle,
} as const;

/** One word for how the account is doing, with a shape of its own beside the colour. */
function Presence({ session }: { readonly session: SessionView }): ReactNode {
  const { t } = useCopy();
  const Icon = icons[session.status];
  return (
    <p className={classNames(styles.presence, styles[session.status])} aria-live="polite">
      <Icon aria-hidden="true" />
      {t(`home.presence.${session.status}`)}
    </p>
  );
}

/** The person's other accounts, one key or click away, and the way to add one. */
function OtherAccounts(props: {
  readonly login: Login;
  readonly state: LoginState;
  readonly others: readonly NumberedAccount[];
}): ReactNode {
  const { login, state, others } = props;
  const { t } = useCopy();
  const reasonId = useId();
  const lockedBy = state.policy.switchingAllowed ? null : reasonId;
  return (
    <section className={styles.others}>
      {others.length > 0 && (
        <>
          <h2>{t('home.accounts')}</h2>
          <ul>
            {others.map((other) => (
              <li key={other.account.id}>
                <OtherAccountRow run={login.run} {...other} lockedBy={lockedBy} />
              </li>
            ))}
          </ul>
        </>
      )}
      <NewAccountRow
        label={t('home.add')}
        lockedBy={lockedBy}
        onPress={() => void login.run('addAccount')}
      />
      {lockedBy !== null && (
        <p className={classNames(alert.locked, styles.locked)} id={reasonId}>
          <Lock aria-hidden="true" />
          {t(state.policy.trouble?.kind === 'unread' ? 'policy.unread' : 'home.one-account')}
        </p>
      )}
    </section>
  );
}

interface OtherAccountProps extends NumberedAccount {
  readonly run: Login['run'];
  readonly lockedBy: string | null;
}

/** Another account: opens it if it is signed in, else starts signing in to it. */
const OtherAccountRow = memo((props: OtherAccountProps): ReactNode => {
  const { run, account, digit, lockedBy } = props;
  const { t } = useCopy();
  const { status } = account.session;
  const trouble = status === 'offline' || status === 'signed-out';

  return (
    <PlainButton
      className={classNames(rows.row)}
      {...lockOf(lockedBy)}
      onPress={() => lockedBy === null && openAccount({ run }, account)}
    >
      <Avatar name={account.name} />
      <AccountText
        account={account}
        {...(trouble
          ? {
              below: beside(account.organization, t(`home.presence.${status}`)),
            }
          : {})}
      />
      {digit !== null && <kbd className={rows.key}>{shortcutLabel(digit)}</kbd>}
    </PlainButton>
  );
});

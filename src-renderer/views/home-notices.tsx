import { ClipboardCheck, Info, KeyRound, ShieldQuestion, WifiOff } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { ErrorCode, Failure } from '../../preload/contract/errors.ts';
import type { KnownAccount, LoginState } from '../../preload/contract/state.ts';
import { FailureDetails, Notice } from '../components/alert.tsx';
import { Button } from '../components/button.tsx';
import { useWholeCopy, type WholeCopy } from '../copy/copy.tsx';
import { formatDate } from '../copy/formats.ts';
import { type ErrorWords, errorWords, isShown, type ShownCode } from '../error-words.ts';
import type { Login } from '../use-login.ts';
import type { AccountPage } from './account/account-page.ts';
import { NewCodesNotice, NewLinksNotice, PolicyNotice, SettingsNotices } from './notices.tsx';

interface Props {
  readonly login: Login;
  readonly state: LoginState;
  readonly account: KnownAccount;
  readonly onCopyDetails: () => void;
  readonly onOpenPage: (page: AccountPage) => void;
}

/**
 * With these the sign-in lies in the keychain still, where it cannot be had; it does not end with the app. Elsewhere the
 * same codes are about a session that runs.
 */
const keptUnreadable = [
  'keychain-locked',
  'credential-store-unavailable',
  'keychain-broken',
] as const satisfies readonly ErrorCode[];

/** What the person should know about the open account, most urgent first. */
export function Notices({ login, state, account, onCopyDetails, onOpenPage }: Props): ReactNode {
  const copy = useWholeCopy();
  const { t } = copy;
  const { session, confirmWith, emailRenamedFrom, identity } = account;
  const blocked = administratorNotice(account, login.failure);
  const [retried, setRetried] = useState<Failure | null>(null);
  const isRetrying = session.status === 'renewing';
  useEffect(() => {
    if (!isRetrying) setRetried(null);
  }, [isRetrying]);
  // What the person tries again stays in sight, and its button under their hand, until it is known how it went.
  const failure = isRetrying ? retried : session.failure;
  // Then no service is asked, and the notice of the policy says why.
  const isUnasked =
    state.policy.trouble?.kind === 'unread' && failure?.code === 'account-service-unreachable';
  // The alert above says the same, of what was just tried.
  const isTold = login.failure !== null && login.failure.code === failure?.code;
  const offline =
    failure !== null && isShown(failure) && !isUnasked && !isTold
      ? offlineWords(failure, copy, state)
      : null;
  const broken =
    state.credentialStore === 'broken' && failure?.code !== 'keychain-broken'
      ? errorWords({ code: 'keychain-broken' }, copy, state)
      : null;
  const isInMemory =
    state.credentialStore === 'memory' &&
    !state.settingsNotices.includes('unsaved') &&
    (failure === null || unreadableCode(failure) === null);
  const confirmProvider = copy.providerName(confirmWith);
  return (
    <>
      <PolicyNotice
        state={state}
        isOffline={isUnasked}
        onCopyDetails={() => void login.run('copyDetails')}
      />
      {offline !== null && failure !== null && (
        <Notice
          tone="warning"
          icon={<WifiOff aria-hidden="true" />}
          title={offline.title}
          text={
            isRetrying || session.status === 'offline'
              ? `${offline.detail} ${t('home.still-signed-in')}`
              : offline.detail
          }
          action={{
            label: t('home.retry'),
            busy: isRetrying,
            run() {
              if (isRetrying) return;
              setRetried(failure);
              void login.run('retrySession', account.id);
            },
          }}
        >
          <FailureDetails failure={failure} onCopy={onCopyDetails} />
        </Notice>
      )}
      {confirmWith !== null && (
        <Notice
          tone="warning"
          icon={<ShieldQuestion aria-hidden="true" />}
          title={t('notice.confirm.title')}
          text={t('notice.confirm.text', { provider: confirmProvider })}
          action={{
            label: t('notice.confirm.action', { provider: confirmProvider }),
            run: () => void login.run('confirmWithProvider', account.id),
          }}
        />
      )}
      {blocked !== null && (
        <Notice
          tone="warning"
          icon={<ShieldQuestion aria-hidden="true" />}
          title={errorWords(blocked, copy, state).title}
          text={`${errorWords(blocked, copy, state).detail} ${t('home.still-signed-in')}`}
          action={{ label: t('action.copy-details'), run: onCopyDetails }}
        >
          <FailureDetails failure={blocked} />
        </Notice>
      )}
      <NewLinksNotice
        links={account.newLinks}
        onDismiss={(linkIds) => void login.run('dismissNewLinks', account.id, linkIds)}
        onReview={() => onOpenPage('settings')}
      />
      <NewCodesNotice
        codes={account.newCodes}
        onDismiss={(ids) => void login.run('dismissNewLinks', account.id, ids)}
      />
      <SettingsNotices login={login} state={state} />
      <ReviewReminder
        key={account.id}
        login={login}
        account={account}
        onOpen={() => onOpenPage('review')}
      />
      {broken !== null && (
        <Notice
          tone="warning"
          icon={<KeyRound aria-hidden="true" />}
          title={broken.title}
          text={broken.detail}
          action={{
            label: t('home.retry'),
            run: () => void login.run('retrySession', account.id),
          }}
        />
      )}
      {isInMemory && (
        <Notice
          tone="neutral"
          icon={<KeyRound aria-hidden="true" />}
          title={t('notice.memory.title')}
          text={t(state.policy.keepSignedIn ? 'notice.memory.text' : 'notice.memory-policy.text')}
        />
      )}
      {emailRenamedFrom !== null && (
        <Notice
          tone="neutral"
          icon={<Info aria-hidden="true" />}
          title={t('notice.renamed.title', { provider: copy.providerName(identity?.provider) })}
          text={
            identity?.email
              ? t('notice.renamed.text', { from: emailRenamedFrom, to: identity.email })
              : t('notice.renamed.text-no-email', { from: emailRenamedFrom })
          }
          action={{
            label: t('notice.dismiss'),
            run: () => void login.run('dismissNotice', account.id),
          }}
        />
      )}
    </>
  );
}

/** Reminds an office manager of a review that is long ago (R10); asks for it when the account is online. */
function ReviewReminder(props: {
  readonly login: Login;
  readonly account: KnownAccount;
  readonly onOpen: () => void;
}): ReactNode {
  const { login, account, onOpen } = props;
  const { t, locale } = useWholeCopy();
  const { ask } = login;
  const [due, setDue] = useState<{ readonly lastReviewedAt: string | null } | null>(null);
  const mayAsk = account.isOfficeManager && account.session.status === 'online';
  useEffect(() => {
    if (!mayAsk) return;
    let current = true;
    void ask('getReviewReminder', account.id).then((result) => {
      if (current) setDue(result.ok ? result.value : null);
    });
    return () => {
      current = false;
    };
  }, [ask, account.id, mayAsk]);
  if (due === null) return null;
  const { lastReviewedAt } = due;
  return (
    <Notice
      tone="neutral"
      icon={<ClipboardCheck aria-hidden="true" />}
      title={t('notice.review.title', {
        day: lastReviewedAt === null ? null : formatDate(lastReviewedAt, locale),
      })}
      text={t('notice.review.text')}
      action={{ label: t('notice.review.open'), run: onOpen }}
    >
      <Button
        size="small"
        kind="quiet"
        onPress={() => {
          setDue(null);
          void ask('dismissReviewReminder', account.id);
        }}
      >
        {t('notice.review.later')}
      </Button>
    </Notice>
  );
}

function unreadableCode({ code }: Failure): (typeof keptUnreadable)[number] | null {
  return keptUnreadable.find((one) => one === code) ?? null;
}

/** Why the account is offline. */
function offlineWords(
  failure: Failure & { readonly code: ShownCode },
  copy: WholeCopy,
  state: LoginState,
): Pick<ErrorWords, 'title' | 'detail'> {
  const code = unreadableCode(failure);
  if (code === null) return errorWords(failure, copy, state);
  return { title: copy.t(`notice.${code}.title`), detail: copy.t(`notice.${code}.text`) };
}

/** What only an administrator can put right, unless it is told on the same page already. */
function administratorNotice(
  { session, needsAdministrator }: KnownAccount,
  shown: Failure | null,
): (Failure & { readonly code: ShownCode }) | null {
  if (needsAdministrator === null || !isShown(needsAdministrator)) return null;
  const { code } = needsAdministrator;
  return code === shown?.code || code === session.failure?.code ? null : needsAdministrator;
}

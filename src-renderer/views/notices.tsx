import {
  ArrowRight,
  FileCog,
  KeyRound,
  LogOut,
  Monitor,
  Save,
  ShieldAlert,
  UserPlus,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { LoginState, NewCode, NewLink } from '../../preload/contract/state.ts';
import { Notice } from '../components/alert.tsx';
import { Button } from '../components/button.tsx';
import { useWholeCopy } from '../copy/copy.tsx';
import { formatDate, formatDateTime } from '../copy/formats.ts';
import type { Login } from '../use-login.ts';

interface PolicyNoticeProps {
  readonly state: LoginState;
  /** The open account is offline for it: no service is asked meanwhile. */
  readonly isOffline?: boolean;
  readonly onCopyDetails: () => void;
}

/** Why more is locked than the organization meant, and for whom the details are, as long as it is so. */
export function PolicyNotice({
  state,
  isOffline = false,
  onCopyDetails,
}: PolicyNoticeProps): ReactNode {
  const { t } = useWholeCopy();
  const { trouble, diagnosticsAllowed } = state.policy;
  if (trouble === null) return null;
  const place = trouble.kind === 'unread' ? trouble.place : null;
  return (
    <Notice
      tone="warning"
      icon={<ShieldAlert aria-hidden="true" />}
      title={t(`notice.policy-${trouble.kind}.title`)}
      text={t(`notice.policy-${trouble.kind}.text`, {
        place,
        session: isOffline ? 'offline' : null,
      })}
      {...(diagnosticsAllowed
        ? { action: { label: t('action.copy-details'), run: onCopyDetails } }
        : {})}
    />
  );
}

interface SettingsNoticesProps {
  readonly login: Login;
  readonly state: LoginState;
}

/**
 * What is not kept on this computer or not known to Sonar, as long as it is so; what was mended, and what the app does
 * outside of its window, until read.
 */
export function SettingsNotices({ login, state }: SettingsNoticesProps): ReactNode {
  return (
    <>
      <FileNotices login={login} state={state} />
      <DeskNotice login={login} state={state} />
    </>
  );
}

/** What the app does outside of its window, said once. */
function DeskNotice({ login, state }: SettingsNoticesProps): ReactNode {
  const { t } = useWholeCopy();
  const notice = state.desk?.notice ?? null;
  if (notice === null) return null;
  return (
    <Notice
      tone="neutral"
      icon={<Monitor aria-hidden="true" />}
      title={t(`notice.${notice}.title`)}
      text={t(`notice.${notice}.text`)}
      action={{ label: t('notice.dismiss'), run: () => void login.run('dismissDeskNotice') }}
    />
  );
}

function FileNotices({ login, state }: SettingsNoticesProps): ReactNode {
  const { t } = useWholeCopy();
  return state.settingsNotices.map((kind) =>
    kind === 'unsaved' || kind === 'untold' ? (
      <Notice
        key={kind}
        tone="warning"
        icon={kind === 'unsaved' ? <Save aria-hidden="true" /> : <LogOut aria-hidden="true" />}
        title={t(`notice.${kind}.title`)}
        text={t(`notice.${kind}.text`)}
      />
    ) : (
      <Notice
        key={kind}
        tone="neutral"
        icon={<FileCog aria-hidden="true" />}
        title={t(`notice.${kind}.title`)}
        text={t(`notice.${kind}.text`)}
        action={{
          label: t('notice.dismiss'),
          run: () => void login.run('dismissSettingsNotice'),
        }}
      />
    ),
  );
}

/** Where somebody who has signed out of this shared computer may still be signed in, and the way out of it. */
export function BrowserSessionNotices({ login, state }: SettingsNoticesProps): ReactNode {
  const { t, providerName } = useWholeCopy();
  return state.browserSessions.map((provider) => (
    <Notice
      key={provider}
      tone="warning"
      icon={<LogOut aria-hidden="true" />}
      title={t('notice.browser.title', { provider: providerName(provider) })}
      text={t('notice.browser.text', { provider: providerName(provider) })}
      action={{
        label: t('notice.browser.action', { provider: providerName(provider) }),
        run: () => void login.run('endBrowserSession', provider),
      }}
    />
  ));
}

interface NewLinksNoticeProps {
  readonly links: readonly NewLink[];
  /** Of those that were told; the rest comes next. */
  readonly onDismiss: (linkIds: readonly string[]) => void;
  /** Absent where the links themselves are shown. */
  readonly onReview?: () => void;
}

/** As many as are told one by one. */
const mostLines = 3;

/** Which identities can open the account since its owner last looked, newest first; stays until it is read. */
export function NewLinksNotice({ links, onDismiss, onReview }: NewLinksNoticeProps): ReactNode {
  const { t, locale, providerName } = useWholeCopy();
  if (links.length === 0) return null;
  const lines = links
    .slice(-mostLines)
    .reverse()
    .map(({ id, provider, email, linkedBy, linkedAt, device }) => ({
      id,
      text: t('notice.links.text', {
        email,
        provider: providerName(provider),
        by: linkedBy,
        date: formatDate(linkedAt, locale),
        device: device || null,
      }),
    }));
  const rest = links.length - lines.length;
  return (
    <Notice
      tone="warning"
      icon={<UserPlus aria-hidden="true" />}
      title={t('notice.links.title', { count: links.length })}
      text={
        <>
          {lines.map(({ id, text }) => (
            <span key={id}>{text}</span>
          ))}
          {rest > 0 && <span>{t('notice.links.more', { count: rest })}</span>}
        </>
      }
      action={{ label: t('notice.dismiss'), run: () => onDismiss(lines.map(({ id }) => id)) }}
    >
      {onReview !== undefined && (
        <Button size="small" kind="quiet" onPress={onReview}>
          {t('notice.links.review')}
        </Button>
      )}
    </Notice>
  );
}

interface NewCodesNoticeProps {
  readonly codes: readonly NewCode[];
  readonly onDismiss: (ids: readonly string[]) => void;
}

/** Which one-time codes were issued for the account or used since its owner last looked, newest first. */
export function NewCodesNotice({ codes, onDismiss }: NewCodesNoticeProps): ReactNode {
  const { t, locale } = useWholeCopy();
  if (codes.length === 0) return null;
  const lines = codes.slice(-mostLines).reverse();
  const rest = codes.length - lines.length;
  return (
    <Notice
      tone="warning"
      icon={<KeyRound aria-hidden="true" />}
      title={t('notice.codes.title', { count: codes.length })}
      text={
        <>
          {lines.map(({ id, issuedBy, issuedAt, usedAt, device }) => (
            <span key={id}>
              {t('notice.codes.text', {
                by: issuedBy || null,
                issued: formatDateTime(issuedAt, locale),
                used: usedAt === null ? null : formatDateTime(usedAt, locale),
                device: device || null,
              })}
            </span>
          ))}
          {rest > 0 && <span>{t('notice.links.more', { count: rest })}</span>}
          <span>{t('notice.codes.unasked')}</span>
        </>
      }
      action={{ label: t('notice.dismiss'), run: () => onDismiss(lines.map(({ id }) => id)) }}
    />
  );
}

interface GoOnProps {
  readonly login: Login;
  readonly state: LoginState;
}

/** Goes on with a sign-in that waits for Sonar, and says whose it is. */
export function GoOn({ login, state }: GoOnProps): ReactNode {
  const { t, providerName } = useWholeCopy();
  const { unsent } = state;
  if (unsent === null) return null;
  return (
    <Button icon={<ArrowRight aria-hidden="true" />} onPress={() => void login.run('goOn')}>
      {unsent.email === null
        ? t('signed-out.go-on-no-email', { provider: providerName(unsent.provider) })
        : t('signed-out.go-on', { email: unsent.email })}
    </Button>
  );
}

import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LinkView } from '../../../preload/contract/account-pages.ts';
import type { Failure } from '../../../preload/contract/errors.ts';
import type { Provider } from '../../../preload/contract/providers.ts';
import type { KnownAccount, LoginState } from '../../../preload/contract/state.ts';
import { Button } from '../../components/button.tsx';
import { SwitchField } from '../../components/switch-field.tsx';
import { useWholeCopy } from '../../copy/copy.tsx';
import { formatDate, formatDateTime } from '../../copy/formats.ts';
import type { Login } from '../../use-login.ts';
import { useWhen } from './account-formats.ts';
import { ListedName } from './account-frame.tsx';
import page from './page.module.css';
import { ChangeAlert, type Changes } from './use-changes.tsx';

interface Props {
  readonly login: Login;
  readonly state: LoginState;
  readonly account: KnownAccount;
  readonly provider: Provider;
  /** False: policy does not allow the provider on this computer. */
  readonly allowed: boolean;
  readonly ssoOn: boolean;
  readonly links: readonly LinkView[];
  readonly changes: Changes;
  /** How the provider's sign-in that this page started has ended, when it did not end well. */
  readonly attemptFailure: Failure | null;
  readonly onTurnOn: () => void;
  readonly onTurnOff: () => void;
  readonly onRemove: (link: LinkView) => void;
}

/** One provider: its switch (R7), the identities that are linked, each with a way to remove it, and a way to add one. */
export function ProviderSection(props: Props): ReactNode {
  const { login, state, account, provider, links, changes, onTurnOn, onRemove } = props;
  const { t, providerName } = useWholeCopy();
  const name = providerName(provider);
  const isOn = links.length > 0;
  const lock = lockReason(props);
  const busy = changes.isBusy(provider);
  const ownFailure = changes.failureAt(provider);
  const hint =
    lock === null
      ? t(isOn ? 'security.on' : 'security.off', { count: links.length, provider: name })
      : lock === 'unread'
        ? t('policy.unread')
        : t(lock, { provider: name });
  return (
    <section className={page.panel} data-provider={provider} aria-label={name}>
      <SwitchField
        label={name}
        hint={hint}
        checked={busy ? !isOn : isOn}
        locked={lock !== null || busy}
        onChange={(on) => (on ? onTurnOn() : props.onTurnOff())}
      />
      {isOn && (
        <ul className={page.list}>
          {links.map((link) => (
            <LinkRow
              key={link.id}
              link={link}
              links={links}
              busy={changes.isBusy(link.id)}
              onRemove={account.endsAt === null ? () => onRemove(link) : null}
            >
              <ChangeAlert
                login={login}
                state={state}
                accountId={account.id}
                failure={changes.failureAt(link.id)}
                tryAgain={() => onRemove(link)}
                onDismiss={changes.dismiss}
              />
            </LinkRow>
          ))}
        </ul>
      )}
      {isOn && lock === null && (
        <Button
          kind="quiet"
          size="small"
          isDisabled={busy}
          icon={<Plus aria-hidden="true" />}
          onPress={onTurnOn}
        >
          {t('security.add', { provider: name })}
        </Button>
      )}
      <ChangeAlert
        login={login}
        state={state}
        accountId={account.id}
        failure={ownFailure ?? props.attemptFailure}
        tryAgain={() => (ownFailure !== null && isOn ? props.onTurnOff() : onTurnOn())}
        onDismiss={() => {
          changes.dismiss();
          if (props.attemptFailure !== null) login.dismiss(props.attemptFailure);
        }}
      />
    </section>
  );
}

/** Why the switch does not move: policy, or single sign-on is off and turning this on would be refused. */
function lockReason({ state, account, allowed, ssoOn, links }: Props) {
  if (!allowed && state.policy.trouble?.kind === 'unread') return 'unread' as const;
  if (!allowed) return 'security.locked.provider' as const;
  if (!state.policy.linkingAllowed) return 'security.locked.linking' as const;
  if (account.endsAt !== null) return 'security.locked.code' as const;
  return ssoOn || links.length > 0 ? null : ('security.locked.sso' as const);
}

/** A linked identity: its label, how and when it was linked, when it was last used, and *Remove*. */
function LinkRow(props: {
  readonly link: LinkView;
  /** All that open the account. */
  readonly links: readonly LinkView[];
  readonly busy: boolean;
  /** Null: not in this session. */
  readonly onRemove: (() => void) | null;
  /** Stands below, for what went wrong. */
  readonly children?: ReactNode;
}): ReactNode {
  const { link, links, busy, onRemove } = props;
  const { t, providerName } = useWholeCopy();
  const when = useWhen();
  const words = useLinkWords();
  const email = link.email ?? t('link.no-email', { provider: providerName(link.provider) });
  return (
    <li className={page.item}>
      <div className={page.row}>
        <div className={page.rowText}>
          <ListedName name={email} badge={link.current ? t('link.current') : null} />
          <p className={page.fact}>
            {link.lastUsedAt === null
              ? t('link.never-used')
              : t('link.used', { when: when.bothOfDay(link.lastUsedAt) })}
          </p>
          <p className={page.fact}>
            {t('link.by', { by: link.linkedBy, date: words.linkedAt(link, links) })}
          </p>
        </div>
        {onRemove !== null && (
          <Button
            size="small"
            busy={busy}
            isDisabled={busy}
            aria-label={t('link.remove-of', { email: words.name(link, links) })}
            onPress={onRemove}
          >
            {t('link.remove')}
          </Button>
        )}
      </div>
      {props.children}
    </li>
  );
}

/** What a link is called among `links`, all that open the account. */
interface LinkWords {
  /** Its address; beside another one of the same address and provider, when it was linked as well. */
  readonly name: (link: LinkView, links: readonly LinkView[]) => string;
  /** The day it was linked; the time of day too, where only that tells it from another one. */
  readonly linkedAt: (link: LinkView, links: readonly LinkView[]) => string;
}

/** Two identities of one provider may bear one address: it was given to somebody else, or a domain's own took it over. */
function twinsOf(link: LinkView, links: readonly LinkView[]): readonly LinkView[] {
  return links.filter(
    ({ id, provider, email }) =>
      id !== link.id && provider === link.provider && email === link.email,
  );
}

/** Tells links apart in words. */
export function useLinkWords(): LinkWords {
  const { t, locale, providerName } = useWholeCopy();

  function linkedAt(link: LinkView, links: readonly LinkView[]): string {
    const day = formatDate(link.linkedAt, locale);
    const isSameDay = twinsOf(link, links).some(
      (twin) => formatDate(twin.linkedAt, locale) === day,
    );
    return (isSameDay ? formatDateTime(link.linkedAt, locale) : null) ?? day;
  }

  return {
    linkedAt,
    name(link, links) {
      const provider = providerName(link.provider);
      const email = link.email ?? t('link.no-email', { provider });
      return twinsOf(link, links).length === 0
        ? email
        : t('link.twin', { email, provider, date: linkedAt(link, links) });
    },
  };
}

import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type {
  Failure,
  KnownAccount,
  LinkView,
  LoginState,
  Provider,
} from '../../../../preload/contract.ts';
import { Button } from '../../../components/button.tsx';
import { SwitchField } from '../../../components/switch-field.tsx';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import type { Login } from '../../../use-login.ts';
import { ChangeAlert } from '../change-alert.tsx';
import type { Changes } from '../use-changes.ts';
import { LinkRow } from './link-row.tsx';

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
  const { t, common, providerName } = useAccountCopy();
  const name = providerName(provider);
  const isOn = links.length > 0;
  const lock = lockReason(props);
  const busy = changes.isBusy(provider);
  const ownFailure = changes.failureAt(provider);
  const hint =
    lock === null
      ? t(isOn ? 'security.on' : 'security.off', { count: links.length, provider: name })
      : lock === 'unread'
        ? common.t('policy.unread')
        : t(lock, { provider: name });
  return (
    <section className="panel" data-provider={provider} aria-label={name}>
      <SwitchField
        label={name}
        hint={hint}
        checked={busy ? !isOn : isOn}
        locked={lock !== null || busy}
        onChange={(on) => (on ? onTurnOn() : props.onTurnOff())}
      />
      {isOn && (
        <ul className="panel-list">
          {links.map((link) => (
            <LinkRow
              key={link.id}
              link={link}
              links={links}
              busy={changes.isBusy(link.id)}
              onRemove={() => onRemove(link)}
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
          icon={<Plus className="icon" aria-hidden="true" />}
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
function lockReason({ state, allowed, ssoOn, links }: Props) {
  if (!allowed && state.policy.trouble?.kind === 'unread') return 'unread' as const;
  if (!allowed) return 'security.locked.provider' as const;
  if (!state.policy.linkingAllowed) return 'security.locked.linking' as const;
  return ssoOn || links.length > 0 ? null : ('security.locked.sso' as const);
}

import { BellRing, Info, Mail, TriangleAlert, Voicemail } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { AddressView } from '../../../preload/contract/account-pages.ts';
import type { Failure } from '../../../preload/contract/errors.ts';
import type { Provider } from '../../../preload/contract/providers.ts';
import type { KnownAccount, LoginState, NewLink } from '../../../preload/contract/state.ts';
import { Notice } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { useWholeCopy } from '../../copy/copy.tsx';
import { errorWords, isShown } from '../../error-words.ts';
import type { Login } from '../../use-login.ts';
import { NewLinksNotice } from '../notices.tsx';
import { ListedName, PageHead } from './account-frame.tsx';
import type { PageProps, StartedProvider } from './account-page.ts';
import page from './page.module.css';
import { ProviderSection } from './provider-section.tsx';
import { AnswerPanel, useAnswer } from './use-answer.tsx';
import { useChanges } from './use-changes.tsx';
import { useRemoval } from './use-removal.ts';

interface Props extends PageProps {
  readonly started: StartedProvider;
}

/** "Change account security": single sign-on by provider with its linked identities, and the account's addresses. */
export function SecurityPage({ login, state, account, started }: Props): ReactNode {
  const { t, providerName } = useWholeCopy();
  const announce = useAnnounce();
  const { ask } = login;
  const question = useCallback(() => ask('getAccountSecurity', account.id), [ask, account.id]);
  const answer = useAnswer(question);
  const changes = useChanges();
  const removal = useRemoval({ login, state, account, changes, answer });
  const [returned, setReturned] = useState<Provider | null>(started.current);
  const isLoaded = answer.value !== null;
  const viewFailure = state.view.kind === 'signed-in' ? state.view.failure : null;
  // A proof that is too old is asked for in a dialog; the alert would ask the same behind it.
  const attemptFailure = login.failure?.code === 'reverify-required' ? null : login.failure;

  const newLinks = useNewLinks(login, account, answer.value?.links ?? null);
  const latestTurnOn = useRef(turnOn);
  latestTurnOn.current = turnOn;

  useEffect(() => {
    if (!isLoaded || started.current === null) return;
    const provider = started.current;
    started.current = null;
    // Only the service knew that the proof was too old: what was proved since goes on after a new one.
    if (viewFailure?.code === 'reverify-required') {
      void latestTurnOn.current(provider);
      return;
    }
    switchOf(provider)?.focus();
    if (viewFailure === null) {
      announce(t('security.announce.on', { provider: providerName(provider) }));
    }
  }, [isLoaded, viewFailure, started, announce, t, providerName]);

  async function turnOn(provider: Provider): Promise<void> {
    started.current = provider;
    setReturned(provider);
    const failure = await changes.run(provider, () => ask('turnOnProvider', account.id, provider));
    if (failure !== null) started.current = null;
  }

  return (
    <>
      <PageHead title={t('security.title')} />
      <NewLinksNotice links={newLinks.links} onDismiss={newLinks.dismiss} />
      <AnswerPanel login={login} state={state} accountId={account.id} answer={answer}>
        {(security) => (
          <div className={page.columns}>
            <section aria-labelledby="sso-title">
              <h2 className={page.heading} id="sso-title">
                {t('security.sso')}
              </h2>
              <p className={page.text}>{t('security.sso.text')}</p>
              <SsoOffNotice
                login={login}
                state={state}
                account={account}
                failure={security.sso.failure}
              />
              {state.policy.providers.map(({ provider, allowed }) => (
                <ProviderSection
                  key={provider}
                  login={login}
                  state={state}
                  account={account}
                  provider={provider}
                  allowed={allowed}
                  ssoOn={security.sso.on}
                  links={security.links.filter((link) => link.provider === provider)}
                  changes={changes}
                  attemptFailure={returned === provider ? attemptFailure : null}
                  onTurnOn={() => void turnOn(provider)}
                  onTurnOff={() => removal.askProvider(provider, security)}
                  onRemove={(link) => removal.askLink(link, security)}
                />
              ))}
            </section>
            <AddressList login={login} addresses={security.addresses} />
          </div>
        )}
      </AnswerPanel>
      {removal.dialog !== null && <ConfirmDialog {...removal.dialog} />}
    </>
  );
}

function switchOf(provider: Provider): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-provider="${provider}"] [role="switch"]`);
}

/**
 * The new links to show on the page of all links. A person who opens it has read of those that there were; they stay
 * in sight until it is left or they are removed, and later ones until they are put away. `present` is what the service
 * lists, null until it has answered; it was asked after the first ones had come.
 */
function useNewLinks(
  { ask }: Login,
  account: KnownAccount,
  present: readonly { readonly id: string }[] | null,
): { readonly links: readonly NewLink[]; readonly dismiss: () => void } {
  const [atFirst, setAtFirst] = useState(account.newLinks);
  const [isTold, setIsTold] = useState(false);
  const isLoaded = present !== null;
  useEffect(() => {
    if (!isLoaded || isTold) return;
    setIsTold(true);
    const ids = atFirst.map(({ id }) => id);
    if (ids.length > 0) void ask('dismissNewLinks', account.id, ids);
  }, [isLoaded, isTold, atFirst, ask, account.id]);
  const later = account.newLinks.filter(({ id }) => !atFirst.some((link) => link.id === id));
  const stillThere = atFirst.filter(({ id }) => present?.some((link) => link.id === id) ?? true);
  return {
    links: [...stillThere, ...later],
    dismiss() {
      setAtFirst([]);
      const ids = account.newLinks.map(({ id }) => id);
      if (ids.length > 0) void ask('dismissNewLinks', account.id, ids);
    },
  };
}

/** Why single sign-on is off for the account: the organization takes no part yet (R11), or somebody turned it off (R12). */
function SsoOffNotice(props: {
  readonly login: Login;
  readonly state: LoginState;
  readonly account: KnownAccount;
  readonly failure: Failure | null;
}): ReactNode {
  const { login, state, account, failure } = props;
  const copy = useWholeCopy();
  if (failure === null || !isShown(failure)) return null;
  // The form for the pilot opens with the domain of this identity.
  const { email } = account.identity ?? {};
  const words = errorWords(email ? { ...failure, email } : failure, copy, state);
  return (
    <Notice
      tone="warning"
      icon={<Info aria-hidden="true" />}
      title={words.title}
      text={words.detail}
      {...(words.action === 'ask-for-pilot'
        ? {
            action: {
              label: words.actionLabel,
              run: () => void login.ask('openHelpPage', 'ask-for-pilot'),
            },
          }
        : {})}
    />
  );
}

/** The account's addresses, each with what is risky about it in words (R5, R6). */
function AddressList(props: {
  readonly login: Login;
  readonly addresses: readonly AddressView[];
}): ReactNode {
  const { login, addresses } = props;
  const { t } = useWholeCopy();
  const opening = addresses.filter(({ purpose }) => purpose === 'sign-in').length;
  const isRisky = addresses.some(({ warnings }) => warnings.includes('several-addresses'));
  return (
    <section aria-labelledby="addresses-title">
      <h2 className={page.heading} id="addresses-title">
        {t('addresses.title')}
      </h2>
      {addresses.length === 0 ? (
        <p className={page.text}>{t('addresses.none')}</p>
      ) : (
        <>
          <p className={page.text}>{t('addresses.text')}</p>
          <ul className={classNames(page.panel, page.list)} aria-labelledby="addresses-title">
            {addresses.map((address) => (
              <AddressRow key={address.id} address={address} opening={opening} />
            ))}
          </ul>
          {isRisky && <p className={page.text}>{t('addresses.advice')}</p>}
        </>
      )}
      <p className={page.text}>{t('addresses.voicemail')}</p>
      <Button
        size="small"
        icon={<Voicemail aria-hidden="true" />}
        onPress={() => void login.run('openHelpPage', 'voicemail-address')}
      >
        {t('addresses.voicemail.add')}
      </Button>
    </section>
  );
}

function AddressRow(props: {
  readonly address: AddressView;
  /** How many addresses can open the account. */
  readonly opening: number;
}): ReactNode {
  const { address, opening } = props;
  const { t } = useWholeCopy();
  const isQuiet = address.purpose === 'notifications-only';
  return (
    <li className={page.item}>
      <ListedName
        icon={isQuiet ? <BellRing aria-hidden="true" /> : <Mail aria-hidden="true" />}
        name={address.email}
        badge={isQuiet ? t('addresses.notifications-only') : null}
      />
      {isQuiet && <p className={page.fact}>{t('addresses.notifications-only.text')}</p>}
      {address.warnings.map((warning) => (
        <p key={warning} className={page.risk}>
          <TriangleAlert aria-hidden="true" />
          <span>
            {t(`addresses.${warning}`, {
              count: warning === 'several-addresses' ? opening : address.alsoOpens,
              elsewhere: address.alsoElsewhere ? 'yes' : 'no',
            })}
          </span>
        </p>
      ))}
    </li>
  );
}

import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { Provider } from '../../../../preload/contract.ts';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { useAnnounce } from '../../../components/live-region.tsx';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import { NewLinksNotice } from '../../new-links-notice.tsx';
import { PageHead } from '../account-frame.tsx';
import { AnswerPanel } from '../answer-panel.tsx';
import type { PageProps, StartedProvider } from '../page-props.ts';
import { useAnswer } from '../use-answer.ts';
import { useChanges } from '../use-changes.ts';
import { AddressList } from './address-list.tsx';
import { ProviderSection } from './provider-section.tsx';
import { SsoOffNotice } from './sso-off-notice.tsx';
import { useNewLinks } from './use-new-links.ts';
import { useRemoval } from './use-removal.ts';

interface Props extends PageProps {
  readonly started: StartedProvider;
}

/** "Change account security": single sign-on by provider with its linked identities, and the account's addresses. */
export function SecurityPage({ login, state, account, started }: Props): ReactNode {
  const { t, providerName } = useAccountCopy();
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
          <div className="page-columns">
            <section aria-labelledby="sso-title">
              <h2 className="page-section" id="sso-title">
                {t('security.sso')}
              </h2>
              <p className="page-text">{t('security.sso.text')}</p>
              <SsoOffNotice login={login} state={state} failure={security.sso.failure} />
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
            <AddressList addresses={security.addresses} />
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

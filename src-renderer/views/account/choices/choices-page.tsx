import { type ReactNode, useCallback } from 'react';
import type { RememberedChoice } from '../../../../preload/contract.ts';
import { useAnnounce } from '../../../components/live-region.tsx';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import { PageHead } from '../account-frame.tsx';
import { AnswerPanel } from '../answer-panel.tsx';
import { ChangeAlert } from '../change-alert.tsx';
import { keepFocus } from '../keep-focus.ts';
import type { PageProps } from '../page-props.ts';
import { useAnswer } from '../use-answer.ts';
import { useChanges } from '../use-changes.ts';
import { ChoiceRow } from './choice-row.tsx';

/** What each identity opens without being asked: change it, always ask, forget it (R3). */
export function ChoicesPage({ login, state, account }: PageProps): ReactNode {
  const { t, providerName } = useAccountCopy();
  const announce = useAnnounce();
  const { ask } = login;
  const answer = useAnswer(useCallback(() => ask('getRememberedChoices'), [ask]));
  const changes = useChanges();
  const locked = !state.policy.rememberAllowed;

  function nameOf({ identity }: RememberedChoice): string {
    return identity.email ?? t('link.no-email', { provider: providerName(identity.provider) });
  }
  async function change(choice: RememberedChoice, accountId: string | null): Promise<void> {
    const identity = nameOf(choice);
    const failure = await changes.run(choice.id, () =>
      ask('setRememberedChoice', choice.id, accountId),
    );
    if (failure !== null) return;
    const name = state.accounts.find(({ id }) => id === accountId)?.name;
    announce(
      name === undefined
        ? t('choices.announce.asks', { identity })
        : t('choices.announce.opens', { identity, name }),
    );
    await answer.reload();
  }
  async function forget(choice: RememberedChoice): Promise<void> {
    const failure = await changes.run(choice.id, () => ask('forgetRememberedChoice', choice.id));
    if (failure !== null) return;
    announce(t('choices.announce.forgotten', { identity: nameOf(choice) }));
    await answer.reload();
    keepFocus('h1');
  }

  return (
    <>
      <PageHead title={t('choices.title')} text={t('choices.text')} />
      <AnswerPanel login={login} state={state} accountId={account.id} answer={answer}>
        {(choices) => (
          <div className="page-column">
            {locked && <p className="managed">{t('choices.locked')}</p>}
            {choices.length === 0 ? (
              <p className="empty">{t('choices.none')}</p>
            ) : (
              <>
                <ul className="panel panel-list" aria-label={t('choices.list')}>
                  {choices.map((choice) => (
                    <ChoiceRow
                      key={choice.id}
                      choice={choice}
                      name={nameOf(choice)}
                      known={state.accounts}
                      locked={locked}
                      busy={changes.isBusy(choice.id)}
                      onChange={(accountId) => void change(choice, accountId)}
                      onForget={() => void forget(choice)}
                    >
                      <ChangeAlert
                        login={login}
                        state={state}
                        accountId={account.id}
                        failure={changes.failureAt(choice.id)}
                        tryAgain={answer.retry}
                        onDismiss={changes.dismiss}
                      />
                    </ChoiceRow>
                  ))}
                </ul>
                <p className="page-text">{t('choices.forget.text')}</p>
              </>
            )}
          </div>
        )}
      </AnswerPanel>
    </>
  );
}

import { type ReactNode, useCallback } from 'react';
import type { RememberedChoice } from '../../../preload/contract/account-pages.ts';
import type { AccountSummary, KnownAccount } from '../../../preload/contract/state.ts';
import alert from '../../components/alert.module.css';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { useAnnounce } from '../../components/live-region.tsx';
import { useExtension, useWholeCopy } from '../../copy/copy.tsx';
import { beside } from '../../copy/formats.ts';
import { PageHead } from './account-frame.tsx';
import type { PageProps } from './account-page.ts';
import styles from './choices-page.module.css';
import page from './page.module.css';
import { AnswerPanel, useAnswer } from './use-answer.tsx';
import { ChangeAlert, keepFocus, useChanges } from './use-changes.tsx';

/** What each identity opens without being asked: change it, always ask, forget it (R3). */
export function ChoicesPage({ login, state, account }: PageProps): ReactNode {
  const { t, providerName } = useWholeCopy();
  const announce = useAnnounce();
  const { ask } = login;
  const answer = useAnswer(useCallback(() => ask('getRememberedChoices'), [ask]));
  const changes = useChanges();
  const { preferredAccount: preferred, rememberAllowed } = state.policy;
  const locked = !rememberAllowed;

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
          <div className={page.column}>
            {locked && (
              <p className={classNames(alert.locked, page.managed)}>{t('choices.locked')}</p>
            )}
            {preferred !== null && !locked && (
              <p className={classNames(alert.locked, page.managed)}>
                {t('choices.preferred', {
                  username: preferred.username,
                  locked: preferred.locked ? 'yes' : 'no',
                })}
              </p>
            )}
            {choices.length === 0 ? (
              <p className={page.empty}>{t('choices.none')}</p>
            ) : (
              <>
                <ul className={classNames(page.panel, page.list)} aria-label={t('choices.list')}>
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
                <p className={page.text}>{t('choices.forget.text')}</p>
              </>
            )}
          </div>
        )}
      </AnswerPanel>
    </>
  );
}

interface Props {
  readonly choice: RememberedChoice;
  /** The identity's label. */
  readonly name: string;
  readonly known: readonly KnownAccount[];
  /** Policy lets nothing be remembered. */
  readonly locked: boolean;
  readonly busy: boolean;
  readonly onChange: (accountId: string | null) => void;
  readonly onForget: () => void;
  /** Stands below, for what went wrong. */
  readonly children?: ReactNode;
}

/** One identity and what it opens; a native list, so that it opens and types as the platform does. */
function ChoiceRow(props: Props): ReactNode {
  const { choice, name, locked, busy, onForget } = props;
  const { t, providerName } = useWholeCopy();
  const extension = useExtension();
  const selectId = `choice-${choice.id}`;
  return (
    <li className={page.item}>
      <div className={page.row}>
        <div className={page.rowText}>
          <p className={page.title}>
            <span className={page.name} dir="auto">
              {name}
            </span>
          </p>
          <p className={page.fact}>{providerName(choice.identity.provider)}</p>
        </div>
        <Button
          size="small"
          isDisabled={busy}
          aria-label={t('choices.forget-of', { identity: name })}
          onPress={onForget}
        >
          {t('choices.forget')}
        </Button>
      </div>
      <div className={styles.field}>
        <label htmlFor={selectId}>{t('choices.opens')}</label>
        <select
          id={selectId}
          className={styles.select}
          aria-label={t('choices.opens-of', { identity: name })}
          disabled={locked || busy}
          value={choice.account?.id ?? ''}
          onChange={({ target }) => props.onChange(target.value === '' ? null : target.value)}
        >
          <option value="">{t('choices.always-ask')}</option>
          {offered(choice, props.known).map((account) => (
            <option key={account.id} value={account.id}>
              {beside(account.name, account.organization, extension(account.extension))}
            </option>
          ))}
        </select>
      </div>
      {props.children}
    </li>
  );
}

/** The accounts of this computer that the identity has opened, and the one that is remembered. */
function offered(
  { identity, account }: RememberedChoice,
  known: readonly KnownAccount[],
): readonly AccountSummary[] {
  const opened = known.filter(
    (one) => one.identity?.provider === identity.provider && one.identity.email === identity.email,
  );
  const isListed = account === null || opened.some(({ id }) => id === account.id);
  return isListed ? opened : [account, ...opened];
}

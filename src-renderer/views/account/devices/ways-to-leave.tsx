import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import { ChangeAlert } from '../change-alert.tsx';
import type { PageProps } from '../page-props.ts';
import { useChanges } from '../use-changes.ts';

type Way = 'here' | 'remove' | 'sso' | 'everywhere';
type Ending = Exclude<Way, 'sso'>;

const ways: readonly Way[] = ['here', 'remove', 'sso', 'everywhere'];
const verbs = {
  here: 'signOut',
  remove: 'removeAccount',
  everywhere: 'signOutEverywhere',
} as const satisfies Record<Ending, string>;

/** Sign out, remove the account, remove single sign-on, sign out everywhere: four things, each with what it does. */
export function WaysToLeave({ login, state, account, onOpenPage }: PageProps): ReactNode {
  const { t, common } = useAccountCopy();
  const changes = useChanges();
  const [question, setQuestion] = useState<'remove' | 'everywhere' | null>(null);

  function end(way: Ending): void {
    setQuestion(null);
    void changes.run(way, () => login.ask(verbs[way], account.id));
  }
  function start(way: Way): void {
    if (way === 'sso') onOpenPage('settings');
    else if (way === 'here') end(way);
    else setQuestion(way);
  }

  return (
    <section aria-labelledby="leave-title">
      <h2 className="page-section page-section-first" id="leave-title">
        {t('leave.title')}
      </h2>
      <ul className="panel panel-list">
        {ways.map((way) => (
          <li key={way} className="item">
            <p className="item-fact" id={`leave-${way}`}>
              {t(`leave.${way}.text`)}
            </p>
            <Button
              size="small"
              busy={changes.isBusy(way)}
              isDisabled={changes.isBusy(way)}
              aria-describedby={`leave-${way}`}
              onPress={() => start(way)}
            >
              {way === 'sso' ? t('leave.sso.action') : t(`leave.${way}`)}
            </Button>
            <ChangeAlert
              login={login}
              state={state}
              accountId={account.id}
              failure={changes.failureAt(way)}
              tryAgain={() => start(way)}
              onDismiss={changes.dismiss}
            />
          </li>
        ))}
      </ul>
      {question !== null && (
        <ConfirmDialog
          title={common.t(`${question}.title`, { name: account.name })}
          text={common.t(`${question}.text`)}
          confirmLabel={common.t(`${question}.confirm`)}
          onConfirm={() => end(question)}
          onCancel={() => setQuestion(null)}
        />
      )}
    </section>
  );
}

import { type ReactNode, useState } from 'react';
import type { LoginState, SelfTestItem } from '../../../../preload/contract.ts';
import { Button } from '../../../components/button.tsx';
import { useAnnounce } from '../../../components/live-region.tsx';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import type { Login } from '../../../use-login.ts';
import { ChangeAlert } from '../change-alert.tsx';
import { useChanges } from '../use-changes.ts';
import { SelfTestRow } from './self-test-row.tsx';

/** Runs the self-test on wish and shows each finding in words, with one thing to do where something is in the way. */
export function SelfTest(props: { readonly login: Login; readonly state: LoginState }): ReactNode {
  const { login, state } = props;
  const { t } = useAccountCopy();
  const announce = useAnnounce();
  const changes = useChanges();
  const [items, setItems] = useState<readonly SelfTestItem[] | null>(null);
  const running = changes.isBusy('self-test');
  const summary = (found: readonly SelfTestItem[]) =>
    t('self-test.summary', { count: found.filter(({ status }) => status !== 'passed').length });

  async function run(): Promise<void> {
    announce(t('self-test.running'));
    await changes.run('self-test', async () => {
      const result = await login.ask('runSelfTest');
      if (result.ok) {
        setItems(result.value);
        announce(summary(result.value));
      }
      return result;
    });
  }

  return (
    <section aria-labelledby="self-test-title">
      <h2 className="page-section page-section-first" id="self-test-title">
        {t('self-test.title')}
      </h2>
      <p className="page-text">{items === null ? t('self-test.text') : summary(items)}</p>
      <Button size="small" busy={running} isDisabled={running} onPress={() => void run()}>
        {running ? t('self-test.running') : t(items === null ? 'self-test.run' : 'self-test.again')}
      </Button>
      <ChangeAlert
        login={login}
        state={state}
        failure={changes.failureAt('self-test')}
        tryAgain={() => void run()}
        onDismiss={changes.dismiss}
      />
      {items !== null && (
        <ul className="panel panel-list" aria-label={t('self-test.list')}>
          {items.map((item) => (
            <SelfTestRow
              key={item.name}
              login={login}
              state={state}
              item={item}
              onRunAgain={() => void run()}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

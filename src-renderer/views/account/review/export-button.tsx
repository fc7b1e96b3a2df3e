import { Download } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { KnownAccount, LoginState } from '../../../../preload/contract.ts';
import { Button } from '../../../components/button.tsx';
import { useAnnounce } from '../../../components/live-region.tsx';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import type { Login } from '../../../use-login.ts';
import { ChangeAlert } from '../change-alert.tsx';
import { useChanges } from '../use-changes.ts';

/** Saves the review for a spreadsheet and says where; changing one's mind says nothing. */
export function ExportButton(props: {
  readonly login: Login;
  readonly state: LoginState;
  readonly account: KnownAccount;
}): ReactNode {
  const { login, state, account } = props;
  const { t } = useAccountCopy();
  const announce = useAnnounce();
  const changes = useChanges();
  const [path, setPath] = useState<string | null>(null);

  async function save(): Promise<void> {
    setPath(null);
    await changes.run('export', async () => {
      const result = await login.ask('exportReview', account.id);
      if (result.ok && result.value !== null) {
        setPath(result.value);
        announce(t('review.exported', { path: result.value }));
      }
      return result;
    });
  }

  return (
    <div className="export">
      <Button
        size="small"
        busy={changes.isBusy('export')}
        isDisabled={changes.isBusy('export')}
        icon={<Download className="icon" aria-hidden="true" />}
        onPress={() => void save()}
      >
        {t('review.export')}
      </Button>
      {path !== null && <p className="item-fact">{t('review.exported', { path })}</p>}
      <ChangeAlert
        login={login}
        state={state}
        accountId={account.id}
        failure={changes.failureAt('export')}
        tryAgain={() => void save()}
        onDismiss={changes.dismiss}
      />
    </div>
  );
}

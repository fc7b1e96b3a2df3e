import { Check, Copy as CopyIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { LoginState } from '../../../../preload/contract.ts';
import { Button } from '../../../components/button.tsx';
import { useAnnounce } from '../../../components/live-region.tsx';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import type { Login } from '../../../use-login.ts';
import { ChangeAlert } from '../change-alert.tsx';
import { useChanges } from '../use-changes.ts';

/** Copies the report for support or an administrator; locked, with the reason in words, where policy does not want it. */
export function ReportSection(props: {
  readonly login: Login;
  readonly state: LoginState;
}): ReactNode {
  const { login, state } = props;
  const { t, common } = useAccountCopy();
  const announce = useAnnounce();
  const changes = useChanges();
  const [copied, setCopied] = useState(false);
  const locked = !state.policy.diagnosticsAllowed;

  async function copy(): Promise<void> {
    if (locked) return;
    setCopied(false);
    const failure = await changes.run('copy', () => login.ask('copyDetails'));
    if (failure !== null) return;
    setCopied(true);
    announce(common.t('details.copied'));
  }

  return (
    <section aria-labelledby="report-title">
      <h2 className="page-section page-section-first" id="report-title">
        {t('report.title')}
      </h2>
      <p className="page-text" id="report-text">
        {t(locked ? 'report.locked' : 'report.text')}
      </p>
      <Button
        size="small"
        icon={
          copied ? (
            <Check className="icon icon-good" aria-hidden="true" />
          ) : (
            <CopyIcon className="icon" aria-hidden="true" />
          )
        }
        {...(locked ? { 'aria-disabled': true } : {})}
        aria-describedby="report-text"
        onPress={() => void copy()}
      >
        {common.t('details.copy')}
      </Button>
      <ChangeAlert
        login={login}
        state={state}
        failure={changes.failureAt('copy')}
        tryAgain={() => void copy()}
        onDismiss={changes.dismiss}
      />
    </section>
  );
}

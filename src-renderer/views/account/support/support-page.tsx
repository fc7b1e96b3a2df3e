import { BookOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LoginState } from '../../../../preload/contract.ts';
import { Button } from '../../../components/button.tsx';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import type { Login } from '../../../use-login.ts';
import { PageHead } from '../account-frame.tsx';
import { AboutComputer } from './about-computer.tsx';
import { ReportSection } from './report-section.tsx';
import { SelfTest } from './self-test.tsx';

/** Self-test, the report for somebody who helps, and what this computer is set to; also there before anybody has signed in. */
export function SupportPage(props: {
  readonly login: Login;
  readonly state: LoginState;
}): ReactNode {
  const { login, state } = props;
  const { t } = useAccountCopy();
  return (
    <>
      <PageHead
        title={t('support.title')}
        text={t('support.text')}
        tool={
          <Button
            size="small"
            icon={<BookOpen className="icon" aria-hidden="true" />}
            onPress={() => void login.ask('openHelpPage', 'help')}
          >
            {t('support.help')}
          </Button>
        }
      />
      <div className="page-columns">
        <SelfTest login={login} state={state} />
        <div>
          <ReportSection login={login} state={state} />
          <AboutComputer state={state} />
        </div>
      </div>
    </>
  );
}

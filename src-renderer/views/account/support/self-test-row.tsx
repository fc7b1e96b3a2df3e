import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LoginState, SelfTestItem } from '../../../../preload/contract.ts';
import { Button } from '../../../components/button.tsx';
import { useAnnounce } from '../../../components/live-region.tsx';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import type { Login } from '../../../use-login.ts';
import { helpFor } from './self-test-help.ts';
import { useFindingWords } from './use-finding-words.ts';

const icons = { passed: CircleCheck, warning: TriangleAlert, failed: CircleX } as const;

/** One finding: what was looked at, how it is, and what to do when it is in the way. */
export function SelfTestRow(props: {
  readonly login: Login;
  readonly state: LoginState;
  readonly item: SelfTestItem;
  readonly onRunAgain: () => void;
}): ReactNode {
  const { login, state, item, onRunAgain } = props;
  const { t, common } = useAccountCopy();
  const announce = useAnnounce();
  const words = useFindingWords(item, state);
  const help = helpFor(item, state.policy.diagnosticsAllowed);
  const outcome = item.status;
  const Icon = icons[outcome];

  async function act(): Promise<void> {
    if (help === 'run-again') onRunAgain();
    else if (help === 'get-help') void login.ask('openHelpPage', 'help');
    else {
      const result = await login.ask('copyDetails');
      if (result.ok) announce(common.t('details.copied'));
    }
  }

  return (
    <li className={`item finding finding-${outcome}`} data-name={item.name}>
      <p className="item-title">
        <Icon className="icon" aria-hidden="true" />
        <span className="item-name">{t(`self-test.name.${item.name}`)}</span>{' '}
        <span className="badge">{t(`self-test.status.${outcome}`)}</span>
      </p>
      <p className="item-fact">{words}</p>
      {help !== null && (
        <Button size="small" onPress={() => void act()}>
          {help === 'copy-details'
            ? common.t('details.copy')
            : help === 'get-help'
              ? common.t('action.get-help')
              : t('self-test.again')}
        </Button>
      )}
    </li>
  );
}

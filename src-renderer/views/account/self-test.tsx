import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { SelfTestItem } from '../../../preload/contract/account-pages.ts';
import type { ErrorCode, Failure } from '../../../preload/contract/errors.ts';
import { type Provider, providers } from '../../../preload/contract/providers.ts';
import type { LoginState } from '../../../preload/contract/state.ts';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { useAnnounce } from '../../components/live-region.tsx';
import { useWholeCopy } from '../../copy/copy.tsx';
import { errorWords, isShown } from '../../error-words.ts';
import type { Login } from '../../use-login.ts';
import { ListedName } from './account-frame.tsx';
import page from './page.module.css';
import styles from './support-page.module.css';
import { ChangeAlert, useChanges } from './use-changes.tsx';

/** Runs the self-test on wish and shows each finding in words, with one thing to do where something is in the way. */
export function SelfTest(props: { readonly login: Login; readonly state: LoginState }): ReactNode {
  const { login, state } = props;
  const { t } = useWholeCopy();
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
      <h2 className={page.heading} id="self-test-title">
        {t('self-test.title')}
      </h2>
      <p className={page.text}>{items === null ? t('self-test.text') : summary(items)}</p>
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
        <ul className={classNames(page.panel, page.list)} aria-label={t('self-test.list')}>
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

const icons = { passed: CircleCheck, warning: TriangleAlert, failed: CircleX } as const;

/** One finding: what was looked at, how it is, and what to do when it is in the way. */
function SelfTestRow(props: {
  readonly login: Login;
  readonly state: LoginState;
  readonly item: SelfTestItem;
  readonly onRunAgain: () => void;
}): ReactNode {
  const { login, state, item, onRunAgain } = props;
  const { t, providerName } = useWholeCopy();
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
      if (result.ok) announce(t('details.copied'));
    }
  }

  return (
    <li className={classNames(page.item, styles.finding, styles[outcome])} data-name={item.name}>
      <ListedName
        icon={<Icon aria-hidden="true" />}
        name={isProvider(item.name) ? providerName(item.name) : t(`self-test.name.${item.name}`)}
        badge={t(`self-test.status.${outcome}`)}
      />
      <p className={page.fact}>{words}</p>
      {help !== null && (
        <Button size="small" onPress={() => void act()}>
          {help === 'copy-details'
            ? t('details.copy')
            : help === 'get-help'
              ? t('action.get-help')
              : t('self-test.again')}
        </Button>
      )}
    </li>
  );
}

/** A finding of the self-test in words: by name when it is in order, by code when it is in the way. */
function useFindingWords(item: SelfTestItem, state: LoginState): string {
  const copy = useWholeCopy();
  const { t } = copy;
  const { name, status, detail } = item;
  switch (status) {
    case 'passed':
      return t(`self-test.passed.${partOf(name)}`, { detail: detail || null });
    case 'warning':
      if (name === 'keychain') return t('self-test.warning.keychain');
      if (name === 'screen')
        return t(detail.startsWith('lock') ? 'self-test.warning.lock' : 'self-test.warning.idle');
      if (name === 'policy') return t('self-test.warning.policy', { count: Number(detail) });
      return t('self-test.warning.other');
    case 'failed': {
      const failure = failureOf(item);
      if (!isShown(failure)) return t('self-test.status.failed');
      const words = errorWords(failure, copy, state);
      return `${words.title}. ${words.detail}`;
    }
  }
}

function failureOf({ name, code, detail }: SelfTestItem): Failure {
  return {
    code: code ?? 'unexpected',
    ...(isProvider(name) ? { provider: name } : {}),
    ...(code === 'connection-untrusted' && detail !== '' ? { certificateIssuer: detail } : {}),
  };
}

/** The one thing to do about a finding. */
type SelfTestHelp = 'run-again' | 'copy-details' | 'get-help';

/** What the person can mend themselves and then look again. */
const mendable: readonly ErrorCode[] = [
  'offline',
  'network-portal',
  'provider-unreachable',
  'provider-busy',
  'account-service-unreachable',
  'timed-out',
  'clock-skew',
  'keychain-locked',
  'callback-unavailable',
];

/** The one thing to do about a finding; null when it is in order or only worth knowing. */
export function helpFor(item: SelfTestItem, mayCopy: boolean): SelfTestHelp | null {
  if (item.status === 'passed') return null;
  if (item.status === 'warning') return item.name === 'policy' && mayCopy ? 'copy-details' : null;
  if (item.code !== null && mendable.includes(item.code)) return 'run-again';
  return mayCopy ? 'copy-details' : 'get-help';
}

/** What a finding is about; the providers share their words. */
function partOf(name: SelfTestItem['name']): Exclude<typeof name, Provider> | 'provider' {
  return isProvider(name) ? 'provider' : name;
}

/** Whether a finding is about a provider. */
function isProvider(name: SelfTestItem['name']): name is Provider {
  return providers.some((one) => one === name);
}

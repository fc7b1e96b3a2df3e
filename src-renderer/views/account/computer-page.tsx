import type { ReactNode } from 'react';
import type { DeskSetting, DeskView } from '../../../preload/contract/desk.ts';
import type { Result } from '../../../preload/contract/errors.ts';
import type { LoginState } from '../../../preload/contract/state.ts';
import { SwitchField } from '../../components/switch-field.tsx';
import { useWholeCopy } from '../../copy/copy.tsx';
import { isMac } from '../../platform.ts';
import type { Login } from '../../use-login.ts';
import { PageHead } from './account-frame.tsx';
import page from './page.module.css';
import { ChangeAlert, useChanges } from './use-changes.tsx';

interface Props {
  readonly login: Login;
  readonly state: LoginState;
  readonly desk: DeskView;
}

/** What the app does on this computer outside of its window; the same for all accounts, and there without any. */
export function ComputerPage({ login, state, desk }: Props): ReactNode {
  const { t } = useWholeCopy();
  const { ask } = login;
  const closing = isMac() ? 'dock' : desk.staysInTray ? 'tray' : 'quit';
  return (
    <>
      <PageHead title={t('computer.title')} text={t('computer.text')} />
      <div className={page.column}>
        <h2 className={page.heading}>{t('computer.settings')}</h2>
        <Setting
          login={login}
          state={state}
          name="notifications"
          setting={desk.notifications}
          change={(on) => ask('setNotifications', on)}
        />
        {desk.startWithComputer !== null && (
          <Setting
            login={login}
            state={state}
            name="start"
            setting={desk.startWithComputer}
            change={(on) => ask('setStartWithComputer', on)}
          />
        )}
        <h2 className={page.heading}>{t('computer.window')}</h2>
        <p className={page.text}>{t(`computer.window.${closing}`)}</p>
      </div>
    </>
  );
}

/** A switch in a panel of its own; locked by policy it stays reachable, and says why it does not move. */
function Setting(props: {
  readonly login: Login;
  readonly state: LoginState;
  readonly name: 'notifications' | 'start';
  readonly setting: DeskSetting;
  readonly change: (on: boolean) => Promise<Result>;
}): ReactNode {
  const { login, state, name } = props;
  const { on, locked } = props.setting;
  const { t } = useWholeCopy();
  const changes = useChanges();
  const busy = changes.isBusy(name);
  const change = (wanted: boolean) => void changes.run(name, () => props.change(wanted));
  return (
    <section className={page.panel} aria-label={t(`computer.${name}`)}>
      <SwitchField
        label={t(`computer.${name}`)}
        hint={
          locked
            ? t(`computer.${name}.locked`, { on: on ? 'yes' : 'no' })
            : t(`computer.${name}.text`)
        }
        checked={busy ? !on : on}
        locked={locked || busy}
        onChange={change}
      />
      <ChangeAlert
        login={login}
        state={state}
        failure={changes.failureAt(name)}
        tryAgain={() => change(!on)}
        onDismiss={changes.dismiss}
      />
    </section>
  );
}

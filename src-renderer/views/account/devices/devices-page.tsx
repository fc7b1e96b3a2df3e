import { type ReactNode, useCallback, useState } from 'react';
import type { DeviceView } from '../../../../preload/contract.ts';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { useAnnounce } from '../../../components/live-region.tsx';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import { PageHead } from '../account-frame.tsx';
import { AnswerPanel } from '../answer-panel.tsx';
import { ChangeAlert } from '../change-alert.tsx';
import { keepFocus } from '../keep-focus.ts';
import type { PageProps } from '../page-props.ts';
import { useAnswer } from '../use-answer.ts';
import { useChanges } from '../use-changes.ts';
import { DeviceRow } from './device-row.tsx';
import { WaysToLeave } from './ways-to-leave.tsx';

/** Where the account is signed in, with sign-out from afar, and the four ways to leave. */
export function DevicesPage(props: PageProps): ReactNode {
  const { login, state, account } = props;
  const { t } = useAccountCopy();
  const announce = useAnnounce();
  const { ask } = login;
  const answer = useAnswer(useCallback(() => ask('getDevices', account.id), [ask, account.id]));
  const changes = useChanges();
  const [asked, setAsked] = useState<DeviceView | null>(null);

  async function signOut(device: DeviceView): Promise<void> {
    setAsked(null);
    const failure = await changes.run(device.id, () => ask('signOutDevice', account.id, device.id));
    if (failure !== null) return;
    announce(t('devices.announce', { device: device.name }));
    await answer.reload();
    keepFocus('h1');
  }

  return (
    <>
      <PageHead title={t('devices.title')} text={t('devices.text', { name: account.name })} />
      <div className="page-columns">
        <div>
          <AnswerPanel login={login} state={state} accountId={account.id} answer={answer}>
            {(devices) =>
              devices.length === 0 ? (
                <p className="empty">{t('devices.none')}</p>
              ) : (
                <ul className="panel panel-list" aria-label={t('devices.list')}>
                  {devices.map((device) => (
                    <DeviceRow
                      key={device.id}
                      device={device}
                      busy={changes.isBusy(device.id)}
                      onSignOut={() => setAsked(device)}
                    >
                      <ChangeAlert
                        login={login}
                        state={state}
                        accountId={account.id}
                        failure={changes.failureAt(device.id)}
                        tryAgain={() => void signOut(device)}
                        onDismiss={() => {
                          changes.dismiss();
                          void answer.reload();
                        }}
                      />
                    </DeviceRow>
                  ))}
                </ul>
              )
            }
          </AnswerPanel>
        </div>
        <WaysToLeave {...props} />
      </div>
      {asked !== null && (
        <ConfirmDialog
          title={t('devices.ask.title', { device: asked.name })}
          text={t('devices.ask.text')}
          confirmLabel={t('devices.sign-out')}
          onConfirm={() => void signOut(asked)}
          onCancel={() => setAsked(null)}
        />
      )}
    </>
  );
}

import { type ReactNode, useCallback, useState } from 'react';
import type { DeviceView } from '../../../preload/contract/account-pages.ts';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { useWholeCopy } from '../../copy/copy.tsx';
import { beside } from '../../copy/formats.ts';
import { useWhen } from './account-formats.ts';
import { ListedName, PageHead } from './account-frame.tsx';
import type { PageProps } from './account-page.ts';
import page from './page.module.css';
import { AnswerPanel, useAnswer } from './use-answer.tsx';
import { ChangeAlert, keepFocus, useChanges } from './use-changes.tsx';

/** Where the account is signed in, with sign-out from afar, and the four ways to leave. */
export function DevicesPage(props: PageProps): ReactNode {
  const { login, state, account } = props;
  const { t } = useWholeCopy();
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
      <div className={page.columns}>
        <div>
          <AnswerPanel login={login} state={state} accountId={account.id} answer={answer}>
            {(devices) =>
              devices.length === 0 ? (
                <p className={page.empty}>{t('devices.none')}</p>
              ) : (
                <ul className={classNames(page.panel, page.list)} aria-label={t('devices.list')}>
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

/** One device: what it is, since when, last seen; *Sign out* on all but this one, which has its own ways beside the list. */
function DeviceRow(props: {
  readonly device: DeviceView;
  readonly busy: boolean;
  readonly onSignOut: () => void;
  /** Stands below, for what went wrong. */
  readonly children?: ReactNode;
}): ReactNode {
  const { device, busy } = props;
  const { t } = useWholeCopy();
  const when = useWhen();
  return (
    <li className={page.item}>
      <div className={page.row}>
        <div className={page.rowText}>
          <ListedName name={device.name} badge={device.current ? t('devices.current') : null} />
          <p className={page.fact}>
            {beside(
              systemName(device.platform),
              device.appVersion === '' ? '' : t('about.version', { version: device.appVersion }),
            )}
          </p>
          <p className={page.fact}>{t('devices.seen', { when: when.both(device.lastSeenAt) })}</p>
          <p className={page.fact}>{t('devices.since', { date: when.date(device.signedInAt) })}</p>
        </div>
        {!device.current && (
          <Button
            size="small"
            busy={busy}
            isDisabled={busy}
            aria-label={t('devices.sign-out-of', { device: device.name })}
            onPress={props.onSignOut}
          >
            {t('devices.sign-out')}
          </Button>
        )}
      </div>
      {props.children}
    </li>
  );
}

/** What people call a system; the app sends Node's word for it, other clients their own. */
function systemName(platform: string): string {
  switch (platform) {
    case 'linux':
      return 'Linux';
    case 'darwin':
      return 'macOS';
    case 'win32':
      return 'Windows';
    default:
      return platform;
  }
}

type Way = 'here' | 'remove' | 'sso' | 'everywhere';
type Ending = Exclude<Way, 'sso'>;

const ways: readonly Way[] = ['here', 'remove', 'sso', 'everywhere'];
const verbs = {
  here: 'signOut',
  remove: 'removeAccount',
  everywhere: 'signOutEverywhere',
} as const satisfies Record<Ending, string>;

/** Sign out, remove the account, remove single sign-on, sign out everywhere: four things, each with what it does. */
function WaysToLeave({ login, state, account, onOpenPage }: PageProps): ReactNode {
  const { t } = useWholeCopy();
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
      <h2 className={page.heading} id="leave-title">
        {t('leave.title')}
      </h2>
      <ul className={classNames(page.panel, page.list)}>
        {ways.map((way) => (
          <li key={way} className={page.item}>
            <p className={page.fact} id={`leave-${way}`}>
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
          title={t(`${question}.title`, { name: account.name })}
          text={t(`${question}.text`)}
          confirmLabel={t(`${question}.confirm`)}
          onConfirm={() => end(question)}
          onCancel={() => setQuestion(null)}
        />
      )}
    </section>
  );
}

import { BookOpen, Check, Copy as CopyIcon, Lock } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { type LoginState, locales } from '../../../preload/contract/state.ts';
import alert from '../../components/alert.module.css';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { useAnnounce } from '../../components/live-region.tsx';
import { localeNames, useWholeCopy, type WholeCopy } from '../../copy/copy.tsx';
import type { Login } from '../../use-login.ts';
import { formatList } from './account-formats.ts';
import { PageHead } from './account-frame.tsx';
import page from './page.module.css';
import { SelfTest } from './self-test.tsx';
import { BundleButton } from './support-bundle.tsx';
import styles from './support-page.module.css';
import { ChangeAlert, useChanges } from './use-changes.tsx';

/** Self-test, the report for somebody who helps, and what this computer is set to; also there before anybody has signed in. */
export function SupportPage(props: {
  readonly login: Login;
  readonly state: LoginState;
}): ReactNode {
  const { login, state } = props;
  const { t } = useWholeCopy();
  return (
    <>
      <PageHead
        title={t('support.title')}
        text={t('support.text')}
        tool={
          <Button
            size="small"
            icon={<BookOpen aria-hidden="true" />}
            onPress={() => void login.ask('openHelpPage', 'help')}
          >
            {t('support.help')}
          </Button>
        }
      />
      <div className={page.columns}>
        <SelfTest login={login} state={state} />
        <div>
          <ReportSection login={login} state={state} />
          <AboutComputer state={state} />
        </div>
      </div>
    </>
  );
}

/** Copies the report for support or an administrator; locked, with the reason in words, where policy does not want it. */
function ReportSection(props: { readonly login: Login; readonly state: LoginState }): ReactNode {
  const { login, state } = props;
  const { t } = useWholeCopy();
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
    announce(t('details.copied'));
  }

  return (
    <section className={styles.report} aria-labelledby="report-title">
      <h2 className={page.heading} id="report-title">
        {t('report.title')}
      </h2>
      <p className={page.text} id="report-text">
        {t(locked ? 'report.locked' : 'report.text')}
      </p>
      <Button
        size="small"
        icon={
          copied ? (
            <Check className={page.good} aria-hidden="true" />
          ) : (
            <CopyIcon aria-hidden="true" />
          )
        }
        {...(locked ? { 'aria-disabled': true } : {})}
        aria-describedby="report-text"
        onPress={() => void copy()}
      >
        {t('details.copy')}
      </Button>
      <BundleButton login={login} state={state} locked={locked} />
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

/** Version, where sign-ins are kept, and what an administrator has set, in sentences. */
function AboutComputer({ state }: { readonly state: LoginState }): ReactNode {
  const copy = useWholeCopy();
  const { t } = copy;
  const sentences = policySentences(state, copy);
  return (
    <section aria-labelledby="about-title">
      <h2 className={page.heading} id="about-title">
        {t('about.title')}
      </h2>
      <p className={page.text}>
        <span className={styles.version}>{t('about.version', { version: state.appVersion })}</span>{' '}
        {t('about.store', { store: state.credentialStore })}
      </p>
      {sentences.length === 0 ? (
        <p className={page.text}>{t('about.policy.none')}</p>
      ) : (
        <div className={classNames(alert.locked, page.managed)}>
          <Lock aria-hidden="true" />
          <div>
            <h3>{t('policy.managed')}</h3>
            <ul>
              {sentences.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </section>
  );
}

function policySentences({ policy }: LoginState, { t, locale, providerName }: WholeCopy): string[] {
  // What is locked meanwhile is nothing that anybody has set.
  if (policy.trouble?.kind === 'unread') return [t('notice.policy-unread.title')];
  const forbidden = policy.providers.filter(({ allowed }) => !allowed);
  return [
    ...(policy.trouble === null ? [] : [t('notice.policy-broken.title')]),
    ...forbidden.map(({ provider }) =>
      t('about.policy.provider', { provider: providerName(provider) }),
    ),
    ...(policy.passwordAllowed ? [] : [t('about.policy.password')]),
    ...(policy.linkingAllowed ? [] : [t('about.policy.linking')]),
    ...(policy.switchingAllowed ? [] : [t('about.policy.switching')]),
    ...(policy.rememberAllowed ? [] : [t('about.policy.remember')]),
    ...(policy.keepSignedIn ? [] : [t('about.policy.keep')]),
    ...(policy.diagnosticsAllowed ? [] : [t('about.policy.diagnostics')]),
    ...(policy.locales.length === locales.length
      ? []
      : [
          t('about.policy.locales', {
            languages: formatList(
              policy.locales.map((one) => localeNames[one]),
              locale,
            ),
          }),
        ]),
  ];
}

import { Check, Copy as CopyIcon, ExternalLink } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { SonarPulse } from '../brand/marks.tsx';
import { Button, CancelButton } from '../components/button.tsx';
import { classNames } from '../components/class-names.ts';
import { useAnnounce, useSaid } from '../components/live-region.tsx';
import frame from '../components/view-frame.module.css';
import { ViewFrame } from '../components/view-frame.tsx';
import { useWholeCopy } from '../copy/copy.tsx';
import { formatTimeLeft } from '../copy/formats.ts';
import { Alert } from '../later.tsx';
import type { ViewProps } from '../use-login.ts';
import { useViewTools } from '../view-tools.tsx';
import styles from './sign-in.module.css';
import { useErrorActions } from './use-error-actions.ts';

/** The person is in the browser; here they can open the page again, take its link along, or give up. */
export function WaitingView({ login, state, view }: ViewProps<'waiting-for-browser'>): ReactNode {
  const { t, providerName } = useWholeCopy();
  const announce = useAnnounce();
  const [copied, setCopied] = useState(false);
  const provider = providerName(view.provider);
  const [tries, setTries] = useState(0);
  const code = view.failure?.code;
  const isOpening =
    !view.browserOpened && code !== 'browser-not-opened' && code !== 'too-many-tries';
  const isLate = useIsLate(isOpening, tries);
  const text = t(textOf(view, isLate), { provider });
  const { onAction, onCopyDetails } = useErrorActions(login, {
    provider: view.provider,
    tryAgain: () => void login.run('openPageAgain'),
    goToUsername: () => void login.run('cancelSignIn'),
  });
  useSaid(text);

  async function copyLink(): Promise<void> {
    const result = await login.run('copyLink');
    if (!result.ok) return;
    setCopied(true);
    announce(t('waiting.link-copied'));
  }

  return (
    <ViewFrame twoLines title={t('waiting.title')} text={text}>
      <div className={frame.stack}>
        <div className={styles.panel}>
          <SonarPulse />
          <div>
            <p className={styles.state}>{t('waiting.state', { provider })}</p>
            <TimeLeft deadline={view.deadline} />
          </div>
        </div>
        <Button
          icon={<ExternalLink aria-hidden="true" />}
          onPress={() => {
            setCopied(false);
            setTries((before) => before + 1);
            void login.run('openPageAgain');
          }}
        >
          {t('waiting.open-again')}
        </Button>
        <Button
          icon={
            copied ? (
              <Check className={styles.done} aria-hidden="true" />
            ) : (
              <CopyIcon aria-hidden="true" />
            )
          }
          onPress={() => void copyLink()}
        >
          {copied ? t('waiting.link-copied') : t('waiting.copy-link')}
        </Button>
        <CancelButton onPress={() => void login.run('cancelSignIn')} />
        <Alert
          failure={login.failure}
          state={state}
          shownAction="copy-link"
          onAction={onAction}
          onCopyDetails={onCopyDetails}
        />
      </div>
    </ViewFrame>
  );
}

type WaitingText = `waiting.${'text' | 'agree' | 'opening' | 'late' | 'return' | 'not-opened'}`;

function textOf(
  { asksToAgree, browserOpened, failure }: ViewProps<'waiting-for-browser'>['view'],
  isLate: boolean,
): WaitingText {
  // The alert says what happened and what to do.
  if (failure?.code === 'browser-not-opened') return 'waiting.return';
  if (failure?.code === 'too-many-tries') return 'waiting.not-opened';
  // From the start: a browser that opens a second time would be a riddle without it.
  if (asksToAgree && !isLate) return 'waiting.agree';
  if (browserOpened) return 'waiting.text';
  return isLate ? 'waiting.late' : 'waiting.opening';
}

/** A browser that has to start first may take this long; one that never comes is not reported by every system. */
const lateAfterMs = 8_000;

/** True when the browser should have asked for the page by now; each try counts anew. */
function useIsLate(isOpening: boolean, tries: number): boolean {
  const [lateTry, setLateTry] = useState<number | null>(null);
  useEffect(() => {
    if (!isOpening) return;
    const timer = setTimeout(() => setLateTry(tries), lateAfterMs);
    return () => clearTimeout(timer);
  }, [isOpening, tries]);
  return isOpening && lateTry === tries;
}

/** Counts down to `deadline` (milliseconds since 1970). Not announced: a clock that talks each second helps nobody. */
function TimeLeft({ deadline }: { readonly deadline: number }): ReactNode {
  const { t } = useWholeCopy();
  const { now } = useViewTools();
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), 1000);
    return () => clearInterval(timer);
  }, [now]);
  return (
    <p className={styles.timeLeft} role="timer">
      {t('waiting.time-left', { time: formatTimeLeft((deadline - time) / 1000) })}
    </p>
  );
}

/** The browser's answer is here; Sonar is being asked. */
export function CheckingView({ login, view }: ViewProps<'checking'>): ReactNode {
  const { t, providerName } = useWholeCopy();
  return (
    <ViewFrame
      twoLines
      title={t('checking.title')}
      text={t('checking.text', { provider: providerName(view.provider) })}
    >
      <div className={frame.stack}>
        <div className={classNames(styles.panel, styles.checking)}>
          <span className={styles.bar} aria-hidden="true" />
        </div>
        <CancelButton onPress={() => void login.run('cancelSignIn')} />
      </div>
    </ViewFrame>
  );
}

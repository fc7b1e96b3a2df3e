import { type ReactNode, useEffect, useState } from 'react';
import { Button, ButtonPair } from '../components/button.tsx';
import styles from '../components/dialog.module.css';
import { DialogFrame } from '../components/dialog.tsx';
import { useAnnounce } from '../components/live-region.tsx';
import { useWholeCopy } from '../copy/copy.tsx';
import type { Login } from '../use-login.ts';
import { useViewTools } from '../view-tools.tsx';

/** Said once more so long before the end; each second would talk over everything else. */
const saidAgainAtS = 10;

/** Tells that everybody is about to be signed out, because nobody has touched this shared computer. `at`: when. */
export function IdleDialog({
  login,
  at,
}: {
  readonly login: Login;
  readonly at: number;
}): ReactNode {
  const { t } = useWholeCopy();
  const { now } = useViewTools();
  const announce = useAnnounce();
  const [time, setTime] = useState(now);
  useEffect(() => {
    setTime(now());
    const timer = setInterval(() => setTime(now()), 1000);
    return () => clearInterval(timer);
  }, [now]);
  const seconds = Math.max(0, Math.ceil((at - time) / 1000));
  const left = t('idle.left', { seconds });
  useEffect(() => {
    if (seconds === saidAgainAtS) announce(left);
  }, [seconds, left, announce]);
  const stay = () => void login.run('stayHere');
  return (
    <DialogFrame role="alertdialog" title={t('idle.title')} text={t('idle.text')} onClose={stay}>
      <p className={styles.text}>{left}</p>
      <ButtonPair
        confirm={<Button onPress={() => void login.run('signOutNow')}>{t('idle.leave')}</Button>}
        cancel={
          <Button kind="primary" autoFocus onPress={stay}>
            {t('idle.stay')}
          </Button>
        }
      />
    </DialogFrame>
  );
}

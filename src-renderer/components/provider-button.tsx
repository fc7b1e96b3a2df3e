import { Lock } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { Provider } from '../../preload/contract.ts';
import { ProviderMark } from '../brand/provider-mark.tsx';
import { useCopy } from '../copy/copy.tsx';
import button from './button.module.css';
import { classNames } from './class-names.ts';
import styles from './provider-button.module.css';

interface Props {
  readonly provider: Provider;
  /** False: locked by policy, focusable, with the reason in words. */
  readonly allowed: boolean;
  /** Locked because nobody knows what the organization has set. */
  readonly unread?: boolean;
  /** Receives the focus when the view arrives. */
  readonly first?: boolean;
  readonly onPress: () => void;
}

/** "Sign in with Google" or "Sign in with Microsoft", drawn by the companies' rules (brand/README.md). */
export function ProviderButton(props: Props): ReactNode {
  const { provider, allowed, unread = false, first = false, onPress } = props;
  const { t } = useCopy();
  const hintId = useId();
  const hint = allowed
    ? provider === 'microsoft' && t('signed-out.microsoft-hint')
    : t(unread ? 'policy.unread' : 'policy.managed');
  return (
    <div className={styles.provider}>
      <AriaButton
        className={classNames(button.base, styles.button, styles[provider])}
        {...(allowed ? {} : { 'aria-disabled': true })}
        {...(hint === false ? {} : { 'aria-describedby': hintId })}
        {...(first ? { 'data-first': '' } : {})}
        onPress={() => allowed && onPress()}
      >
        <ProviderMark provider={provider} />
        <span className={styles.label}>{t(`signed-out.${provider}`)}</span>
        {!allowed && <Lock aria-hidden="true" />}
      </AriaButton>
      {hint !== false && (
        <p className={styles.hint} id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}

import { Lock } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { Provider } from '../../preload/contract/providers.ts';
import { ProviderMark } from '../brand/marks.tsx';
import { useCopy } from '../copy/copy.tsx';
import type { MessageKey } from '../copy/en.ts';
import button from './button.module.css';
import { PlainButton } from './button.tsx';
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

/** Which accounts a provider takes, where that is not all of them. */
const hints: Readonly<Partial<Record<Provider, MessageKey>>> = {
  microsoft: 'signed-out.microsoft-hint',
};

/** "Sign in with …", drawn by the company's rules (brand/marks.tsx). */
export function ProviderButton(props: Props): ReactNode {
  const { provider, allowed, unread = false, first = false, onPress } = props;
  const { t, providerName } = useCopy();
  const hintId = useId();
  const hintKey = allowed ? hints[provider] : unread ? 'policy.unread' : 'policy.managed';
  return (
    <div className={styles.provider}>
      <PlainButton
        className={classNames(button.base, styles.button, styles[provider])}
        {...(allowed ? {} : { 'aria-disabled': true })}
        {...(hintKey === undefined ? {} : { 'aria-describedby': hintId })}
        {...(first ? { 'data-first': '' } : {})}
        onPress={() => allowed && onPress()}
      >
        <ProviderMark provider={provider} />
        <span className={styles.label}>
          {t('action.sign-in-with', { provider: providerName(provider) })}
        </span>
        {!allowed && <Lock aria-hidden="true" />}
      </PlainButton>
      {hintKey !== undefined && (
        <p className={styles.hint} id={hintId}>
          {t(hintKey)}
        </p>
      )}
    </div>
  );
}

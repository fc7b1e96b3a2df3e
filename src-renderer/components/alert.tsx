import { ChevronDown, CircleAlert, Copy as CopyIcon } from 'lucide-react';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import type { ErrorAction, Failure } from '../../preload/contract/errors.ts';
import type { LoginState } from '../../preload/contract/state.ts';
import { useWholeCopy } from '../copy/copy.tsx';
import { errorWords, isShown } from '../error-words.ts';
import styles from './alert.module.css';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';

export interface AlertProps {
  readonly failure: Failure | null;
  readonly state: LoginState | null;
  readonly id?: string;
  /** Has a button of its own beside the alert, which needs no second one. */
  readonly shownAction?: ErrorAction;
  readonly onAction: (action: ErrorAction, failure: Failure) => void;
  readonly onCopyDetails: () => void;
}

/** What went wrong and the one thing to do about it; announced at once, and still: no motion. */
export function Alert(props: AlertProps): ReactNode {
  const { failure, state, id, shownAction, onAction, onCopyDetails } = props;
  const copy = useWholeCopy();
  const box = useRef<HTMLDivElement>(null);
  // Below a long list it would otherwise come up outside of the window, its button with it.
  useEffect(() => {
    if (failure !== null) box.current?.scrollIntoView({ block: 'nearest' });
  }, [failure]);
  if (failure === null || !isShown(failure)) return null;
  const words = errorWords(failure, copy, state);
  return (
    <div className={styles.alert} ref={box} role="alert" id={id} data-code={failure.code}>
      <CircleAlert aria-hidden="true" />
      <div className={styles.body}>
        <p className={styles.title}>{words.title}</p>
        <p className={styles.text}>{words.detail}</p>
        <div className={styles.actions}>
          {words.action !== shownAction && (
            <Button size="small" onPress={() => onAction(words.action, failure)}>
              {words.actionLabel}
            </Button>
          )}
          <FailureDetails
            failure={failure}
            {...(words.action === 'copy-details' ? {} : { onCopy: onCopyDetails })}
          />
        </div>
      </div>
    </div>
  );
}

/** Code and reference numbers for people who help; closed at first. Without `onCopy` the button beside it copies. */
export function FailureDetails(props: {
  readonly failure: Failure;
  readonly onCopy?: () => void;
}): ReactNode {
  const { failure, onCopy } = props;
  const { t } = useWholeCopy();
  return (
    <details className={styles.details}>
      <summary className={styles.summary}>
        {t('details.open')}
        <ChevronDown aria-hidden="true" />
      </summary>
      <dl className={styles.list}>
        <DetailsRow name={t('details.code')} value={failure.code} />
        <DetailsRow name={t('details.correlation')} value={failure.correlationId} />
        <DetailsRow name={t('details.provider-number')} value={failure.providerErrorNumber} />
      </dl>
      {onCopy !== undefined && (
        <Button size="small" kind="quiet" icon={<CopyIcon aria-hidden="true" />} onPress={onCopy}>
          {t('details.copy')}
        </Button>
      )}
    </details>
  );
}

function DetailsRow(props: {
  readonly name: string;
  readonly value: string | undefined;
}): ReactNode {
  if (props.value === undefined) return null;
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.value}</dd>
    </div>
  );
}

interface NoticeProps {
  readonly tone: 'neutral' | 'warning';
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: ReactNode;
  readonly action?: {
    readonly label: string;
    readonly busy?: boolean;
    readonly run: () => void;
  };
  readonly children?: ReactNode;
}

/** Something worth knowing that is no failure; stays until it is dealt with. */
export function Notice({ tone, icon, title, text, action, children }: NoticeProps): ReactNode {
  const box = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    return () => {
      // A person who dealt with the alert goes on at the heading, not at the top of the window.
      if (!element?.contains(document.activeElement)) return;
      document.querySelector<HTMLElement>('main h1')?.focus();
    };
  }, []);
  return (
    <section
      ref={box}
      className={classNames(styles.notice, tone === 'warning' && styles.warning)}
      aria-label={title}
    >
      {icon}
      <div className={styles.body}>
        <p className={styles.title}>{title}</p>
        <p className={styles.text}>{text}</p>
        {(action !== undefined || children !== undefined) && (
          <div className={styles.actions}>
            {action !== undefined && (
              <Button size="small" busy={action.busy ?? false} onPress={action.run}>
                {action.label}
              </Button>
            )}
            {children}
          </div>
        )}
      </div>
    </section>
  );
}

import { CircleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { ErrorAction, Failure, LoginState } from '../../preload/contract.ts';
import { useCopy } from '../copy/copy-context.tsx';
import { errorWords, isShown } from '../error-words.ts';
import { Button } from './button.tsx';
import { FailureDetails } from './failure-details.tsx';

interface Props {
  readonly failure: Failure | null;
  readonly state: LoginState | null;
  readonly id?: string;
  /** Has a button of its own beside the alert, which needs no second one. */
  readonly shownAction?: ErrorAction;
  readonly onAction: (action: ErrorAction, failure: Failure) => void;
  readonly onCopyDetails: () => void;
}

/** What went wrong and the one thing to do about it; announced at once, and still: no motion. */
export function Alert(props: Props): ReactNode {
  const { failure, state, id, shownAction, onAction, onCopyDetails } = props;
  const copy = useCopy();
  const box = useRef<HTMLDivElement>(null);
  // Below a long list it would otherwise come up outside of the window, its button with it.
  useEffect(() => {
    if (failure !== null) box.current?.scrollIntoView({ block: 'nearest' });
  }, [failure]);
  if (failure === null || !isShown(failure)) return null;
  const words = errorWords(failure, copy, state);
  return (
    <div className="alert" ref={box} role="alert" id={id} data-code={failure.code}>
      <CircleAlert className="icon alert-icon" aria-hidden="true" />
      <div className="alert-body">
        <p className="alert-title">{words.title}</p>
        <p className="alert-detail">{words.detail}</p>
        <div className="alert-actions">
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

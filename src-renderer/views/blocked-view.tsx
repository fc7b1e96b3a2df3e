import type { ReactNode } from 'react';
import { Alert } from '../components/alert.tsx';
import { ViewFrame } from '../components/view-frame.tsx';
import { useCopy } from '../copy/copy-context.tsx';
import { useErrorActions } from './use-error-actions.ts';
import type { ViewProps } from './view-props.ts';

/** Nothing can be done here, and why; with the details for whoever can change it. */
export function BlockedView({ login, state, view }: ViewProps<'blocked'>): ReactNode {
  const { t } = useCopy();
  const { onAction, onCopyDetails } = useErrorActions(login, {
    tryAgain: () => {
      if (!login.runAgain()) void login.run('getState');
    },
    goToUsername: () => {},
  });
  return (
    <ViewFrame title={t('blocked.title')} text={t('blocked.text')}>
      <Alert
        failure={login.failure ?? view.failure}
        state={state}
        onAction={onAction}
        onCopyDetails={onCopyDetails}
      />
    </ViewFrame>
  );
}

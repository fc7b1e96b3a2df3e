import type { ReactNode } from 'react';
import { CancelButton } from '../components/cancel-button.tsx';
import { ViewFrame } from '../components/view-frame.tsx';
import { useCopy } from '../copy/copy.tsx';
import type { ViewProps } from './view-props.ts';

/** The browser's answer is here; Sonar is being asked. */
export function CheckingView({ login, view }: ViewProps<'checking'>): ReactNode {
  const { t, providerName } = useCopy();
  return (
    <ViewFrame
      twoLines
      title={t('checking.title')}
      text={t('checking.text', { provider: providerName(view.provider) })}
    >
      <div className="stack">
        <div className="progress-panel">
          <span className="progress-bar" aria-hidden="true" />
        </div>
        <CancelButton onPress={() => void login.run('cancelSignIn')} />
      </div>
    </ViewFrame>
  );
}

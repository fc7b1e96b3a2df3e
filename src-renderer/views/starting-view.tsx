import type { ReactNode } from 'react';
import { Spinner } from '../components/spinner.tsx';
import { ViewFrame } from '../components/view-frame.tsx';
import { useCopy } from '../copy/copy.tsx';

/** The window before main knows where the person is; words and spinner come only if that takes a while. */
export function StartingView(): ReactNode {
  const { t } = useCopy();
  return (
    <ViewFrame title={t('starting.title')} takesFocus={false}>
      <p className="progress late">
        <Spinner />
        {t('starting.text')}
      </p>
    </ViewFrame>
  );
}

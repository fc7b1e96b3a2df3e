import type { ReactNode } from 'react';
import { useCopy } from '../copy/copy.tsx';
import { Button } from './button.tsx';

/** Gives the attempt up, as Escape does. `compact` stands opposite the product mark. */
export function CancelButton(props: {
  readonly compact?: boolean;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
}): ReactNode {
  const { t } = useCopy();
  return (
    <Button
      kind="quiet"
      size={props.compact ? 'small' : 'full'}
      isDisabled={props.isDisabled ?? false}
      onPress={props.onPress}
    >
      {t('verb.cancel')}
    </Button>
  );
}

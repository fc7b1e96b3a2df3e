import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useCopy } from '../copy/copy.tsx';
import { Button } from './button.tsx';

/** Leads one place back; stands opposite the product mark. */
export function BackButton({ onPress }: { readonly onPress: () => void }): ReactNode {
  const { t } = useCopy();
  return (
    <Button
      kind="quiet"
      size="small"
      icon={<ArrowLeft className="icon" aria-hidden="true" />}
      onPress={onPress}
    >
      {t('verb.back')}
    </Button>
  );
}

import { ChevronDown, Copy as CopyIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Failure } from '../../preload/contract.ts';
import { useCopy } from '../copy/copy.tsx';
import { Button } from './button.tsx';

/** Code and reference numbers for whoever helps; closed at first. Without `onCopy` the button beside it copies already. */
export function FailureDetails(props: {
  readonly failure: Failure;
  readonly onCopy?: () => void;
}): ReactNode {
  const { failure, onCopy } = props;
  const { t } = useCopy();
  return (
    <details className="details">
      <summary className="details-summary">
        {t('details.open')}
        <ChevronDown className="icon" aria-hidden="true" />
      </summary>
      <dl className="details-list">
        <Row name={t('details.code')} value={failure.code} />
        <Row name={t('details.correlation')} value={failure.correlationId} />
        <Row name={t('details.provider-number')} value={failure.providerErrorNumber} />
      </dl>
      {onCopy !== undefined && (
        <Button
          size="small"
          kind="quiet"
          icon={<CopyIcon className="icon" aria-hidden="true" />}
          onPress={onCopy}
        >
          {t('details.copy')}
        </Button>
      )}
    </details>
  );
}

function Row(props: { readonly name: string; readonly value: string | undefined }): ReactNode {
  if (props.value === undefined) return null;
  return (
    <div className="details-row">
      <dt>{props.name}</dt>
      <dd>{props.value}</dd>
    </div>
  );
}

import { ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LoginState } from '../../preload/contract.ts';
import { Notice } from '../components/notice.tsx';
import { useCopy } from '../copy/copy.tsx';

interface Props {
  readonly state: LoginState;
  /** The open account is offline for it: no service is asked meanwhile. */
  readonly isOffline?: boolean;
  readonly onCopyDetails: () => void;
}

/** Why more is locked than the organization meant, and for whom the details are, as long as it is so. */
export function PolicyNotice({ state, isOffline = false, onCopyDetails }: Props): ReactNode {
  const { t } = useCopy();
  const { trouble, diagnosticsAllowed } = state.policy;
  if (trouble === null) return null;
  const place = trouble.kind === 'unread' ? trouble.place : null;
  return (
    <Notice
      tone="warning"
      icon={<ShieldAlert className="icon" aria-hidden="true" />}
      title={t(`notice.policy-${trouble.kind}.title`)}
      text={t(`notice.policy-${trouble.kind}.text`, {
        place,
        session: isOffline ? 'offline' : null,
      })}
      {...(diagnosticsAllowed
        ? { action: { label: t('action.copy-details'), run: onCopyDetails } }
        : {})}
    />
  );
}

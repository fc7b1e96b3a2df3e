import { Circle, CircleCheck, CircleOff, RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SessionView } from '../../../preload/contract.ts';
import { useCopy } from '../../copy/copy.tsx';

const icons = {
  online: CircleCheck,
  renewing: RefreshCw,
  offline: CircleOff,
  'signed-out': Circle,
} as const;

/** One word for how the account is doing, with a shape of its own beside the colour. */
export function Presence({ session }: { readonly session: SessionView }): ReactNode {
  const { t } = useCopy();
  const Icon = icons[session.status];
  return (
    <p className={`presence presence-${session.status}`} aria-live="polite">
      <Icon className="icon" aria-hidden="true" />
      {t(`home.presence.${session.status}`)}
    </p>
  );
}

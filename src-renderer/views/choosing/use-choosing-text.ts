import type { View } from '../../../preload/contract.ts';
import { useCopy } from '../../copy/copy.tsx';

/** Why the person is asked, in one sentence. */
export function useChoosingText(view: Extract<View, { readonly kind: 'choosing' }>): string {
  const { t, providerName } = useCopy();
  if (view.reason !== 'first-time') return t(`choosing.${view.reason}`);
  const count = view.accounts.length;
  const { email, provider } = view.identity;
  return email === null
    ? t('choosing.first-time-no-email', { provider: providerName(provider), count })
    : t('choosing.first-time', { email, count });
}

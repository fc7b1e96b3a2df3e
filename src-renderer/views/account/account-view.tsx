import type { ReactNode } from 'react';
import type { LoginState } from '../../../preload/contract.ts';
import { BackButton } from '../../components/back-button.tsx';
import { ViewFrame } from '../../components/view-frame.tsx';
import { useCopy } from '../../copy/copy-context.tsx';
import type { Login } from '../../use-login.ts';
import type { AccountPage } from './account-page.ts';

export interface AccountViewProps {
  readonly login: Login;
  readonly state: LoginState;
  readonly page: AccountPage;
  readonly onClose: () => void;
}

/** Settings, review, devices and support; loaded on demand. */
export function AccountView({ onClose }: AccountViewProps): ReactNode {
  const { t } = useCopy();
  return <ViewFrame title={t('home.settings')} tool={<BackButton onPress={onClose} />} />;
}

import { lazy, type ReactNode, Suspense } from 'react';
import type { KnownAccount, LoginState } from '../../../preload/contract.ts';
import { StillFrame } from '../../components/still-frame.tsx';
import { AccountCopyProvider } from '../../copy/account/account-copy.tsx';
import { accountById } from '../../login-state.ts';
import '../../styles/account-pages.css';
import type { Login } from '../../use-login.ts';
import { AccountFrame } from './account-frame.tsx';
import type { AccountPage } from './account-page.ts';
import { ChoicesPage } from './choices/choices-page.tsx';
import { DevicesPage } from './devices/devices-page.tsx';
import { NotOfficeManager } from './not-office-manager.tsx';
import type { StartedProvider } from './page-props.ts';
import { SecurityPage } from './security/security-page.tsx';
import { SupportPage } from './support/support-page.tsx';

const ReviewPage = lazy(async () => ({
  default: (await import('./review/review-page.tsx')).ReviewPage,
}));
const ActivityPage = lazy(async () => ({
  default: (await import('./activity/activity-page.tsx')).ActivityPage,
}));

export interface AccountViewProps {
  readonly login: Login;
  readonly state: LoginState;
  readonly page: AccountPage;
  readonly started: StartedProvider;
  readonly onOpenPage: (page: AccountPage) => void;
  readonly onClose: () => void;
}

/** Security, remembered choices, devices, review, activity and support; loaded on demand. */
export function AccountView(props: AccountViewProps): ReactNode {
  const { state, page, onOpenPage, onClose } = props;
  const { view } = state;
  const account = view.kind === 'signed-in' ? accountById(state, view.accountId) : null;
  return (
    <AccountCopyProvider waiting={<StillFrame />}>
      <AccountFrame page={page} account={account} onOpenPage={onOpenPage} onClose={onClose}>
        <Suspense fallback={<span data-pending="" />}>
          <Page {...props} account={account} />
        </Suspense>
      </AccountFrame>
    </AccountCopyProvider>
  );
}

function Page(props: AccountViewProps & { readonly account: KnownAccount | null }): ReactNode {
  const { login, state, page, account, started, onOpenPage } = props;
  if (account === null || page === 'support') return <SupportPage login={login} state={state} />;
  const pageProps = { login, state, account, onOpenPage };
  switch (page) {
    case 'settings':
      return <SecurityPage {...pageProps} started={started} />;
    case 'choices':
      return <ChoicesPage {...pageProps} />;
    case 'devices':
      return <DevicesPage {...pageProps} />;
    case 'review':
      return account.isOfficeManager ? <ReviewPage {...pageProps} /> : <NotOfficeManager />;
    case 'activity':
      return account.isOfficeManager ? <ActivityPage {...pageProps} /> : <NotOfficeManager />;
  }
}

import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import type { KnownAccount, LoginState } from '../../../preload/contract/state.ts';
import { StillFrame } from '../../components/view-frame.tsx';
import { useWholeCopyOnceThere } from '../../copy/copy.tsx';
import { accountById } from '../../login-state.ts';
import type { Login } from '../../use-login.ts';
import type { Proof } from '../../use-proof.ts';
import { AccountFrame, NotOfficeManager } from './account-frame.tsx';
import type { AccountPage, StartedProvider } from './account-page.ts';
import { ChoicesPage } from './choices-page.tsx';
import { ComputerPage } from './computer-page.tsx';
import { DevicesPage } from './devices-page.tsx';
import { ProofDialog } from './proof-dialog.tsx';
import { SecurityPage } from './security-page.tsx';
import { SupportPage } from './support-page.tsx';

const ReviewPage = lazy(async () => ({
  default: (await import('./review-page.tsx')).ReviewPage,
}));
const ActivityPage = lazy(async () => ({
  default: (await import('./activity-page.tsx')).ActivityPage,
}));

interface AccountViewProps {
  readonly login: Login;
  readonly state: LoginState;
  readonly page: AccountPage;
  readonly proof: Proof;
  readonly started: StartedProvider;
  readonly onOpenPage: (page: AccountPage) => void;
  readonly onClose: () => void;
}

/** Security, remembered choices, devices, this computer, review, activity and support; loaded on demand. */
export function AccountView(props: AccountViewProps): ReactNode {
  const { login, state, proof, page, onOpenPage, onClose } = props;
  const { view } = state;
  const { question, ask } = proof;
  // While the browser is out for a proof the page stays what it was.
  const accountId = view.kind === 'signed-in' ? view.accountId : question?.accountId;
  const account = accountId === undefined ? null : accountById(state, accountId);
  const asking = useMemo(() => ({ ...login, ask }), [login, ask]);
  if (useWholeCopyOnceThere() === null) return <StillFrame />;
  return (
    <AccountFrame
      state={state}
      page={page}
      account={account}
      onOpenPage={onOpenPage}
      onClose={onClose}
    >
      <Suspense fallback={<span data-pending="" />}>
        <Page {...props} login={asking} account={account} />
      </Suspense>
      {account !== null && question !== null && question.phase !== 'out' && (
        <ProofDialog
          login={login}
          state={state}
          account={account}
          proof={proof}
          question={question}
        />
      )}
    </AccountFrame>
  );
}

function Page(props: AccountViewProps & { readonly account: KnownAccount | null }): ReactNode {
  const { login, state, page, account, started, onOpenPage } = props;
  if (page === 'computer' && state.desk !== null)
    return <ComputerPage login={login} state={state} desk={state.desk} />;
  if (account === null || page === 'support' || page === 'computer')
    return <SupportPage login={login} state={state} />;
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

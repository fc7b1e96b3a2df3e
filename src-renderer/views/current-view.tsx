import { lazy, type ReactNode } from 'react';
import type { LoginState } from '../../preload/contract/state.ts';
import type { Login } from '../use-login.ts';
import type { AccountPage } from './account/account-page.ts';
import { HomeView } from './home-view.tsx';
import { SignedOutView } from './signed-out-view.tsx';
import { CheckingView, StartingView, WaitingView } from './waiting-views.tsx';

const loadChoosingView = () => import('./choosing-view.tsx');
const loadLinkingViews = () => import('./linking-views.tsx');
const ChoosingView = lazy(async () => ({ default: (await loadChoosingView()).ChoosingView }));
const LinkingView = lazy(async () => ({ default: (await loadLinkingViews()).LinkingView }));
const ConfirmLinkView = lazy(async () => ({
  default: (await loadLinkingViews()).ConfirmLinkView,
}));

/** Fetches, when there is time, the views that a sign-in may lead to; answers how to give that up. */
export function preloadViews(): () => void {
  const handle = requestIdleCallback(() => {
    void loadChoosingView();
    void loadLinkingViews();
  });
  return () => cancelIdleCallback(handle);
}

interface Props {
  readonly login: Login;
  readonly state: LoginState;
  readonly onOpenPage: (page: AccountPage) => void;
}

/** The view for where the person is. */
export function CurrentView({ login, state, onOpenPage }: Props): ReactNode {
  const { view } = state;
  switch (view.kind) {
    case 'starting':
      return <StartingView />;
    case 'signed-out':
      return <SignedOutView login={login} state={state} busy={false} />;
    case 'waiting-for-browser':
      return <WaitingView login={login} state={state} view={view} />;
    case 'checking':
      return view.provider === null ? (
        <SignedOutView login={login} state={state} busy />
      ) : (
        <CheckingView login={login} state={state} view={view} />
      );
    case 'choosing':
      return <ChoosingView login={login} state={state} view={view} />;
    case 'linking':
      return <LinkingView login={login} state={state} view={view} />;
    case 'confirming-link':
      return <ConfirmLinkView login={login} state={state} view={view} />;
    case 'signed-in':
      return <HomeView login={login} state={state} view={view} onOpenPage={onOpenPage} />;
  }
}

/** True where Escape and *Cancel* lead away without harm. */
export function canCancel(state: LoginState): boolean {
  switch (state.view.kind) {
    case 'waiting-for-browser':
    case 'checking':
      return true;
    case 'choosing':
    case 'linking':
    case 'confirming-link':
      return !state.view.busy;
    case 'signed-out':
      return state.canReturn;
    case 'starting':
    case 'signed-in':
      return false;
  }
}

import type { ReactNode } from 'react';
import type { LoginState } from '../../preload/contract/state.ts';
import { Spinner } from '../components/button.tsx';
import { StillFrame, ViewFrame } from '../components/view-frame.tsx';
import { useCopy } from '../copy/copy.tsx';
import { Alert, later } from '../later.tsx';
import { whenIdle } from '../platform.ts';
import type { Login } from '../use-login.ts';
import type { AccountPage } from './account/account-page.ts';
import { HomeView } from './home-view.tsx';
import styles from './sign-in.module.css';
import { SignedOutView } from './signed-out-view.tsx';

const still = <StillFrame />;
const loadLinkingViews = () => import('./linking-views.tsx');
const loadWaitingViews = () => import('./waiting-views.tsx');
const ChoosingView = later(async () => (await import('./choosing-view.tsx')).ChoosingView, still);
const LinkingView = later(async () => (await loadLinkingViews()).LinkingView, still);
const ConfirmLinkView = later(async () => (await loadLinkingViews()).ConfirmLinkView, still);
const WaitingView = later(async () => (await loadWaitingViews()).WaitingView, still);
const CheckingView = later(async () => (await loadWaitingViews()).CheckingView, still);
const views = [WaitingView, CheckingView, ChoosingView, LinkingView, ConfirmLinkView, Alert];

/** Fetches, when there is time, the views that a sign-in may lead to; answers how to give that up. */
export function preloadViews(): () => void {
  const handle = whenIdle(() => {
    for (const view of views) void view.fetch();
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

/** The window before main knows where the person is; words and spinner come only if that takes a while. */
export function StartingView(): ReactNode {
  const { t } = useCopy();
  return (
    <ViewFrame title={t('starting.title')} takesFocus={false}>
      <p className={styles.starting} data-starting="">
        <Spinner />
        {t('starting.text')}
      </p>
    </ViewFrame>
  );
}

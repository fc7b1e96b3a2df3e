import {
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Provider } from '../preload/contract/providers.ts';
import type { Locale, LoginState } from '../preload/contract/state.ts';
import { LiveRegion, useQuietAfter } from './components/live-region.tsx';
import { StillFrame } from './components/view-frame.tsx';
import { CopyProvider, useCopy } from './copy/copy.tsx';
import { later } from './later.tsx';
import { frameOf, placeOf, switchTarget } from './login-state.ts';
import { isMac } from './platform.ts';
import { useAnnouncements } from './use-announcements.ts';
import { type Login, openAccount, useLogin } from './use-login.ts';
import { type Proof, useProof } from './use-proof.ts';
import { ViewToolsProvider } from './view-tools.tsx';
import { type AccountPage, findAskedPage } from './views/account/account-page.ts';
import { CurrentView, canCancel, preloadViews, StartingView } from './views/current-view.tsx';
import { ErrorBoundary, LostView } from './views/lost-view.tsx';

const AccountView = lazy(async () => ({
  default: (await import('./views/account/account-view.tsx')).AccountView,
}));
const IdleDialog = later(async () => (await import('./views/idle-dialog.tsx')).IdleDialog);

interface Props {
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Sees every finished text; the layout tests lengthen texts with it. */
  readonly finishText?: (text: string) => string;
}

/** The whole window. A view that cannot be drawn is told in words; reloading asks main for the state again. */
export function App(props: Props): ReactNode {
  return (
    <ErrorBoundary fallback={(again) => <LostView onReload={again} />}>
      <Shell {...props} />
    </ErrorBoundary>
  );
}

function Shell({ now = Date.now, finishText }: Props): ReactNode {
  const login = useLogin();
  const isStarting = login.state === null || login.state.view.kind === 'starting';
  const isLate = useIsLate(isStarting);
  if (isStarting && !isLate) return null;
  const locale = login.state?.locale ?? 'en';
  return (
    <CopyProvider locale={locale} finish={finishText}>
      <LiveRegion>
        {login.state === null ? (
          <FrameTools login={login} now={now} openHelp={() => {}}>
            <StartingView />
          </FrameTools>
        ) : (
          <Window login={login} state={login.state} now={now} />
        )}
      </LiveRegion>
    </CopyProvider>
  );
}

/** Main starts within moments as a rule: a picture of them would only keep that of the first view waiting. */
const lateAfterMs = 100;

function useIsLate(isWaiting: boolean): boolean {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(() => setIsLate(true), lateAfterMs);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  return isLate;
}

function Window(props: {
  readonly login: Login;
  readonly state: LoginState;
  readonly now: () => number;
}): ReactNode {
  const { login, state, now } = props;
  const [opened, setOpened] = useState<OpenedPage | null>(null);
  const startedProvider = useRef<Provider | null>(null);
  const place = placeOf(state.view);
  const proof = useProof(login, state.view.kind === 'signed-in');
  const isShown = opened?.place === place;
  // What the person was about to do, and where, is kept while they prove who they are.
  const isKept = opened !== null && !isShown && proof.question?.phase === 'out';
  useDropWithPage(proof, opened !== null);
  useQuietAfter(isShown ? `${place} ${opened.page}` : place, useCopy().locale);
  useShortcuts(login);
  useAnnouncements(login);
  useEffect(() => setOpened((page) => pageAfter(page, place)), [place]);
  useEffect(() => preloadViews(), []);
  useAskedPage(login, state, isKept, setOpened);
  const open = useCallback((page: AccountPage) => setOpened({ page, place }), [place]);
  const openHelp = useCallback(() => open('support'), [open]);
  const close = useCallback(() => setOpened(null), []);
  const showsAccount = opened !== null;
  const { ask } = login;
  useEffect(() => {
    if (!showsAccount) return;
    void ask('fitWindow', 'account');
    return () => void ask('fitWindow', 'sign-in');
  }, [showsAccount, ask]);
  return (
    <FrameTools login={login} now={now} openHelp={openHelp}>
      <Suspense fallback={<StillFrame />}>
        {opened !== null && (isShown || isKept) && (
          <div className="kept" hidden={isKept}>
            <AccountView
              login={login}
              state={state}
              proof={proof}
              page={opened.page}
              started={startedProvider}
              onOpenPage={open}
              onClose={close}
            />
          </div>
        )}
        {state.idleSignOut !== null && <IdleDialog login={login} at={state.idleSignOut.at} />}
        {!isShown && (
          <CurrentView key={frameOf(state.view)} login={login} state={state} onOpenPage={open} />
        )}
      </Suspense>
    </FrameTools>
  );
}

/**
 * Shows what the softphone has asked for, once, and tells main. A sign-in that is going on stays, and the page that the
 * person comes back to after it.
 */
function useAskedPage(
  { ask }: Login,
  state: LoginState,
  isKept: boolean,
  setOpened: (opened: OpenedPage | null) => void,
): void {
  const shown = useRef(0);
  const { asked, view } = state;
  useEffect(() => {
    // Who is signed in is not known yet.
    if (asked === null || asked.number === shown.current || view.kind === 'starting') return;
    shown.current = asked.number;
    const page = findAskedPage(state, asked.page);
    const isSigningIn = view.kind !== 'signed-in' && view.kind !== 'signed-out';
    if (page === null) {
      if (!isSigningIn) setOpened(null);
    } else if (!isKept) setOpened({ page, place: placeOf(view) });
    void ask('noteShownPage', asked.number);
  }, [asked, view, state, isKept, setOpened, ask]);
}

/** A page that is left takes along what waits in it for a proof. */
function useDropWithPage({ drop }: Proof, hasPage: boolean): void {
  const latest = useRef(drop);
  latest.current = drop;
  useEffect(() => {
    if (!hasPage) latest.current();
  }, [hasPage]);
}

/** A page and the place it was opened from. */
interface OpenedPage {
  readonly page: AccountPage;
  readonly place: string;
}

/** A page outlives an attempt that it started, so that the person comes back to it; not a change of account. */
function pageAfter(page: OpenedPage | null, place: string): OpenedPage | null {
  if (page === null || page.place === place) return page;
  const elsewhere = place.startsWith('signed-') || !page.place.startsWith('signed-in');
  return elsewhere ? null : page;
}

function FrameTools(props: {
  readonly login: Login;
  readonly now: () => number;
  readonly openHelp: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const { login, now, openHelp } = props;
  const locales = login.state?.policy.locales;
  const { run } = login;
  const tools = useMemo(
    () => ({
      locales: locales ?? [],
      setLocale: (locale: Locale) => void run('setLocale', locale),
      openHelp,
      now,
    }),
    [locales, run, openHelp, now],
  );
  return <ViewToolsProvider tools={tools}>{props.children}</ViewToolsProvider>;
}

/** Escape gives an attempt up; Ctrl or Command with a digit does what a press on that account does. Never quits. */
function useShortcuts(login: Login): void {
  const latest = useRef(login);
  useEffect(() => {
    latest.current = login;
  }, [login]);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const { state, run } = latest.current;
      if (state === null || event.defaultPrevented || event.repeat) return;
      if (event.key === 'Escape' && canCancel(state)) {
        event.preventDefault();
        void run('cancelSignIn');
        return;
      }
      const modifier = isMac() ? event.metaKey : event.ctrlKey;
      const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
      if (!modifier || event.altKey || event.shiftKey || digit === undefined) return;
      const target = switchTarget(state, Number(digit));
      if (target === null) return;
      event.preventDefault();
      openAccount(latest.current, target);
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

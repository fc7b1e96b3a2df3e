import type { ErrorAction, Failure } from '../../preload/contract/errors.ts';
import type { Provider } from '../../preload/contract/providers.ts';
import { useAnnounce } from '../components/live-region.tsx';
import { useCopy } from '../copy/copy.tsx';
import { allowedInstead, allowedProviders } from '../login-state.ts';
import type { Login } from '../use-login.ts';

/** What a view does itself for the actions of its alert. */
export interface ViewActions {
  /** Does again what failed here. */
  readonly tryAgain: (failure: Failure) => void;
  /** Goes to the Sonar username, wherever it is; filled in when the failure tells whose. */
  readonly goToUsername: (failure: Failure) => void;
  /** The provider the view is about, for failures that name none. */
  readonly provider?: Provider;
  /** The account the view is about. */
  readonly accountId?: string;
  /** Signs in again the one whose session is over. */
  readonly signInAs?: (failure: Failure) => void;
}

/** What an alert needs from its view: a runner for its action, and one for *Copy details*. */
export function useErrorActions(
  login: Login,
  view: ViewActions,
): {
  readonly onAction: (action: ErrorAction, failure: Failure) => void;
  readonly onCopyDetails: () => void;
} {
  const announce = useAnnounce();
  const { t } = useCopy();

  async function copy(verb: 'copyLink' | 'copyDetails'): Promise<void> {
    const result = await login.run(verb);
    if (result.ok) announce(t(verb === 'copyLink' ? 'waiting.link-copied' : 'details.copied'));
  }

  function signIn(
    provider: Provider | null | undefined,
    anotherAccount: boolean,
    failure: Failure,
  ): void {
    const chosen = provider ?? view.provider ?? firstAllowed(login);
    if (chosen === null) view.goToUsername(failure);
    else void login.run('startSignIn', chosen, { anotherAccount });
  }

  const actions: Readonly<Record<ErrorAction, (failure: Failure) => void>> = {
    'try-again': view.tryAgain,
    'copy-link': () => void copy('copyLink'),
    'copy-details': () => void copy('copyDetails'),
    confirm: (failure) => {
      if (view.accountId === undefined) signIn(failure.provider, false, failure);
      else void login.run('confirmWithProvider', view.accountId);
    },
    'ask-for-pilot': () => void login.run('openHelpPage', 'ask-for-pilot'),
    'get-help': () => void login.run('openHelpPage', 'help'),
    'use-username': view.goToUsername,
    'use-another-account': (failure) => signIn(failure.provider, true, failure),
    'use-that-account': (failure) => signIn(failure.provider, false, failure),
    'sign-in-as': (failure) => {
      const provider = failure.provider ?? view.provider;
      if (view.signInAs !== undefined) view.signInAs(failure);
      else if (provider === undefined) view.goToUsername(failure);
      else signIn(provider, false, failure);
    },
    'sign-in-with': (failure) => {
      const allowed = allowedInstead(failure, login.state);
      signIn(allowed === 'password' ? null : allowed, false, failure);
    },
    continue: login.dismiss,
    close: login.dismiss,
  };

  return {
    onAction: (action, failure) => actions[action](failure),
    onCopyDetails: () => void copy('copyDetails'),
  };
}

function firstAllowed(login: Login): Provider | null {
  return login.state === null ? null : (allowedProviders(login.state)[0] ?? null);
}

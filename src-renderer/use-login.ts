import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import type { Failure, Result } from '../preload/contract/errors.ts';
import type { KnownAccount, LoginState, View } from '../preload/contract/state.ts';
import type { Json, LoginBridge, LoginVerbs } from '../preload/contract/verbs.ts';
import { firstScreen, reduceScreen, shownFailure, shownState } from './login-state.ts';

declare global {
  interface Window {
    /** Exposed by the preload. */
    readonly login: LoginBridge;
  }
}

/** A verb with its arguments and answer. */
export type RunVerb = <Verb extends keyof LoginVerbs>(
  verb: Verb,
  ...args: Parameters<LoginVerbs[Verb]>
) => ReturnType<LoginVerbs[Verb]>;

/** What views get: the state, the one failure to show, and the way to ask for something. */
export interface Login {
  /** Null until main has answered for the first time. */
  readonly state: LoginState | null;
  readonly failure: Failure | null;
  /** Runs a verb because the person asked for it; its failure is shown by the view in place. */
  readonly run: RunVerb;
  /** Runs a verb whose failure the caller shows itself. */
  readonly ask: RunVerb;
  /** Runs the last verb again; false when there is none. Verbs with a password are not kept. */
  readonly runAgain: () => boolean;
  readonly dismiss: (failure: Failure) => void;
}

function call<Verb extends keyof LoginVerbs>(
  verb: Verb,
  args: Parameters<LoginVerbs[Verb]>,
): ReturnType<LoginVerbs[Verb]> {
  const run = window.login[verb] as (...args: Parameters<LoginVerbs[Verb]>) => Promise<Json<never>>;
  // Which of the verbs it is cannot be followed here; the type of the bridge holds both sides together.
  return run(...args).then(read) as ReturnType<LoginVerbs[Verb]>;
}

function read<Value>(json: Json<Value>): Value {
  return JSON.parse(json) as Value;
}

const withPassword: readonly (keyof LoginVerbs)[] = [
  'linkAccount',
  'signInWithPassword',
  'signInWithCode',
  'proveWithPassword',
];

/** The window's side of the bridge; the only place that calls `window.login`. Use it once, in the root. */
export function useLogin(): Login {
  const [screen, dispatch] = useReducer(reduceScreen, firstScreen);

  useEffect(() => {
    let current = true;
    const stop = window.login.onStateChanged((state) =>
      dispatch({ type: 'state-changed', state: read(state) }),
    );
    void call('getState', []).then((result) => {
      if (!current) return;
      if (result.ok) dispatch({ type: 'state-answered', state: result.value });
      else dispatch({ type: 'verb-failed', failure: result.failure });
    });
    return () => {
      current = false;
      stop();
    };
  }, []);

  const again = useRef<(() => void) | null>(null);
  const run = useCallback<RunVerb>((verb, ...args) => {
    again.current = withPassword.includes(verb) ? null : () => void run(verb, ...args);
    const switchTo = verb === 'switchAccount' ? (args[0] as string) : null;
    dispatch(
      switchTo === null
        ? { type: 'verb-started' }
        : { type: 'switch-started', accountId: switchTo },
    );
    const answer = call(verb, args);
    void (answer as Promise<Result<unknown>>).then((result) => {
      if (!result.ok) dispatch({ type: 'verb-failed', failure: result.failure });
      else if (switchTo !== null) dispatch({ type: 'switch-done', accountId: switchTo });
    });
    return answer;
  }, []);
  const ask = useCallback<RunVerb>((verb, ...args) => call(verb, args), []);
  const runAgain = useCallback(() => {
    again.current?.();
    return again.current !== null;
  }, []);
  const dismiss = useCallback((failure: Failure) => dispatch({ type: 'dismissed', failure }), []);

  return useMemo(
    () => ({
      state: shownState(screen),
      failure: shownFailure(screen),
      run,
      ask,
      runAgain,
      dismiss,
    }),
    [screen, run, ask, runAgain, dismiss],
  );
}

/** Opens another account: at once if it is signed in, else by starting to sign in to it. */
export function openAccount({ run }: Pick<Login, 'run'>, account: KnownAccount): void {
  const provider = account.identity?.provider;
  if (account.session.status !== 'signed-out') void run('switchAccount', account.id);
  else if (provider === undefined) void run('addAccount');
  else void run('startSignIn', provider, { anotherAccount: false });
}

/** What every view gets: the way to main, main's state, and the view's own part of it. */
export interface ViewProps<Kind extends View['kind']> {
  readonly login: Login;
  readonly state: LoginState;
  readonly view: Extract<View, { readonly kind: Kind }>;
}

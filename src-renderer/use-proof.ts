import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Failure, Result } from '../preload/contract/errors.ts';
import type { LoginVerbs } from '../preload/contract/verbs.ts';
import type { Login, RunVerb } from './use-login.ts';

/** A fresh proof that is asked for, so that a change can go on. */
export interface ProofQuestion {
  readonly accountId: string;
  /** `out`: at the provider, in the browser; `checking`: the password is on its way. */
  readonly phase: 'asked' | 'out' | 'checking';
  /** How the last try went. */
  readonly failure: Failure | null;
}

/** Asks for a fresh proof where main answers that a change needs one. */
export interface Proof {
  /** Null while nothing is asked. */
  readonly question: ProofQuestion | null;
  /** Runs a verb as `Login.ask` does; one that needs a proof goes on by itself after it, or ends `cancelled`. */
  readonly ask: RunVerb;
  readonly withProvider: () => Promise<void>;
  readonly withPassword: (password: string) => Promise<void>;
  /** Leaves everything as it was. */
  readonly cancel: () => void;
  /** The same, when the page that asked is gone. */
  readonly drop: () => void;
  /** Puts the last failure away. */
  readonly dismiss: () => void;
}

/** What lasts: these verbs may answer `reverify-required`; the first argument of each is the account that asks. */
const lasting: readonly (keyof LoginVerbs)[] = [
  'turnOnProvider',
  'setAccountSso',
  'setAddressPurpose',
  'removeReviewedLink',
  'decideRecycledAddress',
  'issueBreakGlassCode',
  'exportReview',
];

const cancelled: Result<never> = { ok: false, failure: { code: 'cancelled' } };

/**
 * Keeps what waits for a proof: the very call, with the account it was made for, in the page that made it and nowhere
 * else. A page that is left takes it along. `isHome`: the person is not on the way through an attempt.
 */
export function useProof({ ask }: Pick<Login, 'ask'>, isHome: boolean): Proof {
  const [question, setQuestion] = useState<ProofQuestion | null>(null);
  const waiting = useRef<{ accountId: string; answers: ((proved: boolean) => void)[] } | null>(
    null,
  );
  const origin = useRef<Element | null>(null);

  const end = useCallback((proved: boolean) => {
    const answers = waiting.current?.answers ?? [];
    waiting.current = null;
    setQuestion(null);
    for (const answer of answers) answer(proved);
  }, []);
  useEffect(() => () => end(false), [end]);

  const request = useCallback(
    (accountId: string): Promise<boolean> => {
      if (waiting.current !== null && waiting.current.accountId !== accountId) end(false);
      return new Promise((resolve) => {
        if (waiting.current === null) {
          waiting.current = { accountId, answers: [resolve] };
          origin.current = document.activeElement;
          setQuestion({ accountId, phase: 'asked', failure: null });
        } else {
          waiting.current.answers.push(resolve);
        }
      });
    },
    [end],
  );

  const askWithProof = useCallback(
    async (verb: keyof LoginVerbs, ...args: never[]) => {
      const call = () => (ask as (...all: unknown[]) => Promise<Result<unknown>>)(verb, ...args);
      const result = await call();
      const [accountId] = args as readonly unknown[];
      if (result.ok || result.failure.code !== 'reverify-required') return result;
      if (!lasting.includes(verb) || typeof accountId !== 'string') return result;
      return (await request(accountId)) ? call() : cancelled;
    },
    [ask, request],
  ) as RunVerb;

  const untilHome = useUntil(isHome);
  const prove = useCallback(
    async (phase: 'out' | 'checking', run: (accountId: string) => Promise<Result>) => {
      const mine = waiting.current;
      if (mine === null) return;
      const { accountId } = mine;
      setQuestion({ accountId, phase, failure: null });
      const result = await run(accountId);
      await untilHome();
      // It was cancelled, or its page was left.
      if (waiting.current !== mine) return;
      if (result.ok) end(true);
      else if (result.failure.code === 'cancelled') end(false);
      else setQuestion({ accountId, phase: 'asked', failure: result.failure });
    },
    [end, untilHome],
  );

  useFocusBack(question, origin);
  return useMemo(
    () => ({
      question,
      ask: askWithProof,
      withProvider: () => prove('out', (accountId) => ask('proveWithProvider', accountId)),
      withPassword: (password) =>
        prove('checking', (accountId) => ask('proveWithPassword', accountId, password)),
      cancel() {
        // Main may hold an identity that was to be linked.
        if (waiting.current !== null) void ask('cancelSignIn');
        end(false);
      },
      drop: () => end(false),
      dismiss: () => setQuestion((now) => now && { ...now, failure: null }),
    }),
    [question, askWithProof, prove, ask, end],
  );
}

/** Answers a function that ends as soon as `condition` is seen to hold: main's answer may be here before its state. */
function useUntil(condition: boolean): () => Promise<void> {
  const holds = useRef(condition);
  const waiting = useRef<(() => void)[]>([]);
  useEffect(() => {
    holds.current = condition;
    if (condition) for (const go of waiting.current.splice(0)) go();
  }, [condition]);
  return useCallback(async () => {
    if (holds.current) return;
    await new Promise<void>((resolve) => waiting.current.push(resolve));
  }, []);
}

/** Once all is answered, the focus goes back to what the person had pressed; a page that was hidden has lost it. */
function useFocusBack(
  question: ProofQuestion | null,
  origin: { readonly current: Element | null },
): void {
  const wasAsked = useRef(false);
  useEffect(() => {
    const isOver = wasAsked.current && question === null;
    wasAsked.current = question !== null;
    const target = origin.current;
    if (isOver && target instanceof HTMLElement && target.isConnected) target.focus();
  }, [question, origin]);
}

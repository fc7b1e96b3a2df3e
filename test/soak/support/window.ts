import type { Page } from 'playwright-core';
import type {
  LoginBridge,
  LoginState,
  LoginVerbs,
  Result,
  View,
} from '../../../preload/contract.ts';
import { waitUntil } from '../../support/wait-until.ts';

type Kind = View['kind'];

/** How long anything that a person waits for may take on a machine that does other things as well. */
const limitMs = 60_000;

/** Calls a verb as the window does, and answers its result. */
export function callVerb<Verb extends keyof LoginVerbs>(
  page: Page,
  verb: Verb,
  ...args: Parameters<LoginVerbs[Verb]>
): ReturnType<LoginVerbs[Verb]> {
  return page.evaluate(
    ([name, values]) =>
      (
        Reflect.get(Reflect.get(globalThis, 'login'), name) as (
          ...all: readonly unknown[]
        ) => unknown
      )(...values),
    [verb, args] as const,
  ) as ReturnType<LoginVerbs[Verb]>;
}

/** Calls a verb that is not to be refused; its value. */
export async function ask<Verb extends keyof LoginVerbs>(
  page: Page,
  verb: Verb,
  ...args: Parameters<LoginVerbs[Verb]>
): Promise<Extract<Awaited<ReturnType<LoginVerbs[Verb]>>, { ok: true }>['value']> {
  const result = (await callVerb(page, verb, ...args)) as Result<unknown>;
  if (!result.ok) throw new Error(`${verb} answers ${JSON.stringify(result.failure)}`);
  return result.value as Extract<Awaited<ReturnType<LoginVerbs[Verb]>>, { ok: true }>['value'];
}

/** All that the window knows. */
export function stateOf(page: Page): Promise<LoginState> {
  return ask(page, 'getState');
}

/** Waits, in the window, until its view is one of these; answers the view. */
export function waitForView(page: Page, kinds: readonly Kind[]): Promise<View> {
  return page.evaluate(
    ([wanted, limit]) =>
      new Promise<View>((resolve, reject) => {
        const login = Reflect.get(globalThis, 'login') as LoginBridge;
        const timer = setTimeout(() => end(null), limit);
        const stop = login.onStateChanged(look);
        function look({ view }: LoginState): void {
          if (wanted.includes(view.kind)) end(view);
        }
        function end(view: View | null): void {
          clearTimeout(timer);
          stop();
          if (view !== null) resolve(view);
          else reject(new Error(`waited in vain for ${wanted.join(' or ')}`));
        }
        void login.getState().then((result) => {
          if (result.ok) look(result.value);
        });
      }),
    [kinds, limitMs] as const,
  );
}

/** Waits until what the window knows meets a condition; answers it. */
export async function waitForState(
  page: Page,
  condition: (state: LoginState) => boolean,
  what: string,
): Promise<LoginState> {
  let state = await stateOf(page);
  await waitUntil(
    async () => {
      if (condition(state)) return true;
      state = await stateOf(page);
      return condition(state);
    },
    `${what}: ${JSON.stringify(state.view)}`,
    limitMs,
  );
  return state;
}

import type { Page } from 'playwright-core';
import type { Result } from '../../../preload/contract/errors.ts';
import type { LoginState } from '../../../preload/contract/state.ts';
import type { LoginVerbs } from '../../../preload/contract/verbs.ts';

/** What the fake bridge answers to verbs that ask for something; all others succeed with nothing. */
export type Answers = {
  readonly [Verb in keyof LoginVerbs]?: Awaited<ReturnType<LoginVerbs[Verb]>> extends Result<
    infer Value
  >
    ? Result<Value>
    : never;
};

/** One picture: a state, and what a hand does before it is taken. */
export interface ScreenState {
  readonly name: string;
  readonly state: LoginState;
  readonly answers?: Answers;
  /** What a hand does with the window before the picture is taken. */
  readonly steps?: (page: Page) => Promise<void>;
  /** True for pages made for a wide window. */
  readonly wide?: boolean;
  /** True where the view cannot be drawn; what stands in its place does not follow the language. */
  readonly isLost?: boolean;
  /** True where the page may be higher than the window at 100 %. */
  readonly mayScroll?: boolean;
}

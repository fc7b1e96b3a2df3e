import { type LoginBridge, type LoginState, verbs } from '../../preload/contract.ts';
import type { Answers } from './states/screen-state.ts';

/** A fake of what the preload exposes: holds one state still, answers verbs from a table, and notes what was asked. */
export class FakeBridge {
  readonly calls: (readonly [verb: string, ...args: readonly unknown[]])[] = [];
  readonly #listeners = new Set<(state: LoginState) => void>();
  #state: LoginState;
  readonly #answers: Answers;

  constructor(state: LoginState, answers: Answers = {}) {
    this.#state = state;
    this.#answers = answers;
  }

  /** Sends a new state, as main would. */
  send(state: LoginState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }

  /** What main says now. */
  get state(): LoginState {
    return this.#state;
  }

  /** The bridge itself. */
  bridge(): LoginBridge {
    const functions = verbs.map((verb) => [
      verb,
      async (...args: readonly unknown[]) => {
        this.calls.push([verb, ...args]);
        if (verb === 'getState') return { ok: true, value: this.#state };
        return this.#answers[verb] ?? { ok: true, value: null };
      },
    ]);
    return {
      ...Object.fromEntries(functions),
      onStateChanged: (listener: (state: LoginState) => void) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    } as LoginBridge;
  }
}

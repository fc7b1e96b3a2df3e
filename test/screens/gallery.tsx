import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import type { Locale, LoginState } from '../../preload/contract/state.ts';
import { type Json, type LoginBridge, verbs } from '../../preload/contract/verbs.ts';
import { App } from '../../src-renderer/app.tsx';
import { loadLaterMessages, loadMessages } from '../../src-renderer/copy/copy.tsx';
import '../../src-renderer/styles/index.css';
import { lengthen, markText } from './finish-text.ts';
import { allStates } from './states/all.ts';
import { picturesAt } from './states/people.ts';
import type { Answers, ScreenState } from './states/screen-state.ts';

/** How a state is shown. */
export interface ShowOptions {
  readonly locale: Locale;
  /** Lengthened texts instead of the language's own. */
  readonly pseudo?: boolean;
  readonly direction?: 'ltr' | 'rtl';
  /** In place of those of the picture. */
  readonly answers?: Answers;
}

/** What the runner drives in the page. */
export interface Gallery {
  readonly names: readonly string[];
  show(name: string, options: ShowOptions): Promise<void>;
  /** Sends another state to the window that is shown. */
  send(state: LoginState): void;
  /** Shows what is shown in another language, each text of a catalogue with marks at its ends. */
  translate(locale: Locale): Promise<void>;
  /** Sends the state of another picture. */
  sendNamed(name: string): void;
  /** What the window has asked for since it was shown. */
  calls(): readonly (readonly unknown[])[];
}

declare global {
  interface Window {
    gallery: Gallery;
  }
}

/** A fake of what the preload exposes: holds one state still, answers verbs from a table, and notes what was asked. */
class FakeBridge {
  readonly calls: (readonly [verb: string, ...args: readonly unknown[]])[] = [];
  readonly #listeners = new Set<(state: Json<LoginState>) => void>();
  #state: LoginState;
  readonly #answers: Answers;

  constructor(state: LoginState, answers: Answers = {}) {
    this.#state = state;
    this.#answers = answers;
  }

  /** Sends a new state, as main would. */
  send(state: LoginState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(write(state));
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
        if (verb === 'getState') return write({ ok: true, value: this.#state });
        return write(this.#answers[verb] ?? { ok: true, value: null });
      },
    ]);
    return {
      ...Object.fromEntries(functions),
      onStateChanged: (listener: (state: Json<LoginState>) => void) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    } as LoginBridge;
  }
}

function write<Value>(value: Value): Json<Value> {
  return JSON.stringify(value) as Json<Value>;
}

let root: Root | null = null;
let fake: FakeBridge | null = null;
let finish = keepText;

function keepText(text: string): string {
  return text;
}

/** The same function for as long as a state is shown: another one would compile all words anew. */
function finishText(text: string): string {
  return finish(text);
}

/** Waits until fonts are there and nothing more is drawn. */
async function settled(): Promise<void> {
  await document.fonts.ready;
  for (let frame = 0; frame < 3; frame += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  await document.fonts.ready;
}

async function translate(locale: Locale): Promise<void> {
  if (fake === null) throw new Error('Nothing is shown yet.');
  // Words that still load would leave those of the language before.
  await Promise.all([loadMessages(locale), loadLaterMessages(locale)]);
  finish = markText;
  fake.send({ ...fake.state, locale });
  while (document.documentElement.lang !== locale) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  await settled();
}

function stateNamed(name: string): ScreenState {
  const found = allStates.find((state) => state.name === name);
  if (found === undefined) throw new Error(`No state is called ${name}.`);
  return found;
}

async function show(name: string, options: ShowOptions): Promise<void> {
  const found = stateNamed(name);
  root?.unmount();
  finish = options.pseudo === true ? lengthen : keepText;
  document.documentElement.dir = options.direction ?? 'ltr';
  document.documentElement.lang = options.locale;
  fake = new FakeBridge(
    { ...found.state, locale: options.locale },
    {
      ...found.answers,
      ...options.answers,
    },
  );
  Object.defineProperty(window, 'login', { value: fake.bridge(), configurable: true });
  const container = document.getElementById('root');
  if (container === null) throw new Error('gallery.html has no #root.');
  // What a view throws on purpose is judged by what is shown in its place.
  root = createRoot(container, { onCaughtError: () => undefined });
  root.render(
    <StrictMode>
      <App now={() => picturesAt} finishText={finishText} />
    </StrictMode>,
  );
  while (
    document.querySelector('h1') === null ||
    document.querySelector('[data-pending]') !== null ||
    isStillStarting(found.state)
  ) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  await settled();
}

/** True while the window shows the start although its state is further. */
function isStillStarting(state: LoginState): boolean {
  return state.view.kind !== 'starting' && document.querySelector('[data-starting]') !== null;
}

window.gallery = {
  names: allStates.map(({ name }) => name),
  show,
  send: (state) => fake?.send(state),
  translate,
  sendNamed: (name) => fake?.send(stateNamed(name).state),
  calls: () => fake?.calls ?? [],
};

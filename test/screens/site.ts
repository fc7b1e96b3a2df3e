import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext } from 'playwright-core';
import { build } from 'vite';
import type { LoginState } from '../../preload/contract/state.ts';
import { type LoginBridge, verbs } from '../../preload/contract/verbs.ts';
import type { Answers } from './states/screen-state.ts';

const configFile = fileURLToPath(new URL('./vite.config.ts', import.meta.url));

/** Where the gallery seems to be; nothing is served, requests are answered before they leave the browser. */
export const galleryUrl = 'https://screens.invalid/gallery.html';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** As strict as the product's own, so that a view that needs more shows here. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'";

/** The gallery's files by path. They stay in memory, so that several test files can build at once. */
const files = new Map<string, Buffer>();

/** Builds the gallery. */
export async function buildSite(): Promise<void> {
  const result = await build({ configFile, build: { write: false } });
  if (!('output' in result)) throw new Error('The gallery is built once, not watched.');
  for (const file of result.output) {
    files.set(`/${file.fileName}`, Buffer.from(file.type === 'chunk' ? file.code : file.source));
  }
}

/** Answers the gallery's files to every page of a context. */
export async function serveSite(context: BrowserContext): Promise<void> {
  await context.route('https://screens.invalid/**', async (route) => {
    const path = new URL(route.request().url()).pathname;
    const body = files.get(path);
    if (body === undefined) return route.fulfill({ status: 404, body: '' });
    return route.fulfill({
      body,
      contentType: types[extname(path)] ?? 'application/octet-stream',
      headers: { 'content-security-policy': contentSecurityPolicy },
    });
  });
}

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

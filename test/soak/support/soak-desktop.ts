import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { Result } from '../../../preload/contract/errors.ts';
import type { LoginState, View } from '../../../preload/contract/state.ts';
import type { LoginBridge, LoginVerbs } from '../../../preload/contract/verbs.ts';
import {
  type Sandbox,
  type SandboxOptions,
  startSandbox,
} from '../../../services/start-sandbox.ts';
import { type App, startApp } from '../../e2e/support/app.ts';
import { builtApp } from '../../e2e/support/desktop.ts';
import {
  bringResponse,
  createCookieJar,
  openStartPage,
  signInAtProvider,
} from '../../support/browse.ts';
import { startKeyring } from '../../support/keyring.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
import { waitUntil } from '../../support/wait-until.ts';

type Kind = View['kind'];

/** How long anything that a person waits for may take on a machine that does other things as well. */
const limitMs = 60_000;

/** Calls a verb as the window does, and answers its result. */
export async function callVerb<Verb extends keyof LoginVerbs>(
  page: Page,
  verb: Verb,
  ...args: Parameters<LoginVerbs[Verb]>
): Promise<Awaited<ReturnType<LoginVerbs[Verb]>>> {
  const json = await page.evaluate(
    ([name, values]) =>
      (
        Reflect.get(Reflect.get(globalThis, 'login'), name) as (
          ...all: readonly unknown[]
        ) => Promise<string>
      )(...values),
    [verb, args] as const,
  );
  return JSON.parse(json) as Awaited<ReturnType<LoginVerbs[Verb]>>;
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
        const stop = login.onStateChanged((state) => look(JSON.parse(state) as LoginState));
        function look({ view }: LoginState): void {
          if (wanted.includes(view.kind)) end(view);
        }
        function end(view: View | null): void {
          clearTimeout(timer);
          stop();
          if (view !== null) resolve(view);
          else reject(new Error(`waited in vain for ${wanted.join(' or ')}`));
        }
        void login.getState().then((answer) => {
          const result = JSON.parse(answer) as Result<LoginState>;
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

type Keyring = Awaited<ReturnType<typeof startKeyring>>;

/** One computer for a long run: a real keyring, the stand-ins, and a browser without a screen. */
export interface SoakDesktop {
  readonly folder: string;
  /** Where the app keeps its settings. */
  readonly profile: string;
  readonly keychainService: string;
  readonly sandbox: Sandbox;
  readonly keyring: Keyring;
  readonly browser: PlainBrowser;
  startApp(env?: Readonly<Record<string, string>>): Promise<App>;
}

/** Runs `use` on a fresh computer, and ends everything on it afterwards. */
export function withSoakDesktop<T>(
  options: Omit<SandboxOptions, 'dataDirectory'>,
  use: (desktop: SoakDesktop) => Promise<T>,
): Promise<T> {
  return withTempFolder(async (folder) => {
    const ends: (() => Promise<unknown>)[] = [];
    let running: App | undefined;
    try {
      const sandbox = await startSandbox({ ...options, dataDirectory: join(folder, 'sandbox') });
      ends.push(() => sandbox.close());
      const keyring = await startKeyring(join(folder, 'keyring'));
      ends.push(() => keyring.stop());
      const browser = await startPlainBrowser(folder);
      ends.push(() => browser.close());
      const profile = join(folder, 'profile');
      const keychainService = `Sonar soak ${randomUUID()}`;
      return await use({
        folder,
        profile,
        keychainService,
        sandbox,
        keyring,
        browser,
        async startApp(env = {}) {
          running = await startApp(builtApp(), {
            ...keyring.env,
            PATH: `${browser.binFolder}:${process.env.PATH ?? ''}`,
            SONAR_LOGIN_CONFIG: sandbox.description.config,
            SONAR_LOGIN_USER_DATA: profile,
            SONAR_LOGIN_KEYCHAIN_SERVICE: keychainService,
            LANG: 'en_US.UTF-8',
            LANGUAGE: 'en_US',
            ...env,
          });
          return running;
        },
      });
    } finally {
      await running?.kill();
      for (const end of ends.reverse()) await end();
    }
  });
}

/** A system browser without a screen: it follows the start page, clicks on one person and brings the answer. */
interface PlainBrowser {
  /** Where its `xdg-open` lies. */
  readonly binFolder: string;
  /** Who is clicked on from now on; null: what is opened is left alone. */
  browseAs(personKey: string | null): void;
  /** What went wrong in it, oldest first; the app may have been killed meanwhile. */
  readonly troubles: readonly string[];
  /** Ends when everything that was opened is done. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const lookEveryMs = 15;

/** Starts it; `folder` is the run's own. Each opening is a fresh browser, so that the picker is always shown. */
async function startPlainBrowser(folder: string): Promise<PlainBrowser> {
  const binFolder = join(folder, 'bin');
  const dropFolder = join(folder, 'opened');
  await mkdir(binFolder, { recursive: true });
  await mkdir(dropFolder, { recursive: true });
  const opener = join(binFolder, 'xdg-open');
  await writeFile(
    opener,
    `#!/bin/sh
file=$(mktemp '${dropFolder}/XXXXXXXX') && printf %s "$1" > "$file" && mv "$file" "$file.url"
`,
  );
  await chmod(opener, 0o755);
  const troubles: string[] = [];
  const running = new Set<Promise<void>>();
  let person: string | null = null;
  let isClosed = false;

  async function browse(url: string, key: string): Promise<void> {
    try {
      const cookieJar = createCookieJar();
      const authorizationUrl = await openStartPage(cookieJar, url);
      const { redirectUrl } = await signInAtProvider(authorizationUrl, key, { cookieJar });
      await bringResponse(cookieJar, redirectUrl);
    } catch (error) {
      troubles.push(String(error));
    }
  }

  async function look(): Promise<void> {
    const names = (await readdir(dropFolder)).filter((name) => name.endsWith('.url'));
    for (const name of names) {
      const file = join(dropFolder, name);
      const url = await readFile(file, 'utf8');
      await rm(file);
      if (person === null) continue;
      const work = browse(url, person).finally(() => running.delete(work));
      running.add(work);
    }
  }

  async function watch(): Promise<void> {
    while (!isClosed) {
      await look();
      await pause(lookEveryMs);
    }
  }

  const watching = watch();
  return {
    binFolder,
    troubles,
    browseAs(key) {
      person = key;
    },
    async idle() {
      await Promise.all(running);
    },
    async close() {
      isClosed = true;
      await watching;
      await Promise.all(running);
    },
  };
}

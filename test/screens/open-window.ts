import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { LoginState } from '../../preload/contract.ts';
import { launchChromium, openGallery, type WindowSize } from './browser.ts';
import { showState } from './shoot.ts';
import { buildSite } from './site.ts';
import { allStates } from './states/all.ts';
import type { Answers } from './states/screen-state.ts';

/** The window in a test's hands. */
export interface OpenWindow {
  /** Another window of the same browser is opened from it. */
  readonly browser: () => Browser;
  readonly page: () => Page;
  /** Shows a state in English. */
  readonly show: (name: string, answers?: Answers) => Promise<void>;
  /** Sends a state, as main would. */
  readonly send: (state: LoginState) => Promise<void>;
  /** What was asked of main, without the question for the state. */
  readonly calls: () => Promise<readonly (readonly unknown[])[]>;
  /** What was asked of main that changes something. */
  readonly changes: () => Promise<readonly (readonly unknown[])[]>;
  /** The words of what has the focus. */
  readonly focused: () => Promise<string>;
  /** The name of the field that has the focus. */
  readonly focusedField: () => Promise<string | null>;
  /** Waits until the focus is on what is matched. */
  readonly focusIsOn: (selector: string) => Promise<void>;
  /** Waits until the text is read aloud. */
  readonly announced: (text: string) => Promise<void>;
}

/** Opens the window for all tests of a file. */
export function openWindow(size: WindowSize): OpenWindow {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    await buildSite();
    browser = await launchChromium();
    page = (await openGallery(browser, size)).page;
  });

  afterAll(async () => {
    await browser.close();
  });

  async function calls(): Promise<readonly (readonly unknown[])[]> {
    const all = await page.evaluate(() => window.gallery.calls());
    return all.filter(([verb]) => verb !== 'getState');
  }

  return {
    browser: () => browser,
    page: () => page,
    show: (name, answers = {}) => showState(page, stateNamed(name), { locale: 'en', answers }),
    send: (state) => page.evaluate((next) => window.gallery.send(next), state),
    calls,
    changes: async () =>
      (await calls()).filter(([verb]) => !String(verb).startsWith('get') && verb !== 'fitWindow'),
    focused: () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? ''),
    focusedField: () => page.evaluate(() => document.activeElement?.getAttribute('name') ?? null),
    focusIsOn: async (selector) => {
      await page.waitForFunction(
        (wanted) => document.activeElement?.matches(wanted) === true,
        selector,
      );
    },
    announced: async (text) => {
      await page.waitForFunction(
        (wanted) =>
          document.querySelector('[role=status]')?.textContent?.replace('\u00a0', '') === wanted,
        text,
      );
    },
  };
}

/** The state of that name. */
export function stateNamed(name: string): (typeof allStates)[number] {
  const state = allStates.find((one) => one.name === name);
  if (state === undefined) throw new Error(`No state is called ${name}.`);
  return state;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { endProcessGroup } from '../../services/desktop/child-process.ts';
import { playProgram } from '../../services/desktop/session-bus.ts';
import { otherProcess } from '../support/other-process.ts';
import { isAlive, leftRunning, processFamily } from '../support/processes.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { waitUntil } from '../support/wait-until.ts';
import { heading } from './support/account-pages.ts';
import { outputOf } from './support/app.ts';
import { type Desktop, readKeyringItems, signIn } from './support/desktop.ts';
import { needsPolicies, withPolicies } from './support/policies.ts';
import { findSecrets, readFolder } from './support/secret-search.ts';

/** The promise is 3 s, and this does not hold it to that: a machine that does other things gets as long again. */
const endLimitMs = 6_000;

/**
 * What `npm start` runs, from nothing, on a machine without a screen, a keychain and a browser. Answers what of it still
 * runs when it has ended by itself.
 */
async function withStart(
  use: (start: {
    /** What it has printed since the last call. */
    news(): string;
    closeWindow(): Promise<void>;
    /** Presses Ctrl+C: a terminal tells the whole group of what runs in front. */
    interrupt(): void;
    /** Asks the program alone to end. */
    terminate(): void;
    readonly ended: Promise<number | null>;
  }) => Promise<void>,
): Promise<readonly string[]> {
  return withTempFolder(async (folder) => {
    // Sockets and screens are in the folder too, so that whatever belongs to this start can be told by that.
    const temporary = join(folder, 't');
    await mkdir(temporary);
    const bare = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined, DBUS_SESSION_BUS_ADDRESS: '' };
    const child = spawn(
      process.execPath,
      otherProcess('start', folder, '--remote-debugging-port=0'),
      {
        env: { ...process.env, ...bare, SONAR_LOGIN_CONFIG: '', TMPDIR: temporary },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      },
    );
    const printed = outputOf(child);
    let told = 0;
    const exit = once(child, 'exit') as Promise<[number | null]>;
    try {
      let endpoint = '';
      await waitUntil(
        async () => {
          endpoint = /DevTools listening on (ws:\S+)/.exec(printed())?.[1] ?? '';
          return endpoint !== '' && (await isWindowThere(endpoint));
        },
        'the window',
        60_000,
      ).catch((cause: unknown) => {
        throw new Error(`No window came up; it said: ${printed()}`, { cause });
      });
      const browser = await chromium.connectOverCDP(endpoint);
      const [page] = browser.contexts().flatMap((context) => context.pages());
      await page?.getByRole('main').waitFor();
      await waitUntilQuiet(() => printed().length);
      const { pid = 0 } = child;
      const family = await processFamily(pid);
      // What is looked for afterwards is found while it runs.
      expect(await findLeft(folder, [])).not.toEqual([]);
      await use({
        news() {
          const news = printed().slice(told);
          told = printed().length;
          return news;
        },
        async closeWindow() {
          await page?.close();
        },
        interrupt: () => void process.kill(-pid, 'SIGINT'),
        terminate: () => void child.kill('SIGTERM'),
        ended: exit.then(([code]) => code),
      });
      // Chromium writes over the environment that the system shows of it: its processes are told by whom they came from.
      const isGone = async () => (await findLeft(folder, family)).length === 0;
      // What is killed last needs a moment to be gone.
      await waitUntil(isGone, 'the end of everything', 1_000).catch(() => {});
      return await findLeft(folder, family);
    } finally {
      await endProcessGroup(child);
    }
  });
}

/** Chromium complains of what a bare machine lacks while it starts. */
async function waitUntilQuiet(size: () => number): Promise<void> {
  for (let before = -1; before !== size(); await pause(1_000)) before = size();
}

async function isWindowThere(endpoint: string): Promise<boolean> {
  const answer = await fetch(`http://${new URL(endpoint).host}/json/list`).catch(() => null);
  return (await answer?.text())?.includes('/index.html') ?? false;
}

async function findLeft(folder: string, family: readonly number[]): Promise<readonly string[]> {
  const living = await Promise.all(family.map(isAlive));
  const left = family.filter((_, index) => living[index]).map((id) => `${id} of the family`);
  return [...left, ...(await leftRunning(folder))];
}

test.each([
  ['Ctrl+C', 'interrupt'],
  ['the request to end', 'terminate'],
  ['the closed window', 'closeWindow'],
] as const)(
  '%s ends every process that npm start started, with code 0, within 6 s, and nothing is printed',
  async (_, act) => {
    const left = await withStart(async (start) => {
      expect(start.news()).toContain('Whom to try');
      const began = performance.now();
      await start[act]();
      expect(await start.ended).toBe(0);
      expect(performance.now() - began).toBeLessThan(endLimitMs);
      expect(start.news()).toBe('');
    });
    expect(left).toEqual([]);
  },
);

const providers = ['google', 'microsoft'] as const;

/** What is known of a person and may not stay on a shared computer, each with its name. */
function tracesOf(desktop: Desktop, keys: readonly string[]): ReadonlyMap<string, string> {
  const traces = new Map<string, string>();
  for (const key of keys) {
    const { name, email, sonarUsername } = desktop.person(key);
    traces.set(name, `name of ${key}`).set(email, `address of ${key}`);
    if (sonarUsername !== null) traces.set(sonarUsername, `username of ${key}`);
  }
  // Account ids of the two, as the service gives them.
  return traces.set('maple-200', 'account id').set('maple-600', 'account id');
}

test('a shared computer: after quit nothing of the people is left, neither on the disk nor in the keychain', (context) => {
  needsPolicies(context);
  return withPolicies(async (desktop, policies) => {
    const keys = providers.map((provider) => `${provider}-one-account`);
    const traces = tracesOf(desktop, keys);
    async function spendDay(profile: string) {
      const folder = join(desktop.folder, profile);
      const app = await desktop.startApp({ env: { SONAR_LOGIN_USER_DATA: folder } });
      for (const key of keys) {
        const addAnother = app.page.getByRole('button', { name: 'Add an account' });
        if (await addAnother.isVisible()) await addAnother.click();
        await signIn(desktop, app, key);
        await heading(app, desktop.person(key).name).waitFor();
        await app.page.getByText('Online').first().waitFor();
      }
      const during = findSecrets(traces, await readFolder(folder));
      expect(await app.quit()).toBe(0);
      await desktop.browser.forget();
      const after = findSecrets(traces, await readFolder(folder));
      return { during, after, items: await readKeyringItems(desktop) };
    }

    // The search finds what is kept where keeping is allowed.
    const kept = await spendDay('personal');
    const found = new Set(kept.after.map((trace) => trace.split(' in ')[0]));
    expect([...found].sort()).toEqual([...new Set(traces.values())].sort());
    expect(kept.items).toHaveLength(4);

    await policies.write('10-shared.json', { KeepSignedIn: false });
    const shared = await spendDay('shared');
    expect(shared).toEqual({ during: [], after: [], items: kept.items });
  });
});

test('a locked screen signs everybody out of a shared computer, and the browser’s session can be ended too', (context) => {
  needsPolicies(context);
  return withPolicies(async (desktop, policies) => {
    await policies.write('10-shared.json', { KeepSignedIn: false });
    const bus = desktop.keyring.env.DBUS_SESSION_BUS_ADDRESS;
    // It stands in for the desktop's own: what it says on the bus is all that the app hears of either.
    const saver = await playProgram(bus, 'gnome_screensaver', 'org.gnome.ScreenSaver');
    try {
      const app = await desktop.startApp();
      await signIn(desktop, app, 'google-one-account');
      await heading(app, desktop.person('google-one-account').name).waitFor();
      await saver.call('/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver.SetActive', [
        'boolean:true',
      ]);
      await heading(app, 'Sign in to Sonar').waitFor();
      await app.page.getByText('You may still be signed in to Google').waitFor();
      await app.page.getByRole('button', { name: 'Sign out of Google too' }).click();
      const page = await desktop.browser.nextPage();
      await page.getByRole('heading', { name: 'You’re signed out' }).waitFor();
      await app.page.getByText('You may still be signed in to Google').waitFor({ state: 'hidden' });
      expect(await app.quit()).toBe(0);
    } finally {
      await saver.stop();
    }
  });
});

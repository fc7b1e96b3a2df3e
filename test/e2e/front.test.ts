import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { waitUntil } from '../support/wait-until.ts';
import { heading } from './support/account-pages.ts';
import { type App, startProgram } from './support/app.ts';
import { clickProvider, type Desktop, withDesktop } from './support/desktop.ts';
import { type OwnScreen, startWaylandScreen, withOwnScreen } from './support/own-screen.ts';

const providers = ['google', 'microsoft'] as const;

/** Another program, whose window takes the keyboard. */
async function startOther(desktop: Desktop, screen: OwnScreen): Promise<App> {
  const profile = { SONAR_LOGIN_USER_DATA: join(desktop.folder, 'other') };
  const other = await desktop.startApp({ env: { ...screen.env, ...profile } });
  await waitForFront(screen, other, 'the other program in front');
  return other;
}

function waitForFront(screen: OwnScreen, app: App, what: string): Promise<void> {
  return waitUntil(async () => (await screen.frontProcess()) === app.pid, what);
}

/** Counts how often the window gets the keyboard from now on. */
async function countFocus({ inMain }: App): Promise<() => Promise<number>> {
  const counter = await inMain(({ BrowserWindow }) => {
    const count = { focused: 0 };
    Object.assign(globalThis, { count });
    BrowserWindow.getAllWindows()[0]?.on('focus', () => {
      count.focused += 1;
    });
    return count.focused;
  });
  expect(counter).toBe(0);
  return () => inMain(() => (Reflect.get(globalThis, 'count') as { focused: number }).focused);
}

describe.each(providers)('%s', (provider) => {
  test('when the browser has answered the window comes to the front, once; what happens in the background leaves it there', () =>
    withOwnScreen((screen) =>
      withDesktop(async (desktop) => {
        const { sonar } = desktop.sandbox.control;
        // Renewed every four seconds.
        sonar.setTtl({ accessToken: 5_000 });
        const person = desktop.person(`${provider}-one-account`);
        const app = await desktop.startApp({ env: screen.env });
        await clickProvider(app.page, provider);
        const url = await desktop.browser.nextUrl();
        const other = await startOther(desktop, screen);
        const focused = await countFocus(app);

        const picker = await desktop.browser.visit(url);
        await picker.getByRole('button', { name: person.name }).first().click();
        await waitForFront(screen, app, 'the window in front');
        await heading(app, person.name).waitFor();
        await app.page.getByText('Online').waitFor();
        expect(await focused()).toBe(1);

        await screen.activate(other.pid);
        await waitForFront(screen, other, 'the other program in front again');
        sonar.goDown(true);
        await app.page.getByText('Offline').first().waitFor();
        sonar.goDown(false);
        await app.page.getByText('Online').waitFor({ timeout: 60_000 });
        expect(await screen.frontProcess()).toBe(other.pid);
        expect(await focused()).toBe(1);
      }),
    ));
});

test('DL-04: a second start ends, and the first window comes to the front, put away or not', () =>
  withOwnScreen((screen) =>
    withDesktop(async (desktop) => {
      const app = await desktop.startApp({ env: screen.env });
      const other = await startOther(desktop, screen);
      const startAgain = async () => {
        const second = startProgram(desktop.command, [], { ...desktop.env, ...screen.env });
        expect(await second.ended(), second.output()).toBe(0);
        await waitForFront(screen, app, 'the first window in front');
      };
      await startAgain();

      await screen.activate(other.pid);
      await screen.minimize(app.pid);
      const isMinimized = () =>
        app.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized());
      await waitUntil(async () => (await isMinimized()) === true, 'the first window put away');
      await startAgain();
      expect(await isMinimized()).toBe(false);
      await heading(app, 'Sign in to Sonar').waitFor();
    }),
  ));

test('on Wayland the browser gets a token of the window, with which it may come to the front, and is opened once', () =>
  withDesktop(async (desktop) => {
    const found = join(desktop.folder, 'found');
    await desktop.browser.setOpener(
      `printf '%s %s %s\\n' "$#" "$1" "$XDG_ACTIVATION_TOKEN" >> '${found}'; deliver "$1"`,
    );
    const screen = await startWaylandScreen();
    try {
      const env = { ...screen.env, XDG_ACTIVATION_TOKEN: 'of-its-own-start' };
      const app = await desktop.startApp({ env, args: ['--ozone-platform=wayland'] });
      // A screen in memory draws no frames, for which a click would wait.
      await app.page.getByRole('button', { name: 'Sign in with Google' }).press('Enter');
      const url = await desktop.browser.nextUrl();
      await heading(app, 'Finish signing in in your browser').waitFor();
      await desktop.browser.visit(url);
      await app.page.getByRole('main').getByText('Your browser should show').waitFor();
      const lines = (await readFile(found, 'utf8')).trimEnd().split('\n');
      expect(lines).toHaveLength(1);
      const [count, address, token] = (lines[0] ?? '').split(' ');
      expect([count, address]).toEqual(['1', url]);
      expect(token).toMatch(/^[0-9a-f-]{16,}$/);
      expect(await app.quit()).toBe(0);
    } finally {
      await screen.stop();
    }
  }));

test('on Wayland too no browser is told as none, and nothing stays behind', () =>
  withDesktop(async (desktop) => {
    await desktop.browser.setOpener('exit 3');
    const screen = await startWaylandScreen();
    try {
      const env = { ...screen.env, TMPDIR: desktop.folder };
      const app = await desktop.startApp({ env, args: ['--ozone-platform=wayland'] });
      // A screen in memory draws no frames, for which a click would wait.
      await app.page.getByRole('button', { name: 'Sign in with Google' }).press('Enter');
      await app.page.getByRole('alert').getByText('We couldn’t open your browser').waitFor();
      const left = await readdir(desktop.folder);
      expect(left.filter((name) => name.startsWith('sonar-'))).toEqual([]);
    } finally {
      await screen.stop();
    }
  }));

import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pageProcess } from '../support/processes.ts';
import { readLog } from '../support/read-log.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { waitUntil } from '../support/wait-until.ts';
import { heading } from './support/account-pages.ts';
import type { App } from './support/app.ts';
import { copyApp } from './support/copied-app.ts';
import {
  builtApp,
  clickProvider,
  confirmBox,
  type Desktop,
  signIn,
  withDesktop,
} from './support/desktop.ts';

const waiting = 'Finish signing in in your browser';
const person = 'google-one-account';

/** What the log says of the window. */
async function windowEvents(desktop: Desktop): Promise<readonly string[]> {
  const events = await readLog(join(desktop.folder, 'profile'));
  return events
    .filter(({ event }) => event.startsWith('window-'))
    .map(({ event, reason }) => (reason === undefined ? event : `${event}: ${reason}`));
}

/** Kills the process of the page as the system does when memory is short. */
async function killPage(app: App): Promise<void> {
  const pid = await pageProcess(app.pid);
  if (pid === null) throw new Error('The page has no process.');
  process.kill(pid, 'SIGKILL');
}

/** What must not be printed, whatever happens. */
function expectNoFault(app: App): void {
  expect(app.output()).not.toMatch(/Unhandled|Uncaught|Render frame was disposed/);
}

test('IP-07: a page whose process dies three times within a minute comes back, and the attempt goes on', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp();
    await clickProvider(app.page, 'google');
    const url = await desktop.browser.nextUrl();
    await heading(app, waiting).waitFor();
    await app.crashPage();
    await heading(app, waiting).waitFor();
    await app.crashPage(() => killPage(app));
    await heading(app, waiting).waitFor();
    await app.crashPage();
    await heading(app, waiting).waitFor();
    const picker = await desktop.browser.visit(url);
    await picker
      .getByRole('button', { name: desktop.person(person).name })
      .first()
      .click();
    await heading(app, desktop.person(person).name).waitFor();
    expect(await windowEvents(desktop)).toEqual([
      'window-process-gone: crashed',
      'window-process-gone: killed',
      'window-process-gone: crashed',
    ]);
    expectNoFault(app);
    expect(await app.quit()).toBe(0);
  }));

test('IP-07: the fourth death within a minute: the app says so and ends with a code, and nothing stored is lost', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp();
    await signIn(desktop, app, person);
    const { name } = desktop.person(person);
    for (let deaths = 0; deaths < 3; deaths += 1) {
      await heading(app, name).waitFor();
      await app.crashPage(() => killPage(app));
    }
    await heading(app, name).waitFor();
    await killPage(app);
    await waitUntil(() => app.output().includes('Sonar ends: its window'), 'its word on stderr');
    await confirmBox(app.pid, 'Sonar');
    expect(await app.ended()).toBe(70);
    expect((await windowEvents(desktop)).at(-1)).toBe('window-given-up');
    expectNoFault(app);

    const again = await desktop.startApp();
    await heading(again, name).waitFor();
    await again.page.getByText('Online').waitFor();
  }));

test('a window that is closed while the app says that it has to close ends with the same code', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp();
    for (let deaths = 0; deaths < 3; deaths += 1) await app.crashPage(() => killPage(app));
    await killPage(app);
    await waitUntil(() => app.output().includes('Sonar ends: its window'), 'its word on stderr');
    expect(await app.quit()).toBe(70);
    expectNoFault(app);
  }));

test('a program that loses its files while it runs says so, ends in order and with a code', () =>
  withTempFolder(async (folder) => {
    await copyApp(folder);
    await withDesktop(async (desktop) => {
      const { name } = desktop.person(person);
      const app = await desktop.startApp();
      app.expectFault(/^preload /);
      app.expectFault(/^window: /);
      await signIn(desktop, app, person);
      await heading(app, name).waitFor();
      const preload = join(folder, 'dist', 'preload', 'index.cjs');
      await rename(preload, `${preload}.gone`);
      await app.page.reload();
      await waitUntil(() => app.output().includes('Sonar ends: its preload'), 'its word on stderr');
      await confirmBox(app.pid, 'Sonar');
      expect(await app.ended()).toBe(70);
      expect(app.output()).not.toContain('Sonar cannot start');

      await rename(`${preload}.gone`, preload);
      const again = await desktop.startApp();
      await heading(again, name).waitFor();
      await again.page.getByText('Online').waitFor();
    }, builtApp(folder));
  }));

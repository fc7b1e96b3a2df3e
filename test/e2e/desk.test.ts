import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withTempFolder } from '../support/temp-folder.ts';
import { waitUntil } from '../support/wait-until.ts';
import type { App } from './support/app.ts';
import { signInInBrowser, withDesktop } from './support/desktop.ts';
import { type HostOrders, makeHost, orderHost } from './support/host-app.ts';
import { withPanel } from './support/panel.ts';
import { needsPolicies, withPolicies } from './support/policies.ts';

function closeWindow(app: App): Promise<void> {
  return app.inMain(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.close();
  });
}

function countWindows(app: App): Promise<number> {
  return app.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
}

const people = ['google-one-account', 'microsoft-one-account'] as const;

/** Runs a line of the host's own, and answers whether it is true. */
function runInHost(app: App, line: string): Promise<boolean> {
  return app.inMain((_electron, code) => new Function(`return ${code}`)() === true, line);
}

/** What the window that was opened anew says. */
async function textOfWindow(app: App): Promise<string> {
  await waitUntil(async () => (await countWindows(app)) === 1, 'the window');
  return app.inMain(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return window?.webContents.executeJavaScript('document.body.innerText') as Promise<string>;
  });
}

test('with the window closed two accounts are signed in to, switched, confirmed and left from the tray, and one notification tells of each end', () =>
  withDesktop((desktop) =>
    withPanel(desktop, async (panel) => {
      const { sonar, google } = desktop.sandbox.control;
      // Renewed every two seconds and a half: soon enough to hear of an end, and often enough to be told of it twice.
      sonar.setTtl({ accessToken: 3_000 });
      const app = await desktop.startApp();
      await panel.waitForRow(/^Open Sonar$/);
      await closeWindow(app);
      await waitUntil(async () => (await countWindows(app)) === 0, 'no window');
      // Said when the window was closed for the first time, and put away by being read here.
      await waitUntil(async () => (await panel.notifications()).length === 1, 'where the app is');
      await panel.choose(/^Sign in with Google$/);
      await signInInBrowser(desktop, 'google-one-account');
      await panel.waitForRow(/^Ana Silva .*— online$/, true);
      await panel.choose(/^Sign in with Microsoft$/);
      await signInInBrowser(desktop, 'microsoft-one-account');
      await panel.waitForRow(/^Adam Novak .*— online$/, true);
      await panel.choose(/^Ana Silva/);
      await panel.waitForRow(/^Ana Silva/, true);
      await panel.takePicture('tray');

      google?.setAnswer({ at: 'refresh', error: 'invalid_grant', reason: 'invalid_rapt' });
      sonar.setTtl({ reverify: 1, reverifyGrace: 1 });
      await panel.waitForRow(/^Confirm with Google: Ana Silva/);
      sonar.setTtl({ reverify: 43_200_000, reverifyGrace: 43_200_000 });
      google?.setAnswer(null);
      await panel.choose(/^Confirm with Google: Ana Silva/);
      // Google knows who it is: nobody has to click.
      await desktop.browser.nextPage();
      await panel.waitForRow(/^Confirm with Google/, null);
      const toldOnce = [
        expect.stringMatching(/^Ana Silva .*confirm/),
        expect.stringMatching(/^Sonar stays in the tray/),
      ];
      expect(await panel.notifications()).toEqual(toldOnce);
      await panel.choose(/^Sign out of Ana Silva/);
      await panel.waitForRow(/^Adam Novak/, true);
      expect(await countWindows(app)).toBe(0);

      sonar.endSessions({});
      await panel.waitForRow(/^Sign in again: Adam Novak/);
      await panel.takePicture('notification');
      await panel.clickNotification();
      await waitUntil(
        async () => (await textOfWindow(app)).includes('You’ve been signed out'),
        'why',
      );
      expect(await panel.notifications()).toEqual([
        expect.stringMatching(/^Adam Novak .*you’ve been signed out/),
        ...toldOnce,
      ]);

      await closeWindow(app);
      await waitUntil(async () => (await countWindows(app)) === 0, 'no window');
      await panel.kill();
      // Nobody is left with an app that is nowhere to be seen; and now closing the window ends it.
      await waitUntil(async () => (await countWindows(app)) === 1, 'the window is back');
      expect(await app.quit()).toBe(0);
    }),
  ));

test('on a shared computer closing the window quits, tray or not; and where policy forbids notifications there are none', (context) => {
  needsPolicies(context);
  return withPolicies(async (desktop, policies) => {
    await policies.write('10-shared.json', { KeepSignedIn: false, NotificationsAllowed: false });
    await withPanel(desktop, async (panel) => {
      desktop.sandbox.control.sonar.setTtl({ accessToken: 3_000 });
      const app = await desktop.startApp();
      await panel.choose(/^Sign in with Google$/);
      await signInInBrowser(desktop, 'google-one-account');
      await panel.waitForRow(/^Ana Silva .*— online$/, true);
      // A window in front would say it by itself.
      await app.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
      desktop.sandbox.control.sonar.endSessions({});
      await panel.waitForRow(/^Sign in again: Ana Silva/);
      expect(await panel.notifications()).toEqual([]);
      expect(await app.quit()).toBe(0);
    });
  });
});

test('a guest shows nothing outside its window unless it is asked to, and then a refused switch opens the window', () =>
  withTempFolder(async (folder) =>
    withDesktop(
      (desktop) =>
        withPanel(desktop, async (panel) => {
          const start = (options: HostOrders['options']) =>
            desktop.startApp({
              env: {
                ...orderHost(
                  join(desktop.folder, 'acme'),
                  options === undefined ? {} : { options },
                ),
                SONAR_LOGIN_USER_DATA: undefined,
                SONAR_LOGIN_KEYCHAIN_SERVICE: undefined,
              },
            });
          const silent = await start(undefined);
          await waitUntil(() => runInHost(silent, 'host.softphone !== null'), 'the module');
          for (const key of people) {
            const way = key.startsWith('google') ? 'Google' : 'Microsoft';
            const entries = 'host.softphone.getMenuEntries()';
            await runInHost(
              silent,
              `${entries}.find(({ label }) => label.endsWith('${way}')).run()`,
            );
            await signInInBrowser(desktop, key);
            const { name } = desktop.person(key);
            await silent.page.getByRole('heading', { level: 1, name }).waitFor();
          }
          desktop.sandbox.control.sonar.endSessions({});
          await silent.page.getByRole('button', { name: 'Settings', exact: true }).click();
          await silent.page.getByText('been signed out').first().waitFor();
          expect(await panel.rows()).toEqual([]);
          expect(await panel.notifications()).toEqual([]);
          await silent.kill();

          const shown = await start({ outside: { tray: true } });
          for (const key of people) {
            await panel.choose(new RegExp(`^Sign in again: ${desktop.person(key).name}`));
            // The provider knows who it is: nobody has to click.
            await desktop.browser.nextPage();
            await panel.waitForRow(new RegExp(`^${desktop.person(key).name} .*— online$`), true);
          }
          await closeWindow(shown);
          await waitUntil(async () => (await countWindows(shown)) === 0, 'no window');
          await runInHost(shown, 'host.softphone.mayChange(() => false)');
          await panel.choose(/^Ana Silva/);
          await waitUntil(async () => (await textOfWindow(shown)).includes('call'), 'the words');
          await panel.waitForRow(/^Adam Novak/, true);
          expect(await panel.rows()).not.toContainEqual(
            expect.objectContaining({ label: 'Quit Sonar' }),
          );
        }),
      await makeHost(folder),
    ),
  ));

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { waitUntil } from '../support/wait-until.ts';
import { heading } from './support/account-pages.ts';
import { clickProvider, signIn, withDesktop } from './support/desktop.ts';
import { recordSecrets } from './support/record-secrets.ts';
import { findSecrets, readFolder, readProcesses } from './support/secret-search.ts';

/** Every switch by which Node, the libraries and Electron can be made to talk. */
const loud = {
  NODE_DEBUG: 'http,https,http2,net,tls,fetch,undici,fs,module',
  DEBUG: '*',
  DEBUG_DEPTH: '10',
  GOOGLE_SDK_NODE_LOGGING: '*',
  AZURE_LOG_LEVEL: 'verbose',
  MSAL_LOG_LEVEL: 'trace',
  ELECTRON_ENABLE_LOGGING: '1',
  ELECTRON_ENABLE_STACK_DUMPING: '1',
};

test.each(['google', 'microsoft'] as const)(
  'LG-03: with every switch on that makes libraries talk, a sign-in by %s leaves no secret in output and log',
  (provider) =>
    withDesktop(async (desktop) => {
      const record = recordSecrets();
      try {
        const app = await desktop.startApp({ env: loud });
        app.expectFault(/^warning: .*NODE_DEBUG environment variable/);
        await signIn(desktop, app, `${provider}-one-account`);
        await heading(app, desktop.person(`${provider}-one-account`).name).waitFor();
        await app.page.getByText('Online').waitFor();
        expect(await app.quit()).toBe(0);
        expect(new Set(record.secrets.values())).toContain('code_verifier');
        const places = [
          { name: 'the output', text: app.output() },
          ...(await readFolder(join(desktop.folder, 'profile'))),
        ];
        expect(findSecrets(record.secrets, places)).toEqual([]);
      } finally {
        record.stop();
      }
    }),
);

test('LG-05: main and page that crash in the middle of a sign-in send nothing and leave no secret and no dump', () =>
  withDesktop(async (desktop) => {
    const record = recordSecrets();
    try {
      const app = await desktop.startApp();
      await signIn(desktop, app, 'google-one-account');
      await heading(app, 'Ana Silva').waitFor();
      await app.page.getByRole('button', { name: 'Add an account' }).click();
      await clickProvider(app.page, 'microsoft');
      await desktop.browser.nextUrl();
      await app.crashPage();
      await heading(app, 'Finish signing in in your browser').waitFor();
      const whileRunning = await readProcesses(app.pid);
      await app.inMain(() => process.crash()).catch(() => {});
      await waitUntil(async () => (await readProcesses(app.pid)).length <= 2, 'the end of main');
      const files = await readFolder(join(desktop.folder, 'profile'));
      expect(files.filter(({ name }) => /\.(dmp|meta)$/.test(name))).toEqual([]);
      expect(findSecrets(record.secrets, [...files, ...whileRunning])).toEqual([]);
      const again = await desktop.startApp();
      await heading(again, 'Ana Silva').waitFor();
      expect(await again.quit()).toBe(0);
    } finally {
      record.stop();
    }
  }));

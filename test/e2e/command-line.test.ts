import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { policySchema } from '../../src-main/policy/policy-schema.ts';
import { waitUntil } from '../support/wait-until.ts';
import { heading } from './support/account-pages.ts';
import { startProgram } from './support/app.ts';
import { clickProvider, type Desktop, signIn, withDesktop } from './support/desktop.ts';
import { findSecrets, readFolder, readProcesses, recordSecrets } from './support/secret-search.ts';

const countItems =
  "require('keytar').findCredentials(process.env.SONAR_LOGIN_KEYCHAIN_SERVICE).then((items) => console.log(items.length))";

/** How many items of this app the keyring holds, asked from outside the app. */
function countKeychainItems(desktop: Desktop): number {
  const env = { ...process.env, ...desktop.env };
  const { stdout, stderr } = spawnSync(process.execPath, ['--eval', countItems], {
    env,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return Number(stdout);
}

test('--print-policy --json prints every key with value and source, and opens no window', () =>
  withDesktop(async (desktop) => {
    const { exitCode, output } = await desktop.ask(['--print-policy', '--json']);
    const report = JSON.parse(output.slice(output.indexOf('{')));
    expect(report.entries.map(({ key }: { key: string }) => key)).toEqual(
      policySchema.map(({ key }) => key),
    );
    expect(exitCode).toBe(report.rejects.length === 0 ? 0 : 2);
  }));

test('an answer whose reader has gone does not keep the program', () =>
  withDesktop(async (desktop) => {
    const program = startProgram(desktop.command, ['--self-test'], desktop.env);
    program.child.stdout?.destroy();
    expect(await program.ended()).toBe(0);
  }));

test('--remove-data takes the sign-in out of the keychain and the folder off the disk', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp();
    await signIn(desktop, app, 'google-one-account');
    await app.page.getByRole('heading', { level: 1, name: 'Ana Silva' }).waitFor();
    expect(await app.quit()).toBe(0);
    const folder = desktop.env.SONAR_LOGIN_USER_DATA ?? '';
    expect(existsSync(folder)).toBe(true);
    expect(countKeychainItems(desktop)).toBe(2);
    const { exitCode, output } = await desktop.ask(['--remove-data']);
    expect(exitCode, output).toBe(0);
    expect(existsSync(folder)).toBe(false);
    expect(countKeychainItems(desktop)).toBe(0);
  }));

test('S2-08: --remove-data beside a running app removes nothing, says so, and ends with 1', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp();
    await signIn(desktop, app, 'google-one-account');
    await app.page.getByRole('heading', { level: 1, name: 'Ana Silva' }).waitFor();
    const { exitCode, output } = await desktop.ask(['--remove-data', '--json']);
    expect(exitCode, output).toBe(1);
    expect(JSON.parse(output.slice(output.indexOf('{')))).toEqual({
      removed: false,
      running: true,
    });
    expect(countKeychainItems(desktop)).toBe(2);
    expect(await app.quit()).toBe(0);
    expect(existsSync(desktop.env.SONAR_LOGIN_USER_DATA ?? '')).toBe(true);
  }));

test('B-09: after both settings files are lost, a start says so, and --remove-data leaves nothing in the keychain', () =>
  withDesktop(async (desktop) => {
    const folder = desktop.env.SONAR_LOGIN_USER_DATA ?? '';
    const app = await desktop.startApp();
    await signIn(desktop, app, 'google-one-account');
    await app.page.getByRole('heading', { level: 1, name: 'Ana Silva' }).waitFor();
    expect(await app.quit()).toBe(0);
    for (const name of ['preferences.json', 'accounts-backup.json']) {
      writeFileSync(join(folder, name), Buffer.alloc(4096));
    }
    const again = await desktop.startApp();
    await again.page.getByRole('region', { name: 'Your settings were lost' }).waitFor();
    expect(await again.quit()).toBe(0);
    const { exitCode, output } = await desktop.ask(['--remove-data']);
    expect(exitCode, output).toBe(0);
    expect(existsSync(folder)).toBe(false);
    expect(countKeychainItems(desktop)).toBe(0);
  }));

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

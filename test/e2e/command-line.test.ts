import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { policySchema } from '../../src-main/policy/policy-schema.ts';
import { startProgram } from './support/app.ts';
import { type Desktop, signIn, withDesktop } from './support/desktop.ts';

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

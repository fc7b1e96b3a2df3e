import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { isRunning, processFamily } from '../support/processes.ts';
import { waitUntil } from '../support/wait-until.ts';
import type { App } from './support/app.ts';
import { type Desktop, signIn, withDesktop } from './support/desktop.ts';

const people = { google: 'Ana Silva', microsoft: 'Adam Novak' } as const;
const providers = ['google', 'microsoft'] as const;

function account(app: App, provider: keyof typeof people) {
  return app.page.getByRole('heading', { level: 1, name: people[provider] });
}

describe.each(providers)('%s', (provider) => {
  test('quit, start again: simply signed in, without the browser', () =>
    withDesktop(async (desktop) => {
      const evening = await desktop.startApp();
      await signIn(desktop, evening, `${provider}-one-account`);
      await account(evening, provider).waitFor();
      expect(await evening.quit()).toBe(0);
      const morning = await desktop.startApp();
      await account(morning, provider).waitFor();
      await morning.page.getByText('Online').waitFor();
    }));

  test('KC-03: the keyring is locked: the account is shown and the reason said; unlocking brings it online', () =>
    withDesktop(async (desktop) => {
      const evening = await desktop.startApp();
      await signIn(desktop, evening, `${provider}-one-account`);
      await account(evening, provider).waitFor();
      await evening.quit();
      await desktop.keyring.lock();
      const morning = await desktop.startApp();
      await account(morning, provider).waitFor();
      await morning.page
        .getByText(/keychain is locked/i)
        .first()
        .waitFor();
      await desktop.keyring.unlock();
      await morning.page.getByText('Online').waitFor();
      expect(await morning.quit()).toBe(0);
    }));

  test('KC-01: there is no keyring: nothing is deleted, the reason is said, and with the keyring the session is back', () =>
    withDesktop(async (desktop) => {
      const evening = await desktop.startApp();
      await signIn(desktop, evening, `${provider}-one-account`);
      await account(evening, provider).waitFor();
      await evening.quit();
      const none = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
      const noon = await desktop.startApp({ env: none });
      await account(noon, provider).waitFor();
      await noon.page
        .getByText(/keychain/i)
        .first()
        .waitFor();
      expect(await noon.quit()).toBe(0);
      const night = await desktop.startApp();
      await account(night, provider).waitFor();
      await night.page.getByText('Online').waitFor();
    }));

  test('Sonar is away: the account is shown, offline, and online again by itself when it is back', () =>
    withDesktop(async (desktop) => {
      const evening = await desktop.startApp();
      await signIn(desktop, evening, `${provider}-one-account`);
      await account(evening, provider).waitFor();
      await evening.quit();
      desktop.sandbox.control.sonar.goDown(true);
      const morning = await desktop.startApp();
      await account(morning, provider).waitFor();
      await morning.page.getByText('Offline').first().waitFor();
      desktop.sandbox.control.sonar.goDown(false);
      // Nobody has to do anything: it is tried again by itself.
      await morning.page.getByText('Online').waitFor({ timeout: 60_000 });
    }));
});

test('KC-04: quits while the keyring is frozen', () =>
  withDesktop(async (desktop) => {
    const evening = await desktop.startApp();
    await signIn(desktop, evening, 'google-one-account');
    await account(evening, 'google').waitFor();
    await evening.quit();
    desktop.keyring.freeze();
    try {
      const morning = await desktop.startApp();
      await account(morning, 'google').waitFor();
      expect(await morning.quit()).toBe(0);
    } finally {
      desktop.keyring.thaw();
    }
  }));

/** Signs in while the keyring takes nothing, and waits until the window says that it may not be kept. */
async function signInWithFrozenKeyring(desktop: Desktop): Promise<App> {
  const app = await desktop.startApp();
  desktop.keyring.freeze();
  await signIn(desktop, app, 'google-one-account');
  await account(app, 'google').waitFor();
  await app.page.getByText('You’ll be signed out when you quit').waitFor();
  return app;
}

test('KC-04: a keychain that is only slow keeps what was signed in, though the app is quit meanwhile', () =>
  withDesktop(async (desktop) => {
    const evening = await signInWithFrozenKeyring(desktop);
    const gone = evening.quit();
    await pause(1_000);
    desktop.keyring.thaw();
    expect(await gone).toBe(0);
    const morning = await desktop.startApp();
    await account(morning, 'google').waitFor();
    await morning.page.getByText('Online').waitFor();
  }));

test('KC-04: a keychain that takes nothing at all keeps the app no longer than five seconds', () =>
  withDesktop(async (desktop) => {
    const app = await signInWithFrozenKeyring(desktop);
    const family = await processFamily(app.pid);
    const before = performance.now();
    expect(await app.quit()).toBe(0);
    // Two seconds for a machine that does a lot else.
    expect(performance.now() - before).toBeLessThan(7_000);
    await waitUntil(() => !family.some(isRunning), 'every process of the app is gone');
    desktop.keyring.thaw();
  }));

test('quits while it waits for the browser', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp();
    await app.page.getByRole('button', { name: 'Sign in with Google' }).click();
    await desktop.browser.nextUrl();
    expect(await app.quit()).toBe(0);
  }));

test('quits when the system asks it to end', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp();
    app.signal('SIGTERM');
    expect(await app.ended()).toBe(0);
  }));

import { afterAll, describe, expect, test } from 'vitest';
import { en as inEnglish } from '../../src-renderer/copy/en-later.ts';
import { es as inSpanish } from '../../src-renderer/copy/es-later.ts';
import { frCa as inFrench } from '../../src-renderer/copy/fr-ca-later.ts';
import { waitUntil } from '../support/wait-until.ts';
import { heading } from './support/account-pages.ts';
import type { App } from './support/app.ts';
import { type Desktop, signIn, withDesktop } from './support/desktop.ts';
import { readFaults, takeUnexpectedFaults } from './support/faults.ts';
import { needsPolicies, withPolicies } from './support/policies.ts';

const place = '/etc/sonar-login/policies/50-office.json';
const person = 'google-one-account';
const unreadTitle = 'notice.policy-unread.title';

function googleButton({ page }: App, isLocked: boolean) {
  return page.getByRole('button', { name: 'Sign in with Google', disabled: isLocked });
}

function presence({ page }: App, words: 'Online' | 'Offline') {
  return page.getByText(words, { exact: true }).first();
}

async function signInAndQuit(desktop: Desktop): Promise<void> {
  const app = await desktop.startApp();
  await signIn(desktop, app, person);
  await presence(app, 'Online').waitFor();
  expect(await app.quit()).toBe(0);
}

test('S2-03: policy files that cannot be read lock every way in and say so, until they can be', (context) => {
  needsPolicies(context);
  return withPolicies(async (desktop, policies) => {
    await policies.write('50-office.json', '{ "IdleMinutes": 5, }');
    const app = await desktop.startApp();
    await googleButton(app, true).waitFor();
    expect(await app.page.getByLabel('Sonar username').count()).toBe(0);
    for (const [locale, words] of [
      ['es', inSpanish],
      ['fr-CA', inFrench],
      ['en', inEnglish],
    ] as const) {
      await app.page.getByRole('combobox').selectOption(locale);
      await app.page.getByText(words[unreadTitle]).waitFor();
    }
    await policies.write('50-office.json', { IdleMinutes: 5 });
    await googleButton(app, false).waitFor();
    await signIn(desktop, app, person);
    await presence(app, 'Online').waitFor();
    // What was read stays in force when the file breaks, and is not known any more at the next start.
    await policies.write('50-office.json', '{ "IdleMinutes": 5, }');
    const { exitCode, output } = await desktop.ask(['--print-policy']);
    expect(exitCode).toBe(2);
    expect(output).toContain(`${place}: not-parsable (what it asks for is not known)`);
    await presence(app, 'Online').waitFor();
    expect(await app.page.getByText(inEnglish[unreadTitle]).count()).toBe(0);
    expect(await app.quit()).toBe(0);

    const next = await desktop.startApp();
    await heading(next, desktop.person(person).name).waitFor();
    await presence(next, 'Offline').waitFor();
    await next.page.getByText(inEnglish[unreadTitle]).waitFor();
    await policies.write('50-office.json', { IdleMinutes: 5 });
    await presence(next, 'Online').waitFor();
    expect(await next.page.getByText(inEnglish[unreadTitle]).count()).toBe(0);
    expect(await next.quit()).toBe(0);
  });
});

test('S2-12: an address of the service that cannot be used: no start, exit code 78, the key and the place are named', (context) => {
  needsPolicies(context);
  return withPolicies(async (desktop, policies) => {
    await signInAndQuit(desktop);
    await policies.write('50-office.json', { SonarBaseUrl: 'http://sonar.example.com' });
    for (const args of [[], ['--self-test']]) {
      const { exitCode, output } = await desktop.ask(args);
      expect(exitCode).toBe(78);
      const lines = output.split('\n').filter((line) => line.startsWith('Sonar cannot start: '));
      expect(lines).toEqual([
        `Sonar cannot start: the policy SonarBaseUrl in ${place} cannot be used (bad-format); --print-policy shows it.`,
      ]);
    }
    const { exitCode, output } = await desktop.ask(['--print-policy']);
    expect(exitCode).toBe(2);
    expect(output).toMatch(/^SonarBaseUrl +none +enforced, strict +\S+50-office\.json$/m);
    expect(output).toContain('bad-format (Sonar does not start)');
    await policies.remove('50-office.json');
    const app = await desktop.startApp();
    await presence(app, 'Online').waitFor();
    expect(await app.quit()).toBe(0);
  });
});

test('S2-03: KeepSignedIn that cannot be used keeps nothing new, and loses nothing that was kept', (context) => {
  needsPolicies(context);
  return withPolicies(async (desktop, policies) => {
    await signInAndQuit(desktop);
    await policies.write('50-office.json', { KeepSignedIn: 'sometimes' });
    const app = await desktop.startApp();
    await googleButton(app, false).waitFor();
    await app.page.getByText(inEnglish['notice.policy-broken.title']).waitFor();
    await signIn(desktop, app, 'microsoft-one-account');
    await presence(app, 'Online').waitFor();
    expect(await app.quit()).toBe(0);
    await policies.remove('50-office.json');
    const next = await desktop.startApp();
    await heading(next, desktop.person(person).name).waitFor();
    await presence(next, 'Online').waitFor();
    const { name } = desktop.person('microsoft-one-account');
    expect(await next.page.getByText(name).count()).toBe(0);
    expect(await next.quit()).toBe(0);
  });
});

describe('faults on demand', () => {
  /** Lets one of each go wrong that nobody handles; the words of each hold "planted". */
  async function plant({ inMain, page }: App): Promise<void> {
    await inMain(() => {
      setImmediate(() => void Promise.reject(new Error('planted rejection in main')));
      process.emitWarning('planted warning in main');
      // Somebody handles it, so that no message box waits for an answer; it is a fault all the same.
      process.once('uncaughtException', () => {});
      setImmediate(() => {
        throw new Error('planted exception in main');
      });
    });
    await page.evaluate(() => {
      setTimeout(() => void Promise.reject(new Error('planted rejection in the page')));
      setTimeout(() => {
        throw new Error('planted exception in the page');
      });
      console.error('planted words of an error');
      const image = document.createElement('img');
      image.src = 'https://planted.example/picture.png';
      document.body.append(image);
    });
  }

  const planted = [
    /^unhandledRejection: .*planted rejection in main/s,
    /^warning: .*planted warning in main/s,
    /^uncaughtException: .*planted exception in main/s,
    /^window: .*planted rejection in the page/s,
    /^window: .*planted exception in the page/s,
    /^window: planted words of an error/,
    /^window: Refused to load .*planted\.example.* Content Security Policy/s,
  ];

  async function whenTold({ output }: App): Promise<void> {
    for (const pattern of planted) {
      const isTold = () => readFaults(output()).some((fault) => pattern.test(fault));
      await waitUntil(isTold, `the fault ${pattern}`);
    }
  }

  test('what nobody handles in main or in the window is told, unless the test says that it is meant', () =>
    withDesktop(async (desktop) => {
      const first = await desktop.startApp();
      await plant(first);
      await whenTold(first);
      const told = takeUnexpectedFaults();
      for (const pattern of planted) expect(told).toContainEqual(expect.stringMatching(pattern));
      expect(told.filter((fault) => !fault.includes('planted'))).toEqual([]);
      await first.quit();

      const second = await desktop.startApp();
      for (const pattern of planted) second.expectFault(pattern);
      await plant(second);
      await whenTold(second);
      expect(takeUnexpectedFaults()).toEqual([]);
    }));

  test('a fault that was declared and does not come is told', () =>
    withDesktop(async (desktop) => {
      const app = await desktop.startApp();
      app.expectFault(/never comes/);
      expect(takeUnexpectedFaults()).toEqual(['did not come: /never comes/']);
    }));

  let cameToItsEnd = false;

  test.fails('a test with nothing else against it fails for a fault', () =>
    withDesktop(async (desktop) => {
      const app = await desktop.startApp();
      await app.inMain(() => setImmediate(() => void Promise.reject(new Error('planted alone'))));
      const told = () => readFaults(app.output()).join();
      await waitUntil(() => told().includes('planted alone'), 'the fault');
      cameToItsEnd = true;
    }));

  afterAll(() => expect(cameToItsEnd).toBe(true));
});

import { expect, test } from 'vitest';
import { en as inEnglish } from '../../src-renderer/copy/en.ts';
import { es as inSpanish } from '../../src-renderer/copy/es.ts';
import { frCa as inFrench } from '../../src-renderer/copy/fr-ca.ts';
import { heading } from './support/account-pages.ts';
import type { App } from './support/app.ts';
import { type Desktop, signIn } from './support/desktop.ts';
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

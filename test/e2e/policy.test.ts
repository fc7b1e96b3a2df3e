import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { heading } from './support/account-pages.ts';
import type { App } from './support/app.ts';
import { type Desktop, signIn } from './support/desktop.ts';
import { needsPolicies, withPolicies } from './support/policies.ts';

const providers = ['google', 'microsoft'] as const;
const names = { google: 'Google', microsoft: 'Microsoft' } as const;
const place = '/etc/sonar-login/policies';

async function askForPolicy(desktop: Desktop) {
  const { exitCode, output } = await desktop.ask(['--print-policy', '--json']);
  const report = JSON.parse(output.slice(output.indexOf('{')));
  return { exitCode, entries: report.entries, rejects: report.rejects };
}

/** Why a button can be locked, as the window says it. */
const managed = 'Managed by your organization';
const unread = 'Locked until Sonar can read the settings';

/** Waits until the button of a provider is locked with this reason beside it, or with null can be pressed. */
async function waitForProvider(
  { page }: App,
  provider: keyof typeof names,
  locked: typeof managed | typeof unread | null,
) {
  const button = page.getByRole('button', {
    name: `Sign in with ${names[provider]}`,
    disabled: locked !== null,
  });
  await button.waitFor();
  const description = await button.evaluate((element) => {
    const id = element.getAttribute('aria-describedby');
    return id === null ? '' : (document.getElementById(id)?.textContent ?? '');
  });
  const told = [managed, unread].filter((reason) => description.includes(reason));
  expect(told).toEqual(locked === null ? [] : [locked]);
}

test('--print-policy says what is in force, from where, and what was ignored; no window opens', (context) => {
  needsPolicies(context);
  return withPolicies(async (desktop, policies) => {
    await policies.write('10-office.json', {
      AllowedProviders: ['microsoft'],
      Defaults: { RememberedChoiceAllowed: false },
    });
    const clean = await askForPolicy(desktop);
    expect(clean.exitCode).toBe(0);
    expect(clean.entries).toContainEqual({
      key: 'AllowedProviders',
      value: ['microsoft'],
      level: 'enforced',
      where: `${place}/10-office.json`,
    });
    expect(clean.entries).toContainEqual({
      key: 'RememberedChoiceAllowed',
      value: false,
      level: 'default',
      where: `${place}/10-office.json`,
    });

    await policies.write('20-mistakes.json', { IdleMinutes: 'ten', Colour: 'blue' });
    await policies.write('30-broken.json', '{ "AllowedProviders": [');
    // Beside a running app it answers as well.
    const app = await desktop.startApp();
    const { exitCode, rejects } = await askForPolicy(desktop);
    expect(exitCode).toBe(2);
    const reasons = rejects.map(({ where, key, reason }: Record<string, unknown>) =>
      [where, key, reason].join(' '),
    );
    expect(reasons.sort()).toEqual([
      `${place}/20-mistakes.json Colour unknown-key`,
      `${place}/20-mistakes.json IdleMinutes wrong-type`,
      `${place}/30-broken.json  not-parsable`,
    ]);
    await waitForProvider(app, 'google', unread);
    expect(await app.quit()).toBe(0);

    const fresh = { SONAR_LOGIN_USER_DATA: join(desktop.folder, 'fresh') };
    const args = ['--print-policy', '--remote-debugging-port=0'];
    const text = await desktop.ask(args, fresh);
    expect(text.exitCode).toBe(2);
    expect(text.output).toMatch(
      /AllowedProviders +\["microsoft"\] +enforced +\S+\/10-office\.json/,
    );
    expect(text.output).toContain('IdleMinutes = "ten": wrong-type');
    expect(text.output).not.toContain('DevTools listening');
    expect(existsSync(fresh.SONAR_LOGIN_USER_DATA)).toBe(false);
  });
});

test('a provider that is forbidden while the app runs is locked with the reason, and comes back', (context) => {
  needsPolicies(context);
  return withPolicies(async (desktop, policies) => {
    const app = await desktop.startApp();
    await waitForProvider(app, 'google', null);
    for (const forbidden of providers) {
      const other = forbidden === 'google' ? 'microsoft' : 'google';
      await policies.write('10-office.json', { AllowedProviders: [other] });
      await waitForProvider(app, forbidden, managed);
      await waitForProvider(app, other, null);
      await app.page
        .getByRole('button', { name: `Sign in with ${names[forbidden]}` })
        .press('Enter');
      await heading(app, 'Sign in to Sonar').waitFor();
    }
    await policies.remove('10-office.json');
    for (const provider of providers) await waitForProvider(app, provider, null);

    for (const provider of providers) {
      const other = provider === 'google' ? 'microsoft' : 'google';
      const person = desktop.person(`${provider}-one-account`);
      await signIn(desktop, app, person.key);
      await heading(app, person.name).waitFor();
      await policies.write('10-office.json', { AllowedProviders: [other] });
      await app.page
        .getByRole('alert')
        .getByText(`Your organization doesn’t allow ${names[provider]} here`)
        .waitFor();
      await policies.remove('10-office.json');
      await waitForProvider(app, provider, null);
    }
  });
});

test('S2-03: policy files of an attacker, or by accident, set nothing, are told, and keep people out while they are there', (context) => {
  needsPolicies(context);
  return withPolicies(async (desktop, policies) => {
    const { folder } = policies;
    const attack = { SsoRequired: true, AllowedProviders: ['google'] };
    await policies.write('01-foreign.json', attack);
    await chown(join(folder, '01-foreign.json'), 65_534, 65_534);
    await policies.write('02-open.json', attack);
    await chmod(join(folder, '02-open.json'), 0o666);
    spawnSync('mkfifo', [join(folder, '03-fifo.json')]);
    await mkdir(join(folder, '04-folder.json'));
    await policies.write('05-large.json', `{"SsoRequired":true,"x":"${'x'.repeat(300_000)}"}`);
    await policies.write('06-deep.json', `${'['.repeat(20_000)}${']'.repeat(20_000)}`);
    await policies.write('07-prototype.json', '{"__proto__":{"SsoRequired":true},"constructor":1}');
    await symlink('/dev/zero', join(folder, '08-endless.json'));
    await policies.write('09-misspelt.json', { SsoRequird: true });
    await writeFile(join(folder, '10-bytes.json'), Buffer.from([0xff, 0xfe, 0x00, 0x7b]));
    await policies.write('99-good.json', { RememberedChoiceAllowed: false });

    const { exitCode, entries, rejects } = await askForPolicy(desktop);
    expect(exitCode).toBe(2);
    const set = entries.filter(({ level }: { level: string | null }) => level !== null);
    expect(set).toMatchObject([
      { key: 'LinkingAllowed', value: false, isStrict: true },
      { key: 'RememberedChoiceAllowed', value: false },
      { key: 'UpdateChannel', value: 'off', isStrict: true },
    ]);
    const told = new Set(rejects.map(({ where }: { where: string }) => where));
    expect(told.size).toBe(10);

    const app = await desktop.startApp();
    for (const provider of providers) await waitForProvider(app, provider, unread);
    for (const name of await readdir(folder)) {
      if (name !== '99-good.json') await rm(join(folder, name), { recursive: true });
    }
    for (const provider of providers) await waitForProvider(app, provider, null);
    await signIn(desktop, app, 'microsoft-one-account');
    await heading(app, desktop.person('microsoft-one-account').name).waitFor();
    expect(await app.quit()).toBe(0);
  });
});

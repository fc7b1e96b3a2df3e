import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NET_SESSION_NAME } from 'electron-updater/out/electronHttpExecutor.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { updaterPartition } from '../../src-main/electron/updates.ts';
import { startUntrustedServer } from '../hostile/provider/hostile-provider.ts';
import { makeFolder } from '../packaging/run-program.ts';
import { makeTestAuthority, type TestAuthority } from '../support/test-authority.ts';
import { waitUntil } from '../support/wait-until.ts';
import { heading } from './support/account-pages.ts';
import type { App } from './support/app.ts';
import { type Desktop, signIn } from './support/desktop.ts';
import { type NetworkHost, startNetworkHost } from './support/hosts.ts';
import { type Judge, startJudge } from './support/judge.ts';
import { needsPolicies, withPolicies } from './support/policies.ts';
import { type ConnectProxy, startConnectProxy } from './support/proxies.ts';

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
    const desk = {
      StartSignIn: 'once',
      AccountHint: 'auto',
      PreferredAccount: 'reception',
      SwitchingAllowed: false,
      NotificationsAllowed: false,
      StartWithComputer: true,
      BreakGlassAllowed: true,
      PrivateBrowserWindow: false,
    };
    await policies.write('10-office.json', {
      AllowedProviders: ['microsoft'],
      ...desk,
      Defaults: { RememberedChoiceAllowed: false },
    });
    const clean = await askForPolicy(desktop);
    expect(clean.exitCode).toBe(0);
    for (const [key, value] of Object.entries({ AllowedProviders: ['microsoft'], ...desk })) {
      const where = `${place}/10-office.json`;
      expect(clean.entries).toContainEqual({ key, value, level: 'enforced', where });
    }
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

test('SwitchingAllowed off: the other accounts are locked with the reason, by mouse and by keyboard', (context) => {
  needsPolicies(context);
  return withPolicies(async (desktop, policies) => {
    const app = await desktop.startApp();
    const { page } = app;
    const ana = desktop.person('google-one-account');
    const adam = desktop.person('microsoft-one-account');
    await signIn(desktop, app, ana.key);
    await page.getByRole('button', { name: 'Add an account' }).click();
    await signIn(desktop, app, adam.key);
    await heading(app, adam.name).waitFor();
    await policies.write('10-office.json', { SwitchingAllowed: false });
    for (const name of [ana.name, 'Add an account']) {
      const row = page.getByRole('button', { name, disabled: true });
      await row.waitFor();
      await row.focus();
      expect(await row.getAttribute('aria-describedby')).not.toBeNull();
      await row.press('Enter');
    }
    const reason = page.getByText('Managed by your organization: one account at a time.');
    await reason.waitFor();
    await page.keyboard.press('Control+1');
    const alert = page.getByRole('alert').getByText('doesn’t allow switching accounts here');
    await alert.waitFor();
    await heading(app, adam.name).waitFor();
    await page.getByRole('button', { name: 'OK' }).click();
    await policies.remove('10-office.json');
    await reason.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+1');
    await heading(app, ana.name).waitFor();
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
      { key: 'SwitchingAllowed', value: false, isStrict: true },
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

describe('the network', () => {
  const usual = { proxyMode: 'system', certificateMode: 'system' } as const;
  const post = { method: 'POST', body: 'credential=1' };
  const answered = { value: { status: 200, body: '{}' } };
  const unreachable = { code: 'provider-unreachable' };
  const untrusted = { code: 'connection-untrusted' };

  const folder = makeFolder();
  let authority: TestAuthority;
  let proxy: ConnectProxy;
  let host: NetworkHost;
  let judge: Judge;
  /** The judge by a name for which a proxy is asked: none is for addresses of this machine. */
  let named = '';

  beforeAll(async () => {
    authority = await makeTestAuthority(`${folder.path}/authority`);
    proxy = await startConnectProxy();
    judge = await startJudge('HTTP/1.1', authority.server);
    named = judge.origin.replace('127.0.0.1', 'sonar.test');
    host = await startNetworkHost(folder.path, authority, {
      env: { https_proxy: proxy.address, http_proxy: proxy.address },
      args: ['--host-resolver-rules=MAP sonar.test 127.0.0.1'],
    });
  }, 120_000);
  afterAll(async () => {
    await host?.kill();
    await judge?.close();
    await proxy?.close();
    folder.remove();
  });

  /** Brings the app back to the usual modes, with a connection left open by each way of sending. */
  async function startUsual(): Promise<void> {
    judge.judge(() => null);
    await host.hold(usual);
    expect(await host.fetch(`${named}/warm`, {})).toEqual(answered);
    expect(await host.fetch(`${named}/warm`, post)).toEqual(answered);
    judge.arrivals.length = 0;
    proxy.tunnels.length = 0;
  }

  test('S2-22: no request goes out before the policy was told', async () => {
    const early = [host.fetch(`${named}/early`, {}), host.fetch(`${named}/early`, post)];
    expect(await host.failures()).toEqual({ value: 0 });
    expect(judge.arrivals).toEqual([]);
    await host.hold(usual);
    expect(await Promise.all(early)).toEqual([answered, answered]);
    // Nor anything that nobody asked for, by whatever way.
    expect(new Set(proxy.tunnels)).toEqual(new Set([new URL(named).host]));
  });

  test.for([
    ['ProxyMode', { ...usual, proxyMode: 'direct' }],
    ['CertificateMode', { ...usual, certificateMode: 'public' }],
  ] as const)(
    'S2-22: a stricter %s ends open connections and the requests under way, read or sent once',
    async ([, stricter]) => {
      await startUsual();
      expect(proxy.open()).toBe(2);
      judge.judge(() => 'nothing');
      const underWay = [host.fetch(`${named}/held`, {}), host.fetch(`${named}/held`, post)];
      await waitUntil(() => judge.arrivals.length === 2, 'the requests');
      await host.hold(stricter);
      judge.answerHeld();
      expect(await Promise.all(underWay)).toEqual([unreachable, unreachable]);
      await waitUntil(() => judge.open() === 0, 'the end of every connection');
    },
  );

  test('S2-22: the system’s proxy, by variables of the environment too, is left for good by ProxyMode = direct', async () => {
    await startUsual();
    await host.fetch(`${named}/by-proxy`, post);
    expect(proxy.tunnels).toHaveLength(1);
    await host.hold({ ...usual, proxyMode: 'direct' });
    for (const init of [{}, post]) {
      expect(await host.fetch(`${named}/direct`, init)).toEqual(answered);
    }
    expect(proxy.tunnels).toHaveLength(1);
    expect(judge.arrivals).toHaveLength(3);
  });

  test('S2-22: CertificateMode = public refuses what an installed root stands for, and lets it in again when it is over', async () => {
    await startUsual();
    await host.hold({ ...usual, certificateMode: 'public' });
    for (const init of [{}, post]) {
      expect(await host.fetch(`${named}/refused`, init)).toEqual(untrusted);
    }
    expect(judge.arrivals).toEqual([]);
    // Chromium has kept both verdicts by now.
    await startUsual();
    await host.hold({ ...usual, certificateMode: 'public' });
    expect(await host.fetch(`${named}/refused`, post)).toEqual(untrusted);
  });

  test('S2-22: a mode that cannot be brought into force is noted, and nothing goes out until one is', async () => {
    await startUsual();
    const before = await host.failures();
    await host.hold({ ...usual, proxyMode: 'nonsense' as 'direct' });
    expect(await host.failures()).not.toEqual(before);
    for (const init of [{}, post]) {
      expect(await host.fetch(`${named}/unheld`, init)).toEqual(unreachable);
    }
    expect(judge.arrivals).toEqual([]);
    await startUsual();
  });

  test('S2-22, TK-21: the self-test judges the service’s certificate by the app’s own way: its proxy, its roots, its policy', async () => {
    await startUsual();
    // Node knows neither the name nor the root.
    expect(await host.readIssuer(`${named}/v1`)).toEqual({ value: 'Test authority' });
    expect(proxy.tunnels).toHaveLength(1);
    // Every time: Chromium keeps what it was shown.
    expect(await host.readIssuer(`${named}/v1`)).toEqual({ value: 'Test authority' });
    await host.hold({ ...usual, certificateMode: 'public' });
    expect(await host.readIssuer(`${named}/v1`)).toEqual(untrusted);
    await host.hold({ ...usual, proxyMode: 'direct' });
    expect(await host.readIssuer(`${named}/v1`)).toEqual({ value: 'Test authority' });
    expect(proxy.tunnels).toHaveLength(3);
    expect(await host.readIssuer('https://127.0.0.1:1/v1')).toEqual({
      code: 'account-service-unreachable',
    });
  });

  test('S2-10: electron-updater’s requests keep to the modes too, and to no certificate mode but its first', async () => {
    expect(updaterPartition).toBe(NET_SESSION_NAME);
    await startUsual();
    const update = `${named}/update`;
    const unexpected = { code: 'unexpected' };
    await host.hold({ proxyMode: 'direct', certificateMode: 'public' });
    expect(await host.fetchByLibrary(updaterPartition, update)).toEqual(unexpected);
    await host.hold({ ...usual, proxyMode: 'direct' });
    expect(await host.fetchByLibrary(updaterPartition, update)).toEqual(unexpected);
    expect([judge.arrivals, proxy.tunnels]).toEqual([[], []]);
    const another = 'another-library';
    expect(await host.fetchByLibrary(another, update)).toEqual({ value: 200 });
    expect(proxy.tunnels).toEqual([]);
    await host.hold(usual);
    expect(await host.fetchByLibrary(another, update)).toEqual({ value: 200 });
    expect(proxy.tunnels).toHaveLength(1);
  });

  test.for(['expired', 'wrong-host', 'self-signed', 'tls-1.0'] as const)(
    'TK-21: %s: nothing is sent, whatever it is',
    async (fault) => {
      await startUsual();
      const server =
        fault === 'self-signed' || fault === 'tls-1.0'
          ? await startUntrustedServer(fault)
          : await startJudge('HTTP/1.1', authority.bad[fault]);
      try {
        for (const init of [{}, post]) {
          expect(await host.fetch(`${server.origin}/`, init)).toEqual(untrusted);
        }
        expect('counts' in server ? server.counts.requests : server.arrivals.length).toBe(0);
      } finally {
        await server.close();
      }
    },
  );
});

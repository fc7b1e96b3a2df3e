import { expect, test, vi } from 'vitest';
import { followUpdates } from '../../src-main/electron/updates.ts';
import type { Network } from '../../src-main/platform.ts';
import { followNetworkPolicy, watchIdle } from '../../src-main/start-product.ts';
import { withManagedOffice, withPolicyFiles } from './support/managed-office.ts';
import type { Computer } from './support/start-office.ts';

const bothLevels = ['default', 'enforced'] as const;
const blocked = { ok: false, failure: { code: 'blocked-by-policy' } };

async function openChooser(computer: Computer) {
  computer.browseAs('google-three-accounts');
  await computer.login.verbs.startSignIn('google', { anotherAccount: true });
  return computer.waitFor('choosing');
}

async function chooseFirst(computer: Computer): Promise<string> {
  const { accounts } = await openChooser(computer);
  const accountId = accounts[0]?.id ?? '';
  await computer.login.verbs.chooseAccount(accountId, true);
  await computer.waitFor('signed-in');
  await computer.login.verbs.signOut(accountId);
  return accountId;
}

test('RememberedChoiceAllowed off as default: the tick starts empty and the person may set it', () =>
  withManagedOffice(async ({ policy, startManaged }) => {
    const computer = startManaged();
    const { verbs } = computer.login;
    computer.login.start();
    expect((await openChooser(computer)).remember).toEqual({ initially: true, locked: false });
    await verbs.cancelSignIn();
    await policy.set('default', { RememberedChoiceAllowed: false });
    expect((await openChooser(computer)).remember).toEqual({ initially: false, locked: false });
    expect(computer.login.getState().policy.rememberAllowed).toBe(true);
    const accountId = await chooseFirst(computer);
    computer.browseAs('google-three-accounts');
    await verbs.startSignIn('google', { anotherAccount: true });
    expect(await computer.waitFor('signed-in')).toMatchObject({ accountId });
  }));

test('RememberedChoiceAllowed off and enforced: always asked, nothing remembered, by no verb', () =>
  withManagedOffice(async ({ policy, startManaged }) => {
    const computer = startManaged();
    const { verbs } = computer.login;
    computer.login.start();
    const accountId = await chooseFirst(computer);
    const before = await verbs.getRememberedChoices();
    const [choice] = before.ok ? before.value : [];
    expect(choice?.account?.id).toBe(accountId);
    await policy.set('enforced', { RememberedChoiceAllowed: false });
    expect(computer.login.getState().policy.rememberAllowed).toBe(false);
    expect((await openChooser(computer)).remember).toEqual({ initially: false, locked: true });
    expect(await verbs.setRememberedChoice(choice?.id ?? '', null)).toEqual(blocked);
    await verbs.forgetRememberedChoice(choice?.id ?? '');
    await chooseFirst(computer);
    expect(await verbs.getRememberedChoices()).toEqual({ ok: true, value: [] });
    const { remember } = await openChooser(computer);
    expect(remember).toEqual({ initially: false, locked: true });
  }));

test('Languages as default: the first comes before the others, and the person may take any', () =>
  withManagedOffice(async ({ policy, startManaged }) => {
    const { login } = startManaged({ systemLanguages: ['de'] });
    expect(login.getState().locale).toBe('en');
    await policy.set('default', { Languages: ['fr-CA'] });
    expect(login.getState().locale).toBe('fr-CA');
    expect(login.getState().policy.locales).toEqual(['fr-CA', 'en', 'es']);
    expect(await login.verbs.setLocale('es')).toEqual({ ok: true, value: null });
    expect(login.getState().locale).toBe('es');
  }));

test('Languages enforced: what the person chose counts no more, and nothing else can be chosen', () =>
  withManagedOffice(async ({ policy, startManaged }) => {
    const { login } = startManaged();
    await login.verbs.setLocale('es');
    expect(login.getState().locale).toBe('es');
    await policy.set('enforced', { Languages: ['fr-CA'] });
    expect(login.getState()).toMatchObject({ locale: 'fr-CA', policy: { locales: ['fr-CA'] } });
    expect(await login.verbs.setLocale('en')).toEqual(blocked);
    expect(await login.verbs.setLocale('fr-CA')).toEqual({ ok: true, value: null });
    await policy.clear();
    expect(login.getState().locale).toBe('fr-CA');
  }));

test('S2-12: SonarBaseUrl: every request of a computer that starts under it goes there', () =>
  withManagedOffice(async ({ policy, sandbox, startManaged }) => {
    // By a name that the service has: it takes no proof that was made for another one.
    const origin = 'https://localhost:8443';
    const { baseUrl } = sandbox.description.sonar;
    let toPolicy = 0;
    let toConfigured = 0;
    const computerAt = () =>
      startManaged({
        fetch: (fetch) => (input, init) => {
          if (input.startsWith(baseUrl)) toConfigured += 1;
          if (!input.startsWith(origin)) return fetch(input, init);
          toPolicy += 1;
          return fetch(input.replace(`${origin}/v1`, baseUrl), init);
        },
      });
    const running = computerAt();
    await policy.set('enforced', { SonarBaseUrl: origin });
    const started = computerAt();
    for (const computer of [running, started]) {
      computer.login.start();
      computer.browseAs('google-one-account');
      await computer.login.verbs.startSignIn('google', { anotherAccount: false });
      await computer.waitFor('signed-in');
      if (computer === running) expect([toPolicy, toConfigured > 0]).toEqual([0, true]);
      toConfigured = 0;
    }
    expect([toPolicy > 0, toConfigured]).toEqual([true, 0]);
  }));

test.each(bothLevels)('ProxyMode and CertificateMode as %s: in force at start and live', (level) =>
  withPolicyFiles(async (policy) => {
    const modes: string[] = [];
    const network: Pick<Network, 'hold'> = {
      async hold({ proxyMode, certificateMode }) {
        modes.push(`proxy ${proxyMode}`, `certificates ${certificateMode}`);
      },
    };
    await followNetworkPolicy(policy.reader, network);
    expect(modes.splice(0)).toEqual(['proxy system', 'certificates system']);
    await policy.set(level, { ProxyMode: 'direct', CertificateMode: 'public' });
    expect(modes.splice(0)).toEqual(['proxy direct', 'certificates public']);
    await followNetworkPolicy(policy.reader, network);
    expect(modes).toEqual(['proxy direct', 'certificates public']);
  }),
);

test.each(bothLevels)(
  'UpdateChannel as %s: the named channel only, none while it is off',
  (level) =>
    withPolicyFiles(async (policy) => {
      const asked: string[] = [];
      const check = async (channel: string) => void asked.push(channel);
      const updater = { check, leave: () => undefined };
      await policy.set(level, { UpdateChannel: 'off' });
      const stop = followUpdates(policy.reader, updater, () => undefined);
      try {
        expect(asked).toEqual([]);
        await policy.set(level, { UpdateChannel: 'beta' });
        expect(asked).toEqual(['beta']);
      } finally {
        stop();
      }
    }),
);

test.each(bothLevels)(
  'IdleMinutes as %s: in force at start, and within a minute of a change',
  (level) =>
    withPolicyFiles(async (policy) => {
      let left = 0;
      const watch = () =>
        watchIdle(
          () => 5 * 60,
          () => policy.reader.current().idleMinutes,
          () => {
            left += 1;
          },
        );
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const stops = [watch()];
      try {
        vi.advanceTimersByTime(60_000);
        expect(left).toBe(0);
        policy.setAtOnce(level, { IdleMinutes: 5 });
        vi.advanceTimersByTime(60_000);
        expect(left).toBe(1);
        stops.push(watch());
        expect(left).toBe(2);
        policy.setAtOnce(level, { IdleMinutes: 0 });
        vi.advanceTimersByTime(600_000);
        expect(left).toBe(2);
      } finally {
        for (const stop of stops) stop();
        vi.useRealTimers();
      }
    }),
);

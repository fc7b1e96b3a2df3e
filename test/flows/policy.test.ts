import { expect, test } from 'vitest';
import type { Provider } from '../../preload/contract/providers.ts';
import type { View } from '../../preload/contract/state.ts';
import { tenantIds } from '../../services/seed/stories.ts';
import type { PolicyLevel } from '../../src-main/policy/policy-definition.ts';
import { type ManagedOffice, withManagedOffice } from './support/managed-office.ts';
import type { Computer } from './support/start-office.ts';

/** What a key must do to a computer; each function leaves nobody in the middle of a sign-in. */
interface Rule {
  readonly key: string;
  readonly value: unknown;
  readonly levels: readonly PolicyLevel[];
  /** Without the policy; also leaves behind what the policy is to end. */
  readonly free: (computer: Computer, office: ManagedOffice) => Promise<void>;
  /** `live`: the computer went through `free` and ran when the policy came. Else it started under it. */
  readonly held: (computer: Computer, office: ManagedOffice, live: boolean) => Promise<void>;
}

const bothLevels = ['default', 'enforced'] as const;
const blocked = { ok: false, failure: { code: 'blocked-by-policy' } };
const done = { ok: true, value: null };

function failureOf(view: View) {
  return 'failure' in view ? view.failure : null;
}

async function trySignIn(computer: Computer, person: string): Promise<void> {
  computer.browseAs(person);
  const provider: Provider = person.startsWith('google') ? 'google' : 'microsoft';
  await computer.login.verbs.startSignIn(provider, { anotherAccount: true });
}

async function signIn(computer: Computer, person: string): Promise<string> {
  await trySignIn(computer, person);
  const { accountId } = await computer.waitFor('signed-in');
  await computer.login.flush();
  return accountId;
}

async function isRefused(computer: Computer, person: string, code: string): Promise<void> {
  await trySignIn(computer, person);
  await computer.waitForState(({ view }) => failureOf(view)?.code === code, `${person}: ${code}`);
}

function sessionOf(computer: Computer, accountId: string) {
  return computer.login.getState().accounts.find(({ id }) => id === accountId)?.session;
}

/** The only account that the computer knows has lost its session to the policy. */
function hasLostSession(computer: Computer): void {
  const [account] = computer.login.getState().accounts;
  expect(account?.session).toEqual({
    status: 'signed-out',
    failure: { code: 'blocked-by-policy' },
  });
}

function passwordOf({ sandbox }: ManagedOffice, key: string): readonly [string, string] {
  const person = sandbox.description.people.find((one) => one.key === key);
  return [person?.sonarUsername ?? '', person?.sonarPassword ?? ''];
}

async function signInWithPassword(computer: Computer, office: ManagedOffice) {
  return computer.login.verbs.signInWithPassword(...passwordOf(office, 'google-one-account'));
}

/** Starts a sign-in, looks at the address that the browser gets, and cancels. */
async function readAuthorization(computer: Computer, provider: Provider): Promise<URLSearchParams> {
  const before = computer.authorizationUrls.length;
  computer.browseAs('ignore');
  await computer.login.verbs.startSignIn(provider, { anotherAccount: false });
  await computer.waitForState(() => computer.authorizationUrls.length > before, 'the browser');
  await computer.login.verbs.cancelSignIn();
  return new URL(computer.authorizationUrls.at(-1) ?? '').searchParams;
}

function redirectPort(parameters: URLSearchParams): number {
  return Number(new URL(parameters.get('redirect_uri') ?? '').port);
}

const firstPort = 21_300;

const passwordRule = {
  async free(computer: Computer, office: ManagedOffice) {
    expect(await signInWithPassword(computer, office)).toEqual(done);
    await computer.waitFor('signed-in');
  },
  async held(computer: Computer, office: ManagedOffice, live: boolean) {
    if (live) hasLostSession(computer);
    expect(computer.login.getState().policy.passwordAllowed).toBe(false);
    expect(await signInWithPassword(computer, office)).toEqual(blocked);
    await signIn(computer, 'google-one-account');
  },
};

const rules: readonly Rule[] = [
  {
    key: 'AllowedProviders',
    value: ['microsoft'],
    levels: bothLevels,
    async free(computer) {
      await signIn(computer, 'google-one-account');
    },
    async held(computer, _office, live) {
      if (live) hasLostSession(computer);
      const opened = computer.opened.length;
      await isRefused(computer, 'google-one-account', 'blocked-by-policy');
      const accountId = await signIn(computer, 'microsoft-one-account');
      await computer.login.verbs.turnOnProvider(accountId, 'google');
      await computer.waitForState(
        ({ view }) => failureOf(view)?.code === 'blocked-by-policy',
        'a link to Google to be refused',
      );
      expect(computer.opened.slice(opened)).toHaveLength(1);
      expect(computer.login.getState().policy.providers).toEqual([
        { provider: 'google', allowed: false },
        { provider: 'microsoft', allowed: true },
      ]);
      // A firewall may know of Microsoft alone as well.
      const tested = await computer.login.verbs.runSelfTest();
      const names = tested.ok ? tested.value.map(({ name }) => name) : [];
      expect([names.includes('google'), names.includes('microsoft')]).toEqual([false, true]);
    },
  },
  {
    key: 'AllowedMicrosoftTenants',
    value: [tenantIds.pine],
    levels: bothLevels,
    async free(computer) {
      await signIn(computer, 'microsoft-one-account');
    },
    async held(computer, _office, live) {
      if (live) hasLostSession(computer);
      await isRefused(computer, 'microsoft-one-account', 'blocked-by-policy');
      expect(computer.steps.at(-1)).toMatchObject({ step: 'ended', code: 'blocked-by-policy' });
      // Of the allowed tenant, so the Sonar service is asked, and has its own reason.
      await isRefused(computer, 'microsoft-no-sso', 'sso-not-enabled');
    },
  },
  {
    key: 'AllowedGoogleDomains',
    value: ['pine.example'],
    levels: bothLevels,
    async free(computer) {
      await signIn(computer, 'google-one-account');
      expect(new URL(computer.authorizationUrls[0] ?? '').searchParams.get('hd')).toBeNull();
    },
    async held(computer, _office, live) {
      if (live) hasLostSession(computer);
      await isRefused(computer, 'google-one-account', 'blocked-by-policy');
      expect(new URL(computer.authorizationUrls.at(-1) ?? '').searchParams.get('hd')).toBe(
        'pine.example',
      );
      await isRefused(computer, 'google-stranger', 'blocked-by-policy');
      await isRefused(computer, 'google-no-sso', 'sso-not-enabled');
    },
  },
  { key: 'SsoRequired', value: true, levels: ['enforced'], ...passwordRule },
  { key: 'PasswordSignInAllowed', value: false, levels: bothLevels, ...passwordRule },
  {
    key: 'LinkingAllowed',
    value: false,
    levels: bothLevels,
    async free(computer) {
      await signIn(computer, 'google-one-account');
      await trySignIn(computer, 'google-no-account');
      await computer.waitFor('linking');
    },
    async held(computer, office, live) {
      const { verbs } = computer.login;
      if (live) {
        // The form for the password was open when the policy came.
        expect(failureOf(computer.view())?.code).toBe('blocked-by-policy');
        const form = await verbs.linkAccount(...passwordOf(office, 'google-no-account'));
        expect(form).toMatchObject({ ok: false, failure: { code: 'ticket-expired' } });
      }
      const accountId = await signIn(computer, 'google-one-account');
      const security = await verbs.getAccountSecurity(accountId);
      const linkId = security.ok ? (security.value.links[0]?.id ?? '') : '';
      expect(linkId).not.toBe('');
      expect(await verbs.turnOnProvider(accountId, 'microsoft')).toEqual(blocked);
      expect(await verbs.turnOffProvider(accountId, 'google', true)).toEqual(blocked);
      expect(await verbs.removeLink(accountId, linkId, true)).toEqual(blocked);
      await isRefused(computer, 'google-no-account', 'blocked-by-policy');
      expect(computer.login.getState().policy.linkingAllowed).toBe(false);
    },
  },
  {
    key: 'SwitchingAllowed',
    value: false,
    levels: bothLevels,
    async free(computer) {
      const first = await signIn(computer, 'google-one-account');
      const second = await signIn(computer, 'microsoft-one-account');
      expect(await computer.login.verbs.switchAccount(first)).toEqual(done);
      await computer.login.softphone.switchAccount(second);
      expect(await computer.login.verbs.switchAccount(first)).toEqual(done);
    },
    async held(computer, office, live) {
      const { verbs, softphone, getState } = computer.login;
      const first = live
        ? (softphone.getCurrentSession()?.account.id ?? '')
        : await signIn(computer, 'google-one-account');
      const refusal = { code: 'blocked-by-policy', accountId: first };
      const refused = { ok: false, failure: refusal };
      const stays = { kind: 'signed-in', accountId: first };
      expect(getState().policy.switchingAllowed).toBe(false);
      for (const other of softphone.getSessions()) {
        const { id } = other.account;
        if (id === first) continue;
        expect(await verbs.switchAccount(id)).toEqual(refused);
        await expect(softphone.switchAccount(id)).rejects.toMatchObject({
          code: 'blocked-by-policy',
        });
        await verbs.confirmWithProvider(id);
        expect(computer.view()).toMatchObject({ ...stays, failure: refusal });
        // It is signed in, and stays so.
        expect(sessionOf(computer, id)?.status).toBe('online');
      }
      const opened = computer.opened.length;
      expect(await verbs.addAccount()).toEqual(refused);
      expect(await signInWithPassword(computer, office)).toEqual(refused);
      await trySignIn(computer, 'microsoft-one-account');
      expect(computer.view()).toMatchObject({ ...stays, failure: refusal });
      const asked = await softphone.signIn({ provider: 'microsoft' });
      expect(await asked.outcome).toMatchObject(refusal);
      await softphone.signIn();
      expect(computer.view()).toMatchObject(stays);
      expect(computer.opened).toHaveLength(opened);
      // The account that is open may do what is its own.
      expect(await verbs.switchAccount(first)).toEqual(done);
      computer.browseAs('google-one-account');
      await verbs.confirmWithProvider(first);
      expect(await computer.waitFor('signed-in')).toEqual({ ...stays, failure: null });
      for (const { account } of softphone.getSessions()) await verbs.signOut(account.id);
      await signIn(computer, 'microsoft-one-account');
    },
  },
  {
    key: 'AccountHint',
    value: 'maple.example',
    levels: bothLevels,
    async free(computer) {
      const parameters = await readAuthorization(computer, 'microsoft');
      expect(parameters.get('domain_hint')).toBeNull();
    },
    async held(computer) {
      const microsoft = await readAuthorization(computer, 'microsoft');
      expect(microsoft.get('domain_hint')).toBe('maple.example');
      expect((await readAuthorization(computer, 'google')).get('hd')).toBe('maple.example');
    },
  },
  {
    key: 'AccountHint',
    value: 'ana@maple.example',
    levels: bothLevels,
    async free(computer) {
      expect((await readAuthorization(computer, 'google')).get('login_hint')).toBeNull();
    },
    async held(computer) {
      for (const provider of ['google', 'microsoft'] as const) {
        const parameters = await readAuthorization(computer, provider);
        expect(parameters.get('login_hint')).toBe('ana@maple.example');
        expect(parameters.get(provider === 'google' ? 'hd' : 'domain_hint')).toBeNull();
      }
    },
  },
  {
    key: 'KeepSignedIn',
    value: false,
    levels: bothLevels,
    async free(computer) {
      expect((await readAuthorization(computer, 'microsoft')).get('prompt')).toBeNull();
    },
    async held(computer) {
      expect(computer.login.getState().policy.keepSignedIn).toBe(false);
      expect((await readAuthorization(computer, 'microsoft')).get('prompt')).toBe('login');
      const google = await readAuthorization(computer, 'google');
      expect(google.get('prompt')).toBe('select_account');
    },
  },
  {
    key: 'MaximumSessionHours',
    value: 2,
    levels: bothLevels,
    async free(computer) {
      const accountId = await signIn(computer, 'google-one-account');
      ageSession(computer, accountId, 3);
      await computer.login.verbs.retrySession(accountId);
      expect(sessionOf(computer, accountId)?.status).toBe('online');
    },
    async held(computer, _office, live) {
      if (!live) await signIn(computer, 'google-one-account');
      const accountId = computer.login.getState().accounts[0]?.id ?? '';
      if (!live) {
        ageSession(computer, accountId, 1);
        await computer.login.verbs.retrySession(accountId);
        expect(sessionOf(computer, accountId)?.status).toBe('online');
        ageSession(computer, accountId, 3);
        await computer.login.verbs.retrySession(accountId);
      }
      expect(sessionOf(computer, accountId)).toEqual({
        status: 'signed-out',
        failure: { code: 'session-expired' },
      });
    },
  },
  {
    key: 'ReverifyHours',
    value: 2,
    levels: bothLevels,
    async free(computer) {
      const accountId = await signIn(computer, 'google-one-account');
      expect(await isConfirmedAgain(computer, accountId, 3)).toBe(false);
    },
    async held(computer, _office, live) {
      if (!live) await signIn(computer, 'google-one-account');
      const accountId = computer.login.getState().accounts[0]?.id ?? '';
      expect(await isConfirmedAgain(computer, accountId, 1)).toBe(false);
      expect(await isConfirmedAgain(computer, accountId, 3)).toBe(true);
    },
  },
  {
    key: 'CallbackPorts',
    value: `${firstPort}-${firstPort + 60}`,
    levels: bothLevels,
    async free(computer) {
      expect(redirectPort(await readAuthorization(computer, 'google'))).toBeGreaterThan(0);
    },
    async held(computer) {
      for (const provider of ['google', 'microsoft'] as const) {
        const port = redirectPort(await readAuthorization(computer, provider));
        expect(port).toBeGreaterThanOrEqual(firstPort);
        expect(port).toBeLessThanOrEqual(firstPort + 60);
      }
    },
  },
  {
    key: 'DiagnosticsExportAllowed',
    value: false,
    levels: bothLevels,
    async free(computer) {
      expect(await computer.login.verbs.copyDetails()).toEqual(done);
      expect(computer.copied).toEqual(['details']);
      const shown = await computer.login.verbs.previewSupportBundle();
      expect(shown).toMatchObject({ ok: true, value: { files: [{ name: 'self-test.json' }] } });
      expect(await computer.login.verbs.saveSupportBundle()).toMatchObject({ ok: true });
      expect(computer.saved).toHaveLength(1);
      await computer.login.verbs.previewSupportBundle();
    },
    async held(computer, _office, live) {
      expect(await computer.login.verbs.copyDetails()).toEqual(blocked);
      expect(computer.copied).toHaveLength(live ? 1 : 0);
      // What was shown before it was forbidden is not saved either.
      expect(await computer.login.verbs.saveSupportBundle()).toEqual(blocked);
      expect(await computer.login.verbs.previewSupportBundle()).toEqual(blocked);
      expect(computer.saved).toHaveLength(live ? 1 : 0);
      expect(computer.login.getState().policy.diagnosticsAllowed).toBe(false);
    },
  },
];

/** Puts the sign-in of a session so many hours into the past. */
function ageSession(computer: Computer, accountId: string, hours: number): void {
  const account = computer.index.get(accountId);
  const signedInAt = new Date(Date.now() - hours * 3_600_000).toISOString();
  if (account !== undefined) computer.index.put({ ...account, signedInAt });
}

/** Whether a renewal has the provider confirm an identity that was last confirmed so many hours ago. */
async function isConfirmedAgain(computer: Computer, accountId: string, hours: number) {
  const account = computer.index.get(accountId);
  const verifiedAt = new Date(Date.now() - hours * 3_600_000).toISOString();
  if (account !== undefined) computer.index.put({ ...account, verifiedAt });
  await computer.login.verbs.retrySession(accountId);
  expect(sessionOf(computer, accountId)?.status).toBe('online');
  return computer.index.get(accountId)?.verifiedAt !== verifiedAt;
}

const cases = rules.flatMap((rule) => rule.levels.map((level) => ({ ...rule, level })));

test.each(cases)('$key = $value as $level holds, live and from the start', (rule) =>
  withManagedOffice(async (office) => {
    const running = office.startManaged();
    running.login.start();
    await rule.free(running, office);
    await office.policy.set(rule.level, { [rule.key]: rule.value });
    await rule.held(running, office, true);
    const started = office.startManaged();
    started.login.start();
    await rule.held(started, office, false);
  }),
);

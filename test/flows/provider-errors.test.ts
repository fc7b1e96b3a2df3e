import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ErrorCode } from '../../preload/contract/errors.ts';
import { projectRoot } from '../../scripts/common/run-captured.ts';
import type { ScriptedAnswer } from '../../services/identity-providers/provider-state.ts';
import type { Style } from '../hostile/provider/token-maker.ts';
import { createFakeKeychain } from './support/fake-keychain.ts';
import { type Computer, type Office, withOffice } from './support/start-office.ts';

type At = ScriptedAnswer['at'];
type Told = Omit<ScriptedAnswer, 'at'>;

const notAssigned: Told = { error: 'interaction_required', number: 50105 };
const device: Told = { error: 'interaction_required', number: 53000 };
const blocked: Told = { error: 'invalid_grant', reason: 'message_only', number: 53003 };
const adminConsent: Told = { error: 'access_denied', number: 90094 };
const loop: Told = { error: 'invalid_grant', number: 50196 };
const throttled: Told = { error: 'temporarily_unavailable', number: 90055 };
const frequency: Told = { error: 'invalid_grant', reason: 'token_expired', number: 70043 };

async function signIn(computer: Computer, provider: Style): Promise<string> {
  computer.login.start();
  computer.browseAs(`${provider}-one-account`);
  await computer.login.verbs.startSignIn(provider, { anotherAccount: false });
  const { accountId } = await computer.waitFor('signed-in');
  await computer.login.flush();
  return accountId;
}

/** A signed-in computer whose provider answers a silent confirmation like that. */
async function renewWith(
  { sandbox, startComputer }: Office,
  provider: Style,
  told: Told,
): Promise<{ computer: Computer; accountId: string }> {
  const { credentials } = createFakeKeychain();
  const computer = startComputer({ credentials });
  const accountId = await signIn(computer, provider);
  sandbox.control[provider]?.setAnswer({ at: 'refresh', ...told });
  computer.setPolicy({ reverifyHours: 0 });
  await computer.login.verbs.retrySession(accountId);
  return { computer, accountId };
}

const accountOf = (computer: Computer) => computer.login.getState().accounts[0];

const interactive: readonly (readonly [string, Style, At, Told, ErrorCode])[] = [
  ['B-03: not assigned', 'microsoft', 'response', notAssigned, 'administrator-needed'],
  ['B-03: state of the device', 'microsoft', 'response', device, 'administrator-needed'],
  ['B-03: Conditional Access, for the code', 'microsoft', 'code', blocked, 'administrator-needed'],
  ['B-03: admin consent', 'microsoft', 'response', adminConsent, 'consent-required'],
  [
    'B-03: a wish without a number',
    'microsoft',
    'response',
    { error: 'interaction_required' },
    'administrator-needed',
  ],
  [
    'B-03: Google’s admin',
    'google',
    'response',
    { error: 'admin_policy_enforced' },
    'administrator-needed',
  ],
  ['B-18: throttled', 'microsoft', 'response', throttled, 'provider-busy'],
  ['B-18: a loop, for the code', 'microsoft', 'code', loop, 'provider-busy'],
  [
    'B-18: Google is busy, for the code',
    'google',
    'code',
    { error: 'server_error', status: 503 },
    'provider-busy',
  ],
  ['AR-08: server_error', 'google', 'response', { error: 'server_error' }, 'provider-busy'],
];

test.each(interactive)('%s (%s, %s) is told as such at once', (_, provider, at, told, code) =>
  withOffice(async ({ sandbox, startComputer }) => {
    const computer = startComputer();
    computer.login.start();
    computer.browseAs(`${provider}-one-account`);
    sandbox.control[provider]?.setAnswer({ at, ...told });
    await computer.login.verbs.startSignIn(provider, { anotherAccount: false });
    await computer.waitForState(
      ({ view }) => view.kind === 'signed-out' && view.failure !== null,
      'a failure',
    );
    const expected =
      told.number === undefined ? {} : { providerErrorNumber: `AADSTS${told.number}` };
    expect(computer.view()).toMatchObject({ failure: { code, provider, ...expected } });
    sandbox.control[provider]?.setAnswer(null);
    await computer.login.verbs.startSignIn(provider, { anotherAccount: false });
    await computer.waitFor('signed-in');
  }),
);

test.each([
  ['sign-in frequency', 'microsoft', frequency],
  ['sign-in frequency as a wish', 'microsoft', { error: 'interaction_required', number: 70043 }],
  ['a second factor', 'microsoft', { error: 'interaction_required', number: 50076 }],
  ['a Workspace re-authentication', 'google', { error: 'invalid_grant', reason: 'invalid_rapt' }],
] as const)(
  'B-02: %s (%s): the session runs on and asks to confirm, which works',
  (_, provider, told) =>
    withOffice(async (office) => {
      const { computer, accountId } = await renewWith(office, provider, told);
      expect(accountOf(computer)).toMatchObject({
        session: { status: 'online' },
        confirmWith: provider,
        needsAdministrator: null,
      });
      office.sandbox.control[provider]?.setAnswer(null);
      await computer.login.verbs.confirmWithProvider(accountId);
      await computer.waitForState(({ accounts }) => accounts[0]?.confirmWith === null, 'confirmed');
    }),
);

test.each([
  ['a client loop', 'microsoft', loop],
  ['a throttled tenant', 'microsoft', throttled],
  ['a directory that is away', 'microsoft', { error: 'invalid_grant', number: 90033 }],
  ['a limit', 'google', { error: 'rate_limit_exceeded', status: 429 }],
] as const)(
  'B-02, B-18: %s (%s) passes: the session is online, nobody is asked anything',
  (_, provider, told) =>
    withOffice(async (office) => {
      const { computer } = await renewWith(office, provider, told);
      expect(accountOf(computer)).toMatchObject({
        session: { status: 'online' },
        confirmWith: null,
        needsAdministrator: null,
      });
    }),
);

test.each([
  ['not assigned', 'microsoft', notAssigned, 'administrator-needed'],
  ['state of the device', 'microsoft', device, 'administrator-needed'],
  ['blocked', 'microsoft', blocked, 'administrator-needed'],
  ['admin consent', 'microsoft', adminConsent, 'consent-required'],
  [
    'a Workspace administrator',
    'google',
    { error: 'admin_policy_enforced' },
    'administrator-needed',
  ],
] as const)(
  'B-03: %s (%s), told silently: the session runs on, with the message for the administrator in the place of Confirm',
  (_, provider, told, code) =>
    withOffice(async (office) => {
      const { computer, accountId } = await renewWith(office, provider, told);
      expect(accountOf(computer)).toMatchObject({
        session: { status: 'online' },
        confirmWith: null,
        needsAdministrator: { code, provider },
      });
      expect(computer.notConfirmed).toMatchObject([{ code, provider }]);
      office.sandbox.control[provider]?.setAnswer(null);
      await computer.login.verbs.retrySession(accountId);
      expect(accountOf(computer)?.needsAdministrator).toBeNull();
    }),
);

test('B-03: Confirm whose page does not help gives way to the administrator', () =>
  withOffice(async (office) => {
    const told = { error: 'interaction_required' };
    const { computer, accountId } = await renewWith(office, 'microsoft', told);
    expect(accountOf(computer)?.confirmWith).toBe('microsoft');
    office.sandbox.control.microsoft?.setAnswer({ at: 'response', ...device });
    await computer.login.verbs.confirmWithProvider(accountId);
    await computer.waitForState(({ accounts }) => accounts[0]?.confirmWith === null, 'no question');
    expect(accountOf(computer)).toMatchObject({
      session: { status: 'online' },
      needsAdministrator: { code: 'administrator-needed', providerErrorNumber: 'AADSTS53000' },
    });
  }));

test.each([
  [
    'TK-05: revoked',
    { error: 'invalid_grant', reason: 'bad_token', number: 50173 },
    'session-expired',
  ],
  ['B-02: disabled', { error: 'invalid_grant', number: 50057 }, 'administrator-needed'],
  [
    'B-02: not assigned any more',
    { error: 'invalid_grant', number: 50105 },
    'administrator-needed',
  ],
] as const)('%s: the session ends, as %s', (_, told, code) =>
  withOffice(async (office) => {
    const { computer } = await renewWith(office, 'microsoft', told);
    const number =
      code === 'session-expired' ? {} : { providerErrorNumber: `AADSTS${told.number}` };
    expect(accountOf(computer)?.session).toEqual({
      status: 'signed-out',
      failure: { code, ...number },
    });
  }),
);

test('B-19: a policy that names an alias domain of a Workspace organization refuses its people, and the manual asks for the primary one', () =>
  withOffice(async ({ startComputer }) => {
    const computer = startComputer();
    computer.login.start();
    computer.setPolicy({ allowedGoogleDomains: ['alias-of-maple.example'] });
    computer.browseAs('google-one-account');
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    const refused = await computer.waitForState(
      ({ view }) => view.kind === 'signed-out' && view.failure !== null,
      'a refusal',
    );
    expect(refused.view).toMatchObject({ failure: { code: 'blocked-by-policy' } });
    const manual = readFileSync(join(projectRoot, 'docs', 'administrators.md'), 'utf8');
    const row = manual.split('\n').find((line) => line.startsWith('| `AllowedGoogleDomains`'));
    expect(row).toMatch(/[Pp]rimary domains/);
    expect(manual).toMatch(/\*\*primary\*\* domain/);
  }));

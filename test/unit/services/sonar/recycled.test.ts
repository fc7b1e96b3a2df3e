import { describe, expect, test } from 'vitest';
import type { SeedPerson } from '../../../../services/seed/seed.ts';
import { bodyAs, offerOf, sessionOf } from '../../../contract/support/sonar-client.ts';
import {
  addLink,
  decideAs,
  harbourManager,
  linkByPassword,
  newcomer,
  passwordSession,
  twoManagersSeed,
  whatOpened,
} from './support/people-here.ts';
import {
  deviceWith,
  personOf,
  startTestService,
  type TestService,
} from './support/start-test-service.ts';

describe.each(['google', 'microsoft'] as const)('an address of %s with a new owner', (provider) => {
  const former = personOf('one-account', provider);
  const username = former.sonarUsername ?? '';
  const next = newcomer(former, '111');

  async function unlinkOwn({ call }: TestService, accessToken: string): Promise<void> {
    const security = bodyAs(await call('getMySecurity', { accessToken }), 'AccountSecurity');
    const params = { linkId: security.links[0]?.id ?? '' };
    expect((await call('removeLink', { accessToken, params })).status).toBe(204);
  }

  test.each<[string, (context: TestService) => Promise<unknown>]>([
    ['match', (context) => context.signIn(former)],
    [
      'settings',
      async (context) => addLink(context, await passwordSession(context, username), former),
    ],
    [
      'match, then settings',
      async (context) => addLink(context, sessionOf(await context.signIn(former)), former),
    ],
    [
      'match, removed by the person',
      async (context) => {
        await unlinkOwn(context, sessionOf(await context.signIn(former)).accessToken);
      },
    ],
    [
      'password, removed by the person',
      async (context) => {
        await unlinkOwn(context, sessionOf(await context.signIn(former)).accessToken);
        const again = await linkByPassword(context, former, username);
        await unlinkOwn(context, again.accessToken);
      },
    ],
    [
      'password, on an account without the address',
      async (context) => {
        context.service.control.removeAddress(accountOf(former), former.email);
        await linkByPassword(context, former, 'adam.novak');
        context.service.control.addAddress(accountOf(former), former.email);
      },
    ],
    [
      'match, ended with the address',
      async (context) => {
        await context.signIn(former);
        context.service.control.removeAddress(accountOf(former), former.email);
        context.service.control.addAddress(accountOf(former), former.email);
      },
    ],
  ])('S2-04, SV-02: opens nothing, the former one being linked by %s', async (_name, prepare) => {
    const context = await startTestService();
    await prepare(context);
    expect(whatOpened(await context.signIn(next))).toBe('address-recycled');
    // Who has it now is asked once, and may link with the password.
    await context.signIn(next);
    await decideAs(context, 'ines.gagnon', 'approve');
    expect(whatOpened(await context.signIn(next))).toEqual([accountOf(former)]);
  });

  test('S2-04: proved by a re-verification counts, too', async () => {
    const context = await startTestService();
    const { call, issuers } = context;
    const email = former.email.replace('@', '.new@');
    const { refreshToken } = sessionOf(await context.signIn(former));
    context.advance(60_000);
    const idToken = await issuers.sign({ ...issuers.claimsOf(former), email });
    expect((await call('reverifySession', { body: { refreshToken, idToken } })).status).toBe(200);
    context.service.control.addAddress('maple-270', email);
    expect(whatOpened(await context.signIn({ ...next, email }))).toBe('address-recycled');
  });

  test.each<[string, (context: TestService, off: boolean) => void]>([
    ['the account', ({ service }, off) => service.control.setAccountSso(accountOf(former), !off)],
    ['the organization', ({ service }, off) => service.control.setOrganizationSso('maple', !off)],
  ])('S2-04: proved while single sign-on was off for %s counts, too', async (_name, turn) => {
    const context = await startTestService();
    turn(context, true);
    expect(whatOpened(await context.signIn(former))).toMatch(/^sso-/);
    turn(context, false);
    expect(whatOpened(await context.signIn(next))).toBe('address-recycled');
    expect(whatOpened(await context.signIn(former))).toEqual([accountOf(former)]);
  });

  test('S2-04: an address that the provider does not speak for is not remembered', async () => {
    const context = await startTestService();
    const stranger: SeedPerson =
      next.provider === 'google' ? { ...next, hd: null } : { ...next, xmsEdov: false };
    await linkByPassword(context, stranger, 'adam.novak');
    expect(whatOpened(await context.signIn(former))).toEqual([accountOf(former)]);
  });

  test('S2-11: a third one is recycled again after an approval, and can be approved in turn', async () => {
    const context = await startTestService();
    await context.signIn(former);
    const third = newcomer(former, '222');
    await context.signIn(next);
    await decideAs(context, 'ines.gagnon', 'approve');
    expect(whatOpened(await context.signIn(third))).toBe('address-recycled');
    expect(whatOpened(await context.signIn(next))).toEqual([accountOf(former)]);
    await decideAs(context, 'ines.gagnon', 'approve');
    expect(whatOpened(await context.signIn(third))).toEqual([accountOf(former)]);
    for (const gone of [former, next]) {
      expect(whatOpened(await context.signIn(gone))).toBe('address-recycled');
    }
  });

  test('S2-11: the former one does not match while the approved one has not come back', async () => {
    const context = await startTestService();
    await context.signIn(former);
    await context.signIn(next);
    await decideAs(context, 'ines.gagnon', 'approve');
    expect(whatOpened(await context.signIn(former))).toBe('address-recycled');
  });
});

describe('an address on accounts of two organizations', () => {
  const former = personOf('three-accounts', 'google');
  const next = newcomer(former, '111');
  const [mapleIds, harbourIds] = ['maple', 'harbour'].map((organization) =>
    twoManagersSeed.accounts
      .filter(({ organizationId }) => organizationId === organization)
      .filter(({ addresses }) => addresses.some(({ email }) => email === former.email))
      .map(({ id }) => id),
  );

  /** Only an account of Maple Dental is opened, and with it linked, by the former owner. */
  async function prepare(): Promise<TestService> {
    const context = await startTestService({ seed: twoManagersSeed });
    const { ticket, accounts } = offerOf(await context.signIn(former));
    const accountId = accounts.find(({ id }) => id === mapleIds?.[0])?.id;
    await context.call('chooseAccount', { body: { ticket, accountId } });
    return context;
  }

  test('S2-11: is reported to both, and an approval opens the accounts of one', async () => {
    const context = await prepare();
    expect(whatOpened(await context.signIn(next))).toBe('address-recycled');
    await decideAs(context, 'ines.gagnon', 'approve');
    expect(whatOpened(await context.signIn(next))).toEqual(mapleIds);
    await decideAs(context, harbourManager, 'approve');
    expect(whatOpened(await context.signIn(next))).toEqual([
      ...(harbourIds ?? []),
      ...(mapleIds ?? []),
    ]);
  });

  test('S2-11: a refusal in one does not lock it out of the other', async () => {
    const context = await prepare();
    await context.signIn(next);
    await decideAs(context, harbourManager, 'refuse');
    expect(whatOpened(await context.signIn(next))).toBe('address-recycled');
    await decideAs(context, 'ines.gagnon', 'approve');
    expect(whatOpened(await context.signIn(next))).toEqual(mapleIds);
  });

  test('S2-11: an approval ends the links of its own organization only', async () => {
    const context = await prepare();
    const { call } = context;
    const open = async (accountId: string) => {
      const { ticket } = offerOf(await context.signIn(former));
      return sessionOf(await call('chooseAccount', { body: { ticket, accountId } }));
    };
    const elsewhere = await open(harbourIds?.[0] ?? '');
    const here = await open(mapleIds?.[0] ?? '');
    await context.signIn(next);
    await decideAs(context, 'ines.gagnon', 'approve');
    const ended = await call('getMyAccount', { accessToken: here.accessToken });
    expect(ended).toMatchObject({ code: 'session-ended' });
    const { accessToken } = elsewhere;
    expect((await call('getMyAccount', { accessToken })).status).toBe(200);
  });

  test('S2-11: the other organization is told also when the identity opens an account by password', async () => {
    const context = await prepare();
    await linkByPassword(context, next, 'adam.novak');
    expect(whatOpened(await context.signIn(next))).toEqual([accountIdOf('adam.novak')]);
    await decideAs(context, harbourManager, 'approve');
    expect(whatOpened(await context.signIn(next))).toEqual([
      ...(harbourIds ?? []),
      accountIdOf('adam.novak'),
    ]);
  });

  test('a choice that was offered before another one proved the address is refused', async () => {
    const context = await startTestService({ seed: twoManagersSeed });
    const { call, issuers } = context;
    const { ticket, accounts } = offerOf(await context.signIn(former));
    const proof = await issuers.prove(next);
    const outcome = await call('startSignIn', { body: { ...proof, device: deviceWith() } });
    const other = offerOf(outcome);
    const body = { ticket: other.ticket, accountId: accounts[0]?.id };
    expect((await call('chooseAccount', { body })).status).toBe(200);
    const late = await call('chooseAccount', { body: { ticket, accountId: accounts[1]?.id } });
    expect(late).toMatchObject({ status: 403, code: 'not-in-offer' });
  });
});

function accountIdOf(username: string): string {
  return twoManagersSeed.accounts.find((account) => account.username === username)?.id ?? '';
}

function accountOf({ sonarUsername }: SeedPerson): string {
  return accountIdOf(sonarUsername ?? '');
}

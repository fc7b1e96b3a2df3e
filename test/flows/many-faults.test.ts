import { describe, expect, test } from 'vitest';
import type { Sandbox } from '../../services/start-sandbox.ts';
import type { Fetch } from '../../src-main/network/bounded-fetch.ts';
import { builtInPolicy } from '../../src-main/policy/evaluate-policy.ts';
import { createChance } from '../support/random.ts';
import { waitUntil } from '../support/wait-until.ts';
import { type Computer, withOffice } from './support/start-office.ts';

/** What must be sent once at most: the code of each exchange, and each token that the provider rotates. */
function oneTimeOf(body: unknown): string | null {
  const form = new URLSearchParams(typeof body === 'string' ? body : String(body ?? ''));
  return form.get('code');
}

/** A network that is slow, loses questions and loses answers, one in five each; `isBad` turns it on. */
function createBadNetwork(seed: number) {
  const random = createChance(seed).next;
  const network = { isBad: true, lost: 0, slowed: 0, codes: new Map<string, number>() };
  const lose = () => {
    network.lost += 1;
    throw new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } });
  };
  const fetch =
    (next: Fetch): Fetch =>
    async (input, init) => {
      const code = oneTimeOf(init?.body);
      if (code !== null) network.codes.set(code, (network.codes.get(code) ?? 0) + 1);
      if (!network.isBad) return next(input, init);
      if (random() < 0.1) lose();
      if (random() < 0.3) {
        network.slowed += 1;
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
      const response = await next(input, init);
      if (random() < 0.1) lose();
      return response;
    };
  return { network, random, fetch };
}

/** What an attempt comes to: null when somebody is signed in. */
async function endOf(computer: Computer): Promise<string | null> {
  await computer.waitForState(
    ({ view }) =>
      view.kind === 'signed-in' ||
      view.kind === 'choosing' ||
      (view.kind === 'signed-out' && view.failure !== null),
    'an end',
  );
  const view = computer.view();
  return view.kind === 'signed-out' ? (view.failure?.code ?? null) : null;
}

const ends = [
  'provider-unreachable',
  'provider-busy',
  'provider-refused',
  'identity-not-verified',
  'account-service-unreachable',
  'session-expired',
  'offline',
  'cancelled',
];

test.each([20_261, 7])(
  'LD-06: with losses, delays and sleep at every step (seed %i) comes success or one clear code, and no code is sent twice',
  (seed) =>
    withOffice(async ({ startComputer }) => {
      const { network, random, fetch } = createBadNetwork(seed);
      const computer = startComputer({ fetch });
      computer.login.start();
      const came: (string | null)[] = [];
      for (let attempt = 0; attempt < 24; attempt += 1) {
        const provider = attempt % 2 === 0 ? 'google' : 'microsoft';
        computer.browseAs(`${provider}-one-account`);
        await computer.login.verbs.startSignIn(provider, { anotherAccount: false });
        if (random() < 0.3) computer.login.wake();
        const end = await endOf(computer);
        came.push(end);
        if (end === null) {
          const { accountId } = await computer.waitFor('signed-in');
          await computer.login.verbs.retrySession(accountId);
          await computer.login.verbs.removeAccount(accountId);
        }
      }
      expect(network.lost).toBeGreaterThan(5);
      expect(network.slowed).toBeGreaterThan(5);
      expect(came.filter((end) => end !== null && !ends.includes(end))).toEqual([]);
      expect(new Set(came).size).toBeGreaterThan(1);
      expect([...network.codes.values()].filter((count) => count > 1)).toEqual([]);

      network.isBad = false;
      computer.browseAs('google-one-account');
      await computer.login.verbs.startSignIn('google', { anotherAccount: false });
      expect(await endOf(computer)).toBeNull();
    }),
);

async function endsIn(computer: Computer, code: string, which = ''): Promise<void> {
  await computer.waitForState(
    ({ view }) =>
      view.kind === 'signed-in' || (view.kind === 'signed-out' && view.failure !== null),
    `the end of ${which} in ${code}`,
  );
  expect(computer.view(), which).toMatchObject({ kind: 'signed-out', failure: { code } });
}

const busy = { status: 503, headers: { 'content-type': 'application/json' } };

/** Faults of an attempt: what is done before it, and the code that it must end in. */
type Fault = (computer: Computer) => Promise<string>;

test('LD-02: after 40 faults at both providers, with what browser and app remember, the next attempt works, and no listener is left', () =>
  withOffice(async ({ sandbox, startComputer }) => {
    let refusesTokens = false;
    const computer = startComputer({
      fetch: (fetch) => async (input, init) => {
        const isToken = new URL(input).pathname.endsWith('/token');
        return isToken && refusesTokens ? new Response('{}', busy) : fetch(input, init);
      },
    });
    const { verbs } = computer.login;
    const { control } = sandbox;
    const start = (provider: 'google' | 'microsoft') =>
      verbs.startSignIn(provider, { anotherAccount: false });
    const faults: readonly Fault[] = [
      async () => {
        // Asked for another account, the provider shows its picker to whoever is signed in there.
        computer.browseAs('refuse');
        await verbs.startSignIn('google', { anotherAccount: true });
        return 'access-denied';
      },
      async () => {
        computer.browseAs('ignore');
        await start('microsoft');
        await computer.waitForState(
          ({ view }) => view.kind === 'waiting-for-browser' && view.browserOpened,
          'waiting',
        );
        await verbs.cancelSignIn();
        return 'cancelled';
      },
      async () => {
        computer.browseAs('google-one-account');
        refusesTokens = true;
        await start('google');
        return 'provider-busy';
      },
      async () => {
        // What was proved is kept for the next try, which belongs to this fault as well.
        computer.browseAs('microsoft-one-account');
        control.sonar.goDown(true);
        await start('microsoft');
        await endsIn(computer, 'account-service-unreachable');
        await start('google').then(() => verbs.cancelSignIn());
        return 'cancelled';
      },
      async () => {
        computer.browseAs('google-one-account');
        computer.setPolicy({ allowedGoogleDomains: ['elsewhere.example'] });
        await start('google');
        return 'blocked-by-policy';
      },
      async () => {
        computer.browseAs('microsoft-one-account');
        computer.setOffline(true);
        await start('microsoft');
        return 'offline';
      },
      async () => {
        await verbs.signInWithPassword('nobody', 'nothing');
        return 'wrong-credentials';
      },
    ];
    computer.login.start();
    const random = createChance(4_711).next;
    // Whatever else this process listens with is there before.
    const listeners = () =>
      process.getActiveResourcesInfo().filter((kind) => kind === 'TCPServerWrap').length;
    const before = listeners();
    for (let attempt = 0; attempt < 40; attempt += 1) {
      const fault = faults[Math.floor(random() * faults.length)] as Fault;
      const code = await fault(computer);
      await endsIn(computer, code, `attempt ${attempt}`);
      computer.setOffline(false);
      computer.setPolicy({ allowedGoogleDomains: builtInPolicy.allowedGoogleDomains });
      refusesTokens = false;
      control.sonar.goDown(false);
    }
    await expect.poll(listeners).toBe(before);
    computer.browseAs('microsoft-one-account');
    await start('microsoft');
    await computer.waitFor('signed-in');
    await expect.poll(listeners).toBe(before);
  }));

describe('many at once', () => {
  const seed = 20_261_129;

  /** What this process holds open by Node's own account; the stand-ins are in it, and always there. */
  function listening(): number {
    return process.getActiveResourcesInfo().filter((kind) => kind === 'TCPServerWrap').length;
  }

  /** Every attempt frees its port within a second of its end; one that never does fails here. */
  async function expectListening(count: number): Promise<void> {
    const what = () => `${count} listening sockets, not ${listening()}`;
    await waitUntil(() => listening() === count, what, 2_000);
  }

  /** Hears of listeners that pile up, as Node warns of them. */
  function watchWarnings(): { readonly warnings: readonly string[]; stop(): void } {
    const warnings: string[] = [];
    const hear = ({ name, message }: Error) => void warnings.push(`${name}: ${message}`);
    process.on('warning', hear);
    return { warnings, stop: () => void process.off('warning', hear) };
  }

  async function signInAndOut(computer: Computer, key: string): Promise<void> {
    const { verbs } = computer.login;
    computer.browseAs(key);
    const provider = key.startsWith('google') ? 'google' : 'microsoft';
    await verbs.startSignIn(provider, { anotherAccount: false });
    const { accountId } = await computer.waitFor('signed-in');
    await computer.login.flush();
    await verbs.signOut(accountId);
    await computer.waitFor('signed-out');
  }

  test('LD-01: 25 sign-ins and sign-outs, and nothing listens any more', () =>
    withOffice(async ({ sandbox, startComputer }) => {
      const heard = watchWarnings();
      const computer = startComputer();
      computer.login.start();
      const chance = createChance(seed);
      await signInAndOut(computer, 'google-one-account');
      const before = listening();
      for (let cycle = 0; cycle < 24; cycle += 1) {
        await signInAndOut(
          computer,
          chance.pick(['google-one-account', 'microsoft-one-account', 'google-office-manager']),
        );
      }
      await expectListening(before);
      expect(computer.index.pendingRemovals()).toEqual([]);
      expect(heard.warnings).toEqual([]);
      heard.stop();
      const audit = sandbox.control.sonar.readAudit();
      expect(audit.filter(({ what }) => what === 'signed-out')).toHaveLength(25);
    }));

  /** Something that goes wrong with an attempt. */
  interface Fault {
    readonly habit: string;
    /** Makes it so, or good again. */
    readonly set?: (on: boolean, parts: Parts) => void;
    /** One of these is told; null: nothing, because the person has changed their mind. */
    readonly codes: readonly (string | null)[];
  }

  interface Parts {
    readonly sandbox: Sandbox;
    readonly computer: Computer;
  }

  const person = 'google-one-account';

  function scripted(at: 'code' | 'response', error: string): NonNullable<Fault['set']> {
    return (on, { sandbox }) => sandbox.control.google?.setAnswer(on ? { at, error } : null);
  }

  const faults: readonly Fault[] = [
    { habit: 'refuse', codes: ['access-denied'] },
    { habit: 'google-blocked', codes: ['account-disabled'] },
    { habit: 'google-no-sso', codes: ['sso-not-enabled'] },
    { habit: person, set: scripted('code', 'invalid_grant'), codes: ['provider-refused'] },
    { habit: person, set: scripted('response', 'server_error'), codes: ['provider-busy'] },
    {
      habit: person,
      set: (on, { sandbox }) => sandbox.control.sonar.goDown(on),
      codes: ['account-service-unreachable'],
    },
    {
      habit: person,
      set: (on, { computer }) => computer.setOffline(on),
      codes: ['offline', 'provider-unreachable'],
    },
    { habit: 'ignore', codes: ['cancelled', null] },
  ];

  async function attempt({ computer }: Parts, { habit }: Fault): Promise<string | null> {
    computer.browseAs(habit);
    await computer.login.verbs.startSignIn('google', { anotherAccount: true });
    if (habit === 'ignore') {
      await computer.waitFor('waiting-for-browser');
      await computer.login.verbs.cancelSignIn();
    }
    return (await computer.waitFor('signed-out')).failure?.code ?? null;
  }

  test('LD-02: after 50 attempts that each begin at the picker and end in a fault, the next clean one works', () =>
    withOffice(async ({ sandbox, startComputer }) => {
      const heard = watchWarnings();
      const computer = startComputer();
      const parts = { sandbox, computer };
      computer.login.start();
      const chance = createChance(seed);
      const before = listening();
      for (let count = 0; count < 50; count += 1) {
        const fault = chance.pick(faults);
        fault.set?.(true, parts);
        expect(fault.codes, JSON.stringify(fault)).toContain(await attempt(parts, fault));
        fault.set?.(false, parts);
      }
      await expectListening(before);
      await signInAndOut(computer, person);
      await expectListening(before);
      expect(heard.warnings).toEqual([]);
      heard.stop();
    }));
});

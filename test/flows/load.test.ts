import { expect, test } from 'vitest';
import type { Sandbox } from '../../services/start-sandbox.ts';
import { createChance } from '../support/random.ts';
import { waitUntil } from '../support/wait-until.ts';
import { type Computer, withOffice } from './support/start-office.ts';

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

test('LD-02: 50 attempts that end in one fault or another, and the next clean one works', () =>
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

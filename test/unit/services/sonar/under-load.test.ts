import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sandboxPassword } from '../../../../services/seed/default-seed.ts';
import type { Seed, SeedAccount } from '../../../../services/seed/seed.ts';
import { organizations } from '../../../../services/seed/stories.ts';
import {
  createSonarClient,
  linkRequiredOf,
  offerOf,
  type SonarClient,
  sessionOf,
} from '../../../contract/support/sonar-client.ts';
import { startTestIssuers, type TestIssuers } from '../../../contract/support/target.ts';
import {
  deviceWith,
  inParallel,
  personOf,
  startTestService,
  type TestService,
  temporaryDirectory,
} from './support/start-test-service.ts';

const program = fileURLToPath(new URL('../../../../services/sonar/index.ts', import.meta.url));

/** The service as a process of its own, to be killed. */
interface ServiceProcess {
  readonly baseUrl: string;
  /** `kill -9`, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts it on `dataDir`; rejects with what it printed when it ends before it listens. */
async function startServiceProcess(
  dataDir: string,
  { trust }: TestIssuers,
): Promise<ServiceProcess> {
  const child: ChildProcess = spawn(
    process.execPath,
    [
      program,
      ...['--data', dataDir, '--password-cost', '1024'],
      ...['--google-issuer', trust.google.issuer, '--google-client-id', trust.google.clientId],
      ...['--microsoft-authority', trust.microsoft.authority],
      ...['--microsoft-client-id', trust.microsoft.clientId],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const exited = once(child, 'exit');
  async function kill(): Promise<void> {
    child.kill('SIGKILL');
    await exited;
  }
  onTestFinished(kill);
  let complaint = '';
  child.stderr?.on('data', (chunk) => {
    complaint += chunk;
  });
  if (!child.stdout) throw new Error('no stdout');
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    once(lines, 'line').then(([text]) => String(text)),
    exited.then(() => Promise.reject(new Error(`the service ended: ${complaint}`))),
  ]);
  const { baseUrl } = JSON.parse(line) as { baseUrl: string };
  return { baseUrl, kill };
}

/** A thousand races: these for one identity, and as many for one account. */
const races = 500;
const atOnce = 20;
const generousMs = 300_000;

/** Two accounts for each race, with nothing but a username and the password. */
function accountOf(index: number, half: number): SeedAccount {
  return {
    id: `maple-${index}-${half}`,
    organizationId: 'maple',
    name: `Race ${index}`,
    extension: String(index),
    username: `race.${index}.${half}`,
    password: sandboxPassword,
    isOfficeManager: false,
    disabled: false,
    ssoOn: true,
    addresses: [],
  };
}

const raceSeed: Seed = {
  name: 'races',
  organizations,
  accounts: Array.from({ length: races }, (_, index) => [
    accountOf(index, 0),
    accountOf(index, 1),
  ]).flat(),
  people: [],
  links: [],
};

/** A ticket to link for an identity of its own. */
async function ticketFor({ call, issuers }: TestService, subject: string): Promise<string> {
  const person = personOf('no-account', 'google');
  const proof = await issuers.prove(person, { sub: subject, email: `${subject}@gmail.com` });
  const reply = await call('startSignIn', { body: { ...proof, device: deviceWith() } });
  return linkRequiredOf(reply).ticket;
}

function link({ call }: TestService, ticket: string, username: string) {
  return call('linkIdentity', { body: { ticket, username, password: sandboxPassword } });
}

function activeLinks({ dataDir }: TestService, column: 'identity_id' | 'account_id') {
  const database = new DatabaseSync(join(dataDir, 'sonar.sqlite'), { readOnly: true });
  try {
    return database
      .prepare(
        `SELECT count(*) AS links, count(DISTINCT ${column}) AS owners FROM links WHERE state = 'active'`,
      )
      .get();
  } finally {
    database.close();
  }
}

test('two requests that link one identity to two accounts: one winner each time, no half link', {
  timeout: generousMs,
}, async () => {
  const context = await startTestService({ seed: raceSeed });
  const outcomes = await inParallel(races, atOnce, async (index) => {
    const tickets = [
      await ticketFor(context, `identity-${index}`),
      await ticketFor(context, `identity-${index}`),
    ];
    const replies = await Promise.all(
      tickets.map((ticket, half) => link(context, ticket, `race.${index}.${half}`)),
    );
    return replies.map(({ status, code }) => code ?? status).sort();
  });
  for (const outcome of outcomes) expect(outcome).toEqual([200, 'already-linked']);
  expect(activeLinks(context, 'identity_id')).toEqual({ links: races, owners: races });
});

test('two identities that link to one account: one winner each time, no half link', {
  timeout: generousMs,
}, async () => {
  const context = await startTestService({ seed: raceSeed });
  const outcomes = await inParallel(races, atOnce, async (index) => {
    const tickets = [
      await ticketFor(context, `left-${index}`),
      await ticketFor(context, `right-${index}`),
    ];
    const replies = await Promise.all(
      tickets.map((ticket) => link(context, ticket, `race.${index}.0`)),
    );
    return replies.map(({ status, code }) => code ?? status).sort();
  });
  for (const outcome of outcomes) expect(outcome).toEqual([200, 'already-linked']);
  expect(activeLinks(context, 'account_id')).toEqual({ links: races, owners: races });
});

test('TK-13: a ticket, an offer, an ID token and a refresh token used twice at once are used once', {
  timeout: generousMs,
}, async () => {
  const context = await startTestService();
  const { call, issuers, signIn } = context;
  const codesOf = (replies: readonly { status: number; code: string | null }[]) =>
    replies.map(({ status, code }) => code ?? status).sort();

  const ticket = await ticketFor(context, 'twice');
  const linked = await Promise.all([0, 1].map(() => link(context, ticket, 'chloe.martin')));
  expect(codesOf(linked)[0]).toBe(200);
  expect(codesOf(linked)[1]).toMatch(/^(ticket-expired|already-linked)$/);

  const offer = offerOf(await signIn(personOf('three-accounts', 'google')));
  const choices = await Promise.all(
    offer.accounts
      .slice(0, 2)
      .map(({ id: accountId }) =>
        call('chooseAccount', { body: { ticket: offer.ticket, accountId } }),
      ),
  );
  expect(codesOf(choices)).toEqual([200, 'ticket-expired']);

  const proof = await issuers.prove(personOf('one-account', 'google'));
  const signIns = await Promise.all(
    [0, 1].map(() => call('startSignIn', { body: { ...proof, device: deviceWith() } })),
  );
  expect(codesOf(signIns)).toEqual([200, 'identity-not-verified']);

  const { refreshToken } = sessionOf(await signIn(personOf('one-account', 'google')));
  const refreshes = await Promise.all(
    [0, 1].map(() => call('refreshSession', { body: { refreshToken } })),
  );
  // The second may be the first once more, whose answer was lost; both lead to one next token.
  expect(codesOf(refreshes)).toEqual([200, 200]);
  expect(new Set(refreshes.map((reply) => sessionOf(reply).refreshToken)).size).toBe(1);
});

describe('a service that is killed', () => {
  const generousMs = 120_000;

  async function prepare() {
    const dataDir = await temporaryDirectory();
    const issuers = await startTestIssuers();
    onTestFinished(() => issuers.close());
    const start = async () => {
      const child = await startServiceProcess(dataDir, issuers);
      return { ...child, call: createSonarClient(child.baseUrl) };
    };
    return { dataDir, issuers, start };
  }

  function integrityOf(dataDir: string): unknown {
    const database = new DatabaseSync(join(dataDir, 'sonar.sqlite'));
    try {
      const foreign = database.prepare('PRAGMA foreign_key_check').all();
      return { ...database.prepare('PRAGMA integrity_check').get(), foreign };
    } finally {
      database.close();
    }
  }

  function countLinks(dataDir: string): number {
    const database = new DatabaseSync(join(dataDir, 'sonar.sqlite'), { readOnly: true });
    try {
      return Number(database.prepare('SELECT count(*) AS links FROM links').get()?.links);
    } finally {
      database.close();
    }
  }

  function passwordTry(call: SonarClient, password: string, from: string) {
    const body = { username: 'ana.silva', password, device: deviceWith() };
    return call('signInWithPassword', { body, from });
  }

  test('SV-08, S2-09: the counters of wrong passwords survive kill -9', {
    timeout: generousMs,
  }, async () => {
    const { start } = await prepare();
    const from = '127.0.0.2';
    const first = await start();
    for (let count = 0; count < 5; count += 1) {
      expect((await passwordTry(first.call, 'wrong', from)).status).toBe(401);
    }
    await first.kill();
    const second = await start();
    expect((await passwordTry(second.call, sandboxPassword, from)).status).toBe(429);
    expect((await passwordTry(second.call, sandboxPassword, '127.0.0.3')).status).toBe(201);
  });

  test('SV-13, LD-04: killed while it writes, nothing acknowledged is lost, nothing is half, and no link is double', {
    timeout: generousMs,
  }, async () => {
    const { dataDir, issuers, start } = await prepare();
    const person = personOf('one-account', 'google');
    const seeded = await start();
    const linksBefore = countLinks(dataDir);
    await seeded.kill();
    const acknowledged: { refreshToken: string; used: string }[] = [];
    const spent = new Set<string>();
    for (let round = 0; round < 3; round += 1) {
      const { call, kill } = await start();
      let isKilled = false;
      const worker = async () => {
        while (!isKilled) {
          try {
            const proof = await issuers.prove(person);
            spent.add(proof.idToken);
            const reply = await call('startSignIn', { body: { ...proof, device: deviceWith() } });
            const used = sessionOf(reply).refreshToken;
            const next = await call('refreshSession', { body: { refreshToken: used } });
            acknowledged.push({ refreshToken: sessionOf(next).refreshToken, used });
          } catch (error) {
            // Only the kill may cut a request off.
            if (!isKilled && !(error instanceof TypeError)) throw error;
            if (!isKilled) await new Promise((resolve) => setImmediate(resolve));
          }
        }
      };
      const before = acknowledged.length;
      const workers = Array.from({ length: 4 }, worker);
      await expect
        .poll(() => acknowledged.length - before, { timeout: 60_000 })
        .toBeGreaterThan(15);
      // The process dies first; only then do the workers stop, so that it dies in the middle of writes.
      await kill();
      isKilled = true;
      await Promise.all(workers);
      expect(integrityOf(dataDir)).toEqual({ integrity_check: 'ok', foreign: [] });
      // However often the one person came in between.
      expect(countLinks(dataDir)).toBe(linksBefore + 1);
    }
    const { call } = await start();
    for (const { refreshToken } of acknowledged) {
      const reply = await call('refreshSession', { body: { refreshToken } });
      expect(reply.status).toBe(200);
    }
    const [first] = acknowledged;
    const reused = await call('refreshSession', { body: { refreshToken: first?.used } });
    expect(reused).toMatchObject({ status: 401, code: 'session-ended' });
  });

  test('SV-11: a write that was cut off can be repeated with its idempotency key', {
    timeout: generousMs,
  }, async () => {
    const { issuers, start } = await prepare();
    const proof = await issuers.prove(personOf('one-account', 'microsoft'));
    const request = { body: { ...proof, device: deviceWith() }, idempotencyKey: randomUUID() };
    const first = await start();
    // Whether the reply came before the kill or not, the repetition gives the one session.
    const answered = await first.call('startSignIn', request);
    await first.kill();
    const second = await start();
    const repeated = await second.call('startSignIn', request);
    expect(repeated.body).toEqual(answered.body);
  });
});

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { generateSeed } from '../../services/seed/generated-seed.ts';
import type { SeedPerson } from '../../services/seed/seed.ts';
import { migrate, openDatabase } from '../../services/sonar/database/database.ts';
import { seedDatabase } from '../../services/sonar/database/seed-database.ts';
import { createPasswords, defaultPasswordCost } from '../../services/sonar/passwords/hash.ts';
import { makeDeviceKey } from '../contract/support/sonar-client.ts';
import { deviceWith, startTestIssuers, type TestIssuers } from '../contract/support/target.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { type Bench, interleave, median, type Row, spreadOf } from './row.ts';

const run = promisify(execFile);
const program = fileURLToPath(new URL('../../services/sonar/index.ts', import.meta.url));

/** The rows that a quick run leaves out. */
export const leftOutOfQuick: readonly string[] = ['service-sign-in-p50-1000000'];

/** Connections that are kept busy to find how many sign-ins the service gets done. */
const connections = 16;
/** How long the bare work is repeated for one measurement, milliseconds. */
const bareMs = 250;

/**
 * What a sign-in costs the reference service.
 *
 * A sign-in is one `POST /sign-ins` as the app sends it, over HTTP on a connection that is kept alive: an ID token that
 * was never used, the secret of its nonce, the proof of a new key of the device, a new idempotency key. It is answered
 * with a session, or the run fails. Everybody has an address on exactly one account (rule R2). Tokens and proofs are
 * signed beforehand.
 *
 * The service is the program that `services/sonar/README.md` names, in a process of its own that has one processor for
 * all of its threads; what sends has the others. The limit is the work that no such service can do without: one check of
 * an RS256 signature and one RS256 signature, both with 2048 bits, by the fastest that Node has, in a process of its own
 * on the same processor while the service has nothing to do. The service itself signs nothing: its tokens are random and
 * stored as hashes. It also checks the ES256 signature of the proof, which is not in the limit.
 */
export async function measureService(bench: Bench): Promise<readonly Row[]> {
  const issuers = await startTestIssuers();
  try {
    return await withTempFolder(async (folder) => {
      const [processor = '0'] = processorsOf(await affinityOf(process.pid));
      const at = { bench, issuers, folder, processor };
      return [...(await measureThroughput(at)), ...(await measureSingle(at))];
    });
  } finally {
    await issuers.close();
  }
}

interface Place {
  readonly bench: Bench;
  readonly issuers: TestIssuers;
  readonly folder: string;
  /** The one that the service has. */
  readonly processor: string;
}

/**
 * Sign-ins per second: from the first request of a round to its last answer, with `connections` of them under way at any
 * time. Of people who were there before, and of others whose account gets its link with it.
 */
async function measureThroughput(at: Place): Promise<readonly Row[]> {
  // Short rounds in a quick run, so that a machine that becomes slower meanwhile does so for all of them.
  const [rounds, again, first] = at.bench.quick ? [8, 200, 100] : [15, 800, 400];
  const warmUp = 800;
  const people = warmUp + (rounds + 1) * first;
  return withService(at, people, async (service) => {
    const all = everyPerson(people);
    const known = all.slice(0, warmUp);
    const back = Array.from({ length: (rounds + 1) * again }, (_, index) => index % warmUp);
    const ofNew = await prepare(at, service, all);
    const ofKnown = await prepare(
      at,
      service,
      back.flatMap((index) => known[index] ?? []),
    );
    const rates = await awayFrom(at, async () => {
      await sendAll(ofNew.splice(0, warmUp));
      return interleave(rounds, {
        again: () => sendAll(ofKnown.splice(0, again)),
        first: () => sendAll(ofNew.splice(0, first)),
        limit: () => measureBare(at.processor),
      });
    });
    const common = {
      unit: '/s',
      limit: { what: 'one RS256 check and one RS256 signature each', value: median(rates.limit) },
      peers: [],
      runs: rounds,
    } as const;
    return [
      {
        ...common,
        name: 'service-sign-ins-per-second',
        title: 'Reference service: sign-ins on one core',
        ours: median(rates.again),
        goal: { of: 'ratio', bound: 'at-least', value: 0.5 },
        spread: spreadOf(rates.again),
      },
      {
        ...common,
        name: 'service-first-sign-ins-per-second',
        title:
          'Reference service: the first sign-in of each person, which makes the link, on one core',
        ours: median(rates.first),
        goal: null,
        spread: spreadOf(rates.first),
      },
    ];
  });
}

/**
 * Milliseconds from the sending of a request to the end of its answer, one sign-in at a time, each of somebody who was
 * never there before. With a thousand and with a million accounts in turn, by as many people, who are spread over all
 * accounts.
 */
async function measureSingle(at: Place): Promise<readonly Row[]> {
  const few = 1_000;
  const warmUp = 300;
  const common = { unit: 'ms', peers: [], runs: few - warmUp } as const;
  return withService(at, few, async (small) => {
    const ofSmall = await prepare(at, small, everyPerson(few));
    const rowOf = (times: readonly number[]): Row => ({
      ...common,
      name: 'service-sign-in-p50-1000',
      title: 'Reference service: one sign-in with 1,000 accounts, p50',
      ours: median(times),
      limit: null,
      goal: null,
      spread: spreadOf(times),
    });
    if (at.bench.quick) {
      const [times = []] = await awayFrom(at, () => sendInTurn([ofSmall], warmUp));
      return [rowOf(times)];
    }
    const many = 1_000_000;
    return withService(at, many, async (large) => {
      const ofLarge = await prepare(at, large, everyPerson(few, many / few));
      const [short = [], long = []] = await awayFrom(at, () =>
        sendInTurn([ofSmall, ofLarge], warmUp),
      );
      return [
        rowOf(short),
        {
          ...common,
          name: 'service-sign-in-p50-1000000',
          title: 'Reference service: one sign-in with 1,000,000 accounts, p50',
          ours: median(long),
          limit: { what: '1,000 accounts', value: median(short) },
          goal: { of: 'ratio', value: 1.3 },
          spread: spreadOf(long),
        },
      ];
    });
  });
}

/** The people of the generated seed, one of every `step`: half of them are Google's, half Microsoft's. */
function everyPerson(count: number, step = 1): readonly SeedPerson[] {
  const { people } = generateSeed({ people: count * step, accounts: 0 });
  if (step === 1) return people;
  return people.filter((_, index) => index % step === Math.floor(index / step) % 2);
}

/** A request of a sign-in, ready to be sent. */
type Ready = readonly [url: string, init: RequestInit];

async function prepare(
  { issuers }: Place,
  baseUrl: string,
  people: readonly SeedPerson[],
): Promise<Ready[]> {
  const url = `${baseUrl}/sign-ins`;
  return Promise.all(
    people.map(async (person): Promise<Ready> => {
      const proof = await issuers.prove(person);
      const key = await makeDeviceKey();
      return [
        url,
        {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'idempotency-key': randomUUID(),
            dpop: await key.prove({ url, token: null }),
          },
          body: JSON.stringify({ ...proof, device: deviceWith() }),
        },
      ];
    }),
  );
}

async function signIn([url, init]: Ready): Promise<void> {
  const response = await fetch(url, init);
  const text = await response.text();
  const { outcome } = JSON.parse(text) as { readonly outcome?: unknown };
  if (outcome !== 'session') throw new Error(`not signed in: ${response.status} ${text}`);
}

/** Sends all of them over `connections`; answers how many were done in a second. */
async function sendAll(all: readonly Ready[]): Promise<number> {
  const rest = all.values();
  const start = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (const ready of rest) await signIn(ready);
    }),
  );
  return (all.length / (performance.now() - start)) * 1_000;
}

/** Sends one of each list in turn, after the other has come back; answers how long each took, without the first ones. */
async function sendInTurn(lists: readonly Ready[][], warmUp: number): Promise<number[][]> {
  const times = lists.map((): number[] => []);
  for (let index = 0; index < (lists[0]?.length ?? 0); index += 1) {
    for (const [which, list] of lists.entries()) {
      const ready = list[index];
      if (ready === undefined) continue;
      const start = performance.now();
      await signIn(ready);
      if (index >= warmUp) times[which]?.push(performance.now() - start);
    }
  }
  return times;
}

/** Runs `use` with the address of a service that has `accounts` accounts of as many people. */
async function withService<T>(
  { bench, issuers, folder, processor }: Place,
  accounts: number,
  use: (baseUrl: string) => Promise<T>,
): Promise<T> {
  const dataDir = join(folder, String(accounts));
  const start = performance.now();
  await seed(dataDir, accounts, issuers.trust.google.issuer);
  const seconds = ((performance.now() - start) / 1_000).toFixed(1);
  bench.note(`service: ${accounts} accounts seeded in ${seconds} s`);
  const { google, microsoft } = issuers.trust;
  const options = {
    data: dataDir,
    'google-issuer': google.issuer,
    'google-client-id': google.clientId,
    'microsoft-authority': microsoft.authority,
    'microsoft-client-id': microsoft.clientId,
  };
  const child = spawn(
    'taskset',
    [
      ...['-c', processor, process.execPath, program],
      ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    return await use(await baseUrlOf(child));
  } finally {
    const ended = once(child, 'exit');
    if (child.exitCode === null && child.kill('SIGTERM')) await ended;
  }
}

async function baseUrlOf({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('no output');
  for await (const line of createInterface({ input: stdout })) {
    return (JSON.parse(line) as { readonly baseUrl: string }).baseUrl;
  }
  throw new Error('the service did not start');
}

async function seed(dataDir: string, accounts: number, googleIssuer: string): Promise<void> {
  await mkdir(dataDir);
  const database = openDatabase(join(dataDir, 'sonar.sqlite'));
  try {
    const now = Date.now();
    migrate(database, now);
    const passwords = createPasswords(defaultPasswordCost);
    const tools = { database, passwords, googleIssuer, now };
    await seedDatabase(tools, generateSeed({ people: accounts, accounts: 1 }));
  } finally {
    database.close();
  }
}

/** How often in a second one processor gets the bare work done. */
async function measureBare(processor: string): Promise<number> {
  const { stdout } = await run('taskset', [
    ...['-c', processor, process.execPath, import.meta.filename],
  ]);
  return Number(stdout);
}

/** The bare work: what is signed is as long as an ID token. */
function repeatBareWork(): number {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const publicKey = createPublicKey(privateKey);
  const text = Buffer.alloc(700, 'x');
  const signature = sign('sha256', text, privateKey);
  const work = () =>
    verify('sha256', text, publicKey, signature) && sign('sha256', text, privateKey);
  for (let times = 0; times < 100; times += 1) work();
  const start = performance.now();
  let done = 0;
  while (performance.now() - start < bareMs) {
    work();
    done += 1;
  }
  return (done / (performance.now() - start)) * 1_000;
}

/** Keeps this process off the processor of the service while `work` runs; where there is no other, says so. */
async function awayFrom<T>({ bench, processor }: Place, work: () => Promise<T>): Promise<T> {
  const all = await affinityOf(process.pid);
  const others = processorsOf(all).filter((one) => one !== processor);
  if (others.length === 0) {
    bench.note('service: what sends shares the only processor with the service');
    return work();
  }
  await setAffinity(process.pid, others.join(','));
  try {
    return await work();
  } finally {
    await setAffinity(process.pid, all);
  }
}

/** The processors that a process may use, as `taskset` writes them: `0,2-3`. */
async function affinityOf(pid: number): Promise<string> {
  const { stdout } = await run('taskset', ['-c', '-p', String(pid)]);
  return stdout.trim().split(' ').at(-1) ?? '';
}

async function setAffinity(pid: number, processors: string): Promise<void> {
  await run('taskset', ['-a', '-c', '-p', processors, String(pid)]);
}

/** `0,2-3`: 0, 2 and 3. */
function processorsOf(affinity: string): readonly string[] {
  return affinity.split(',').flatMap((range) => {
    const [from = 0, to = from] = range.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
  });
}

if (import.meta.main) process.stdout.write(String(repeatBareWork()));

import { createServer, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { limits } from '../../../preload/contract/verbs.ts';
import {
  type CredentialStore,
  createMemoryStore,
} from '../../../src-main/credentials/credential-store.ts';
import type { Fetch } from '../../../src-main/network/bounded-fetch.ts';
import { type Computer, withOffice } from '../../flows/support/start-office.ts';

/** Ways in which a Sonar service, or whatever stands in its place, misbehaves. */
const faults = {
  'refuses the connection': null,
  'resets the connection': (response: ServerResponse) => response.destroy(),
  'answers 500 with a problem': problem(500, 'internal-error'),
  'answers 503 with Retry-After': (response: ServerResponse) => {
    response.setHeader('retry-after', '120');
    problem(503, 'service-unavailable')(response);
  },
  'answers 503 with an absurd Retry-After': (response: ServerResponse) => {
    response.setHeader('retry-after', '1e300');
    problem(503, 'service-unavailable')(response);
  },
  'answers 502 as a page': text(502, 'text/html', '<html>Bad gateway</html>'),
  'answers 401 as a page': text(401, 'text/html', '<html>Sign in to the guest network</html>'),
  'answers 400 without a code': text(400, 'application/json', '{"error":"invalid_grant"}'),
  'answers 401 with a code of a newer service': problem(401, 'something-new'),
  'answers half a document': text(200, 'application/json', '{"sessionId":"s1","acc'),
  'answers a document of another shape': text(200, 'application/json', '{"ok":true}'),
  'answers a list': text(200, 'application/json', '[]'),
  'answers nothing': text(200, 'application/json', ''),
  'answers null': text(200, 'application/json', 'null'),
  'answers tokens that are no text': text(
    200,
    'application/json',
    '{"accessToken":1,"refreshToken":{},"accessTokenExpiresIn":"soon","account":null}',
  ),
  'answers too much': text(200, 'application/json', `"${'x'.repeat(3_000_000)}"`),
  'answers a small archive of much': (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    response.end(gzipSync('"'.padEnd(30_000_000, 'x')));
  },
  'sends elsewhere': (response: ServerResponse) => {
    response.writeHead(307, { location: 'http://127.0.0.1:9/' });
    response.end();
  },
} as const;
type Fault = keyof typeof faults;

/** A running service that does nothing but misbehave. */
interface HostileService {
  readonly origin: string;
  misbehave(fault: Fault): void;
  close(): Promise<void>;
}

/** Starts it on loopback. */
async function startHostileService(): Promise<HostileService> {
  let fault: Fault = 'answers nothing';
  const server = createServer((request, response) => {
    request.resume().on('end', () => faults[fault]?.(response));
  });
  const listening = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', listening.resolve);
  await listening.promise;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    // Port 9 is the discard service, which nobody runs: the connection is refused.
    get origin() {
      return `http://127.0.0.1:${faults[fault] === null ? 9 : address.port}`;
    },
    misbehave(next) {
      fault = next;
    },
    close() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      return closed.promise;
    },
  };
}

function text(status: number, type: string, body: string) {
  return (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': type });
    response.end(body);
  };
}

function problem(status: number, code: string) {
  const body = { type: `urn:sonar:problem:${code}`, title: code, status, code };
  return text(status, 'application/problem+json', JSON.stringify(body));
}

const codes = ['account-service-unreachable', 'account-service-invalid', 'network-portal'];

/** A computer whose Sonar service can be replaced by one that misbehaves. */
async function withHostileService(
  use: (parts: {
    readonly computer: Computer;
    readonly hostile: HostileService;
    readonly turn: (hostile: boolean) => void;
    /** Lets so much time go by for the app, in milliseconds. */
    readonly pass: (ms: number) => void;
  }) => Promise<void>,
): Promise<void> {
  const hostile = await startHostileService();
  try {
    await withOffice(async ({ sandbox, startComputer }) => {
      const { origin } = new URL(sandbox.description.sonar.baseUrl);
      let isHostile = false;
      let ahead = 0;
      const computer = startComputer({
        now: () => Date.now() + ahead,
        fetch: (fetch) => (input, init) =>
          fetch(isHostile ? input.replace(origin, hostile.origin) : input, init),
      });
      computer.login.start();
      computer.browseAs('google-one-account');
      await use({
        computer,
        hostile,
        turn(next) {
          isHostile = next;
        },
        pass(ms) {
          ahead += ms;
        },
      });
    });
  } finally {
    await hostile.close();
  }
}

test('SV-12: whatever the service does at a renewal, the session is offline, and online again afterwards', () =>
  withHostileService(async ({ computer, hostile, turn, pass }) => {
    const { verbs } = computer.login;
    await verbs.startSignIn('google', { anotherAccount: false });
    const { accountId } = await computer.waitFor('signed-in');
    const session = () => computer.login.getState().accounts[0]?.session;
    for (const fault of Object.keys(faults) as Fault[]) {
      hostile.misbehave(fault);
      turn(true);
      // Renewals of one account that worked keep a distance.
      pass(2_000);
      await verbs.retrySession(accountId);
      expect(session()?.status, fault).toBe('offline');
      expect(codes, fault).toContain(session()?.failure?.code);
      turn(false);
      await verbs.retrySession(accountId);
      expect(session(), fault).toEqual({ status: 'online', failure: null });
    }
  }));

test('SV-12: whatever the service does at a sign-in, it is told in one code, and the next try needs no browser where it can', () =>
  withHostileService(async ({ computer, hostile, turn }) => {
    const { verbs } = computer.login;
    for (const fault of Object.keys(faults) as Fault[]) {
      hostile.misbehave(fault);
      turn(true);
      await verbs.startSignIn('google', { anotherAccount: false });
      await computer.waitForState(
        ({ view }) => view.kind === 'signed-out' && codes.includes(view.failure?.code ?? ''),
        fault,
      );
      turn(false);
      await verbs.startSignIn('google', { anotherAccount: false });
      const { accountId } = await computer.waitFor('signed-in');
      await verbs.removeAccount(accountId);
    }
  }));

type Json = Record<string, unknown>;
type Change = (body: Json) => unknown;

/** A proxy between the app and the service: it changes the answers of one path, and counts what was asked. */
function createProxy() {
  let change: { readonly path: RegExp; readonly to: Change } | null = null;
  const asked: string[] = [];
  const through =
    (fetch: Fetch): Fetch =>
    async (input, init) => {
      const { pathname } = new URL(input);
      asked.push(pathname);
      const response = await fetch(input, init);
      if (change === null || !change.path.test(pathname)) return response;
      const body = change.to((await response.json()) as Json);
      const { status, headers } = response;
      const type = headers.get('content-type') ?? '';
      return new Response(JSON.stringify(body), { status, headers: { 'content-type': type } });
    };
  return {
    asked,
    through,
    change(path: RegExp, to: Change) {
      change = { path, to };
    },
    leave() {
      change = null;
    },
  };
}

/** A store that tells what was written to it. */
function recordingStore(): { readonly store: CredentialStore; readonly written: string[] } {
  const store = createMemoryStore();
  const written: string[] = [];
  return {
    written,
    store: {
      ...store,
      write(key, value) {
        written.push(key);
        return store.write(key, value);
      },
    },
  };
}

async function signIn(computer: Computer, person = 'google-office-manager'): Promise<string> {
  computer.browseAs(person);
  await computer.login.verbs.startSignIn('google', { anotherAccount: false });
  return (await computer.waitFor('signed-in')).accountId;
}

const invalid = { ok: false, failure: { code: 'account-service-invalid' } };

/** Puts `value` at `path` of each session, wherever an answer holds one. */
function inSession(change: (session: Json) => void): Change {
  return (body) => {
    const session = (body.session ?? body) as Json;
    if (session.account !== undefined) change(session);
    return body;
  };
}

const tooMuch: readonly (readonly [string, (session: Json) => void])[] = [
  [
    'a name',
    ({ account }) => Object.assign(account as Json, { name: 'n'.repeat(limits.name + 1) }),
  ],
  ['a name that is no text', ({ account }) => Object.assign(account as Json, { name: {} })],
  [
    'the name of an organization',
    ({ account }) =>
      Object.assign((account as Json).organization as Json, { name: '😀'.repeat(limits.name + 1) }),
  ],
  ['an extension', ({ account }) => Object.assign(account as Json, { extension: '2'.repeat(257) })],
  ['a username', ({ account }) => Object.assign(account as Json, { username: 'u'.repeat(257) })],
  [
    'an e-mail address',
    ({ identity }) => Object.assign(identity as Json, { email: 'e'.repeat(321) }),
  ],
  ['a former address', (session) => Object.assign(session, { emailRenamedFrom: 'e'.repeat(321) })],
  ['an id', ({ account }) => Object.assign(account as Json, { id: 'i'.repeat(65) })],
];

test.each(tooMuch)(
  'S2-16, S2-17: a session with too much in %s is refused, nothing of it is kept',
  (_what, change) =>
    withOffice(async ({ startComputer }) => {
      const proxy = createProxy();
      const { store, written } = recordingStore();
      const computer = startComputer({ fetch: proxy.through, credentials: store });
      computer.login.start();
      computer.browseAs('google-one-account');
      proxy.change(/\/sign-ins$/, inSession(change));
      await computer.login.verbs.startSignIn('google', { anotherAccount: false });
      await computer.waitForState(
        ({ view }) =>
          view.kind === 'signed-out' && view.failure?.code === 'account-service-invalid',
        'refused',
      );
      expect(computer.login.getState().accounts).toEqual([]);
      expect(computer.index.list()).toEqual([]);
      expect(written).toEqual([]);
    }),
);

const somebodyElse = inSession(({ account }) =>
  Object.assign(account as Json, { id: 'somebody-else', name: 'Somebody Else' }),
);

test('S2-16: a renewal that is answered with the session of another account changes nothing', () =>
  withOffice(async ({ startComputer }) => {
    const proxy = createProxy();
    const { store, written } = recordingStore();
    const computer = startComputer({ fetch: proxy.through, credentials: store });
    computer.login.start();
    const accountId = await signIn(computer);
    await computer.login.flush();
    const [before, writes] = [computer.index.list(), written.length];
    proxy.change(/\/refresh$/, somebodyElse);
    await computer.login.verbs.retrySession(accountId);
    expect(computer.index.list()).toEqual(before);
    expect(written).toHaveLength(writes);
    const session = () => computer.login.getState().accounts[0]?.session;
    expect(session()).toMatchObject({ failure: { code: 'account-service-invalid' } });
    proxy.leave();
    await computer.login.verbs.retrySession(accountId);
    expect(session()).toMatchObject({ status: 'online', failure: null });
  }));

test('S2-16, SV-10: a choice that is answered with the session of another account opens nothing', () =>
  withOffice(async ({ startComputer }) => {
    const proxy = createProxy();
    const { store, written } = recordingStore();
    const computer = startComputer({ fetch: proxy.through, credentials: store });
    computer.login.start();
    computer.browseAs('google-three-accounts');
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    const { accounts } = await computer.waitFor('choosing');
    proxy.change(/\/choose$/, somebodyElse);
    await computer.login.verbs.chooseAccount(accounts[0]?.id ?? '', true);
    expect(computer.view()).toMatchObject({
      kind: 'choosing',
      failure: { code: 'account-service-invalid' },
    });
    expect(computer.index.list()).toEqual([]);
    expect(written).toEqual([]);
  }));

test('S2-17: the longest values that are taken are there after a restart', () =>
  withOffice(async ({ startComputer, folder }) => {
    const proxy = createProxy();
    const credentials = createMemoryStore();
    const first = startComputer({ fetch: proxy.through, credentials });
    first.login.start();
    const longest = {
      name: '😀'.repeat(limits.name),
      organization: { id: 'o'.repeat(limits.id), name: '\u0416'.repeat(limits.name) },
      extension: '2'.repeat(limits.extension),
      username: 'u'.repeat(limits.username),
    };
    proxy.change(
      /\/sign-ins$/,
      inSession((session) => {
        Object.assign(session.account as Json, longest);
        session.emailRenamedFrom = 'e'.repeat(limits.email);
      }),
    );
    await signIn(first, 'google-one-account');
    const before = first.login.getState().accounts;
    expect(before[0]).toMatchObject({ ...longest, organization: longest.organization.name });
    await expect.poll(() => first.stored()).toHaveLength(1);
    await first.login.flush();
    const second = startComputer({ folder: `${folder}/computer`, credentials });
    expect(second.login.getState().settingsNotices).toEqual([]);
    expect(second.index.list().map(({ summary }) => summary.name)).toEqual([longest.name]);
    expect(second.stored()).toHaveLength(1);
  }));

test('S2-16: pages, devices, audit and provisioning of another shape reach neither window nor softphone', () =>
  withOffice(async ({ startComputer }) => {
    const proxy = createProxy();
    const computer = startComputer({ fetch: proxy.through });
    computer.login.start();
    const accountId = await signIn(computer);
    const { verbs, softphone } = computer.login;
    const cases: readonly (readonly [RegExp, Change, () => Promise<unknown>])[] = [
      [/devices$/, () => ({ devices: 'nope' }), () => verbs.getDevices(accountId)],
      [
        /audit$/,
        (page) => ({ ...page, events: [{ ...(page.events as Json[])[0], who: {} }] }),
        () => verbs.getAudit(accountId, null),
      ],
      [
        /review$/,
        () => ({ rows: [{}], recycled: [], lastReviewedAt: null }),
        () => verbs.getReview(accountId),
      ],
      [
        /security$/,
        () => ({ addresses: {}, links: [] }),
        () => verbs.getAccountSecurity(accountId),
      ],
      [/me$/, (me) => ({ ...me, sso: { on: {} } }), () => verbs.getAccountSecurity(accountId)],
    ];
    for (const [path, to, ask] of cases) {
      proxy.change(path, to);
      expect(await ask(), String(path)).toEqual(invalid);
      proxy.leave();
      expect(await ask(), String(path)).toMatchObject({ ok: true });
    }
    proxy.change(/provisioning$/, () => ({ anything: 'goes' }));
    await expect(softphone.getProvisioning()).rejects.toMatchObject({
      code: 'account-service-invalid',
    });
    expect(JSON.stringify(computer.login.getState())).not.toContain('anything');
  }));

test('S2-16: a refusal whose facts are no facts is not believed, and its facts reach nobody', () =>
  withOffice(async ({ startComputer }) => {
    const proxy = createProxy();
    const computer = startComputer({ fetch: proxy.through });
    computer.login.start();
    for (const wrong of [
      { triesLeft: { many: true } },
      { triesLeft: '2' },
      { retryAt: { soon: true } },
      { retryAt: 'soon' },
    ]) {
      proxy.change(/\/sessions$/, (problem) => ({ ...problem, ...wrong }));
      await computer.login.verbs.signInWithPassword('nobody', 'wrong');
      expect(computer.view()).toEqual({
        kind: 'signed-out',
        failure: { code: 'account-service-invalid' },
      });
    }
  }));

test.each([257, 300, 320, 2_000])(
  'B-10: a username of %i characters does not match, and the service is not asked',
  (length) =>
    withOffice(async ({ startComputer }) => {
      const proxy = createProxy();
      const computer = startComputer({ fetch: proxy.through });
      computer.login.start();
      await computer.login.verbs.signInWithPassword('u'.repeat(length), 'any');
      expect(computer.view()).toMatchObject({ failure: { code: 'wrong-credentials' } });
      expect(proxy.asked).toEqual([]);
    }),
);

test('B-10: the longest username is asked for and does not match either', () =>
  withOffice(async ({ startComputer }) => {
    const proxy = createProxy();
    const computer = startComputer({ fetch: proxy.through });
    computer.login.start();
    await computer.login.verbs.signInWithPassword('u'.repeat(limits.username), 'any');
    expect(computer.view()).toMatchObject({ failure: { code: 'wrong-credentials' } });
    expect(proxy.asked).toHaveLength(1);
  }));

test('B-36, IP-12: characters that turn or break a line are gone from every name, whatever the service sends', () =>
  withOffice(async ({ startComputer }) => {
    const proxy = createProxy();
    const computer = startComputer({ fetch: proxy.through });
    computer.login.start();
    const turned = '\u202eMaple\u2066\u0000\u2028Dental\u0007\u200f';
    proxy.change(/\/sign-ins$/, (body) => {
      for (const account of body.accounts as Json[]) {
        Object.assign(account, { name: turned, extension: '\u202e210' });
        Object.assign(account.organization as Json, { name: turned });
      }
      return body;
    });
    computer.browseAs('google-three-accounts');
    await computer.login.verbs.startSignIn('google', { anotherAccount: false });
    const { accounts } = await computer.waitFor('choosing');
    for (const account of accounts) {
      expect(account).toMatchObject({
        name: 'Maple Dental',
        organization: 'Maple Dental',
        extension: '210',
      });
    }
  }));

import { createServer, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
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

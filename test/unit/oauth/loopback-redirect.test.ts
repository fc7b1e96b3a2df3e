import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { expect, test, vi } from 'vitest';
import { LoginError } from '../../../src-main/errors/login-error.ts';
import { createLinuxPeerOwner } from '../../../src-main/network/peer-owner.ts';
import { judgeTogether, openLoopbackRedirect } from '../../../src-main/oauth/loopback-redirect.ts';
import { canReachListener, createLoopbackServer } from '../../../src-main/oauth/loopback-server.ts';
import {
  canConnect,
  failureOf,
  getBytes,
  goodState,
  openAttempt,
  sendRaw,
  statusOf,
} from './open-attempt.ts';

test('the code of the right response is handed out and the browser lands on a clean address (LB-14)', async () => {
  const attempt = await openAttempt();
  try {
    const page = await attempt.bring(`code=the-code&state=${goodState}`);
    expect(await attempt.code).toBe('the-code');
    expect(page.status).toBe(200);
    expect(page.url).toBe(`http://127.0.0.1:${attempt.port}/done`);
    expect(await page.text()).toContain('You can close this tab and go back to Sonar.');
  } finally {
    await attempt.close();
  }
});

test('a refusal by the provider ends the wait with its code and the page does not speak of success', async () => {
  const attempt = await openAttempt();
  try {
    const page = await attempt.bring(`error=access_denied&state=${goodState}`);
    expect(await failureOf(attempt.code)).toBe('access-denied');
    const text = await page.text();
    expect(text).toContain('Return to Sonar to try again.');
    expect(text).not.toContain('Got it');
  } finally {
    await attempt.close();
  }
});

const strangers: readonly (readonly [string, string])[] = [
  ['no state (AR-01)', 'code=x'],
  ['a state that differs in its last character (AR-02)', `code=x&state=${goodState.slice(0, -1)}z`],
  ['a state in other case (AR-02)', `code=x&state=${goodState.toLowerCase()}`],
  ['a prefix of the state (AR-02)', `code=x&state=${goodState.slice(0, 20)}`],
  ['two states, the good one first (AR-05)', `code=x&state=${goodState}&state=bad`],
  ['two states, the good one last (AR-05)', `code=x&state=bad&state=${goodState}`],
  ['two codes (AR-05)', `code=a&code=b&state=${goodState}`],
  ['two errors', `error=a&error=access_denied&state=${goodState}`],
  ['an access token in the query (AR-14)', `access_token=t&state=${goodState}`],
  ['an ID token in the query (AR-14)', `id_token=t&state=${goodState}`],
  ['an empty code (B-14)', `code=&state=${goodState}`],
  ['an administrator’s approval (B-14)', `admin_consent=True&tenant=t&state=${goodState}`],
  ['no parameters', ''],
];
test.each(strangers)('%s is answered with 400 and the attempt stays pending', async (_, query) => {
  const attempt = await openAttempt();
  try {
    const answer = await attempt.bring(query);
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toContain('Got it');
    await attempt.bring(`code=genuine&state=${goodState}`);
    expect(await attempt.code).toBe('genuine');
  } finally {
    await attempt.close();
  }
});

test.each([
  'scope=openid%20email&authuser=0&hd=maple.example&prompt=consent',
  'client_info=x&cloud_instance_host_name=login.microsoftonline.com&session_state=a&session_state=b',
  'admin_consent=True&tenant=x',
  `session_state=${'x'.repeat(20_000)}`,
])('B-26: what providers add beside a code does not matter: %.40s', async (more) => {
  const attempt = await openAttempt();
  try {
    await attempt.bring(`code=genuine&state=${goodState}&${more}`);
    expect(await attempt.code).toBe('genuine');
  } finally {
    await attempt.close();
  }
});

test('LB-04: a page of another site changes nothing, and reads nothing', async () => {
  const attempt = await openAttempt();
  try {
    for (const url of [attempt.redirectUri, attempt.newStartPage('https://issuer.invalid/a')]) {
      for (const method of ['OPTIONS', 'POST', 'GET']) {
        const answer = await fetch(`${url}?code=x`, {
          method,
          redirect: 'manual',
          headers: {
            origin: 'https://evil.invalid',
            'access-control-request-method': 'GET',
            'access-control-request-private-network': 'true',
          },
        });
        const names = [...answer.headers.keys()];
        expect(names.filter((name) => name.startsWith('access-control-'))).toEqual([]);
        expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
      }
    }
    await attempt.bring(`code=genuine&state=${goodState}`);
    expect(await attempt.code).toBe('genuine');
  } finally {
    await attempt.close();
  }
});

test('only one response is taken: the same one again is refused (AR-04)', async () => {
  const attempt = await openAttempt();
  const request = getBytes(`/callback?code=first&state=${goodState}`, `127.0.0.1:${attempt.port}`, [
    attempt.cookieLine,
    'Connection: close',
  ]);
  try {
    expect(statusOf(await sendRaw(attempt.port, request))).toBe(303);
    expect(statusOf(await sendRaw(attempt.port, request))).toBe(400);
    expect(await attempt.code).toBe('first');
  } finally {
    await attempt.close();
  }
  expect(await canConnect(attempt.port, '127.0.0.1')).toBe(false);
});

test('of two pipelined responses at most one is taken (LB-09)', async () => {
  const attempt = await openAttempt();
  const host = `127.0.0.1:${attempt.port}`;
  try {
    const answer = await sendRaw(
      attempt.port,
      getBytes(`/callback?code=first&state=${goodState}`, host, [attempt.cookieLine]) +
        getBytes(`/callback?code=second&state=${goodState}`, host, [
          attempt.cookieLine,
          'Connection: close',
        ]),
    );
    expect(answer.match(/HTTP\/1\.1 303/g)).toHaveLength(1);
    expect(await attempt.code).toBe('first');
  } finally {
    await attempt.close();
  }
});

test('the landing page is delivered in full even when the listener is closed meanwhile (LB-13)', async () => {
  const attempt = await openAttempt();
  const host = `127.0.0.1:${attempt.port}`;
  try {
    const request = getBytes(`/callback?code=c&state=${goodState}`, host, [attempt.cookieLine]);
    const answer = sendRaw(attempt.port, request);
    await attempt.code;
    const closed = attempt.close();
    const page = await sendRaw(attempt.port, getBytes('/done', host));
    expect(page).toContain('</html>');
    expect(statusOf(page)).toBe(200);
    await closed;
    expect(statusOf(await answer)).toBe(303);
  } finally {
    await attempt.close();
  }
  expect(await canConnect(attempt.port, '127.0.0.1')).toBe(false);
});

test('the landing page is not there before a response was taken', async () => {
  const attempt = await openAttempt();
  try {
    const answer = await fetch(new URL('/done', attempt.redirectUri));
    expect(answer.status).toBe(404);
  } finally {
    await attempt.close();
  }
});

test('a browser that never fetches the landing page does not keep the port', async () => {
  const attempt = await openAttempt();
  const request = getBytes(`/callback?code=c&state=${goodState}`, `127.0.0.1:${attempt.port}`, [
    attempt.cookieLine,
  ]);
  const answer = sendRaw(attempt.port, request);
  expect(await attempt.code).toBe('c');
  await attempt.close();
  expect(await canConnect(attempt.port, '127.0.0.1')).toBe(false);
  await answer;
});

test('cancelling ends the wait, frees the port and refuses a late response (AR-16)', async () => {
  const attempt = await openAttempt();
  // An open, silent connection must not hold the port either.
  const silent = sendRaw(attempt.port, '');
  attempt.cancel.abort();
  expect(await failureOf(attempt.code)).toBe('cancelled');
  await attempt.close();
  await silent.catch(() => '');
  expect(await canConnect(attempt.port, '127.0.0.1')).toBe(false);
});

test('the reason of the signal is the reason of the end', async () => {
  const attempt = await openAttempt();
  attempt.cancel.abort(new LoginError('timed-out'));
  expect(await failureOf(attempt.code)).toBe('timed-out');
  await attempt.close();
});

test('an attempt that nobody finishes ends by its deadline and frees the port (LB-12)', async () => {
  const attempt = await openAttempt({ deadlineMs: 1 }, false);
  expect(await failureOf(attempt.code)).toBe('timed-out');
  await attempt.close();
  expect(await canConnect(attempt.port, '127.0.0.1')).toBe(false);
});

test('closing without a response ends the wait as cancelled, also when nobody was waiting', async () => {
  const attempt = await openAttempt();
  await attempt.close();
  await attempt.close();
  expect(await failureOf(attempt.code)).toBe('cancelled');
});

test('an attempt that was cancelled before it began leaves nothing listening', async () => {
  const opened = openLoopbackRedirect({
    host: 'localhost',
    ports: { first: 0, last: 0 },
    locale: 'en',
    signal: AbortSignal.abort(),
    deadlineMs: 1_000,
    judge: () => ({ kind: 'ignored' }),
    isOwnPeer: () => true,
    onNews: () => {},
  });
  expect(await failureOf(opened)).toBe('cancelled');
});

test('the listener is on loopback addresses only (LB-01)', async () => {
  const attempt = await openAttempt();
  try {
    expect(await canConnect(attempt.port, '127.0.0.1')).toBe(true);
    // All of 127.0.0.0/8 reaches a listener on every interface; ours is on one address.
    expect(await canConnect(attempt.port, '127.0.0.2')).toBe(false);
    expect(await canConnect(attempt.port, '::1')).toBe(false);
  } finally {
    await attempt.close();
  }
});

test('a redirect URI with localhost is answered over IPv4 and IPv6 on the same port', async () => {
  const hasIpv6 = await canListen('::1');
  const attempt = await openAttempt({ host: 'localhost' });
  try {
    expect(attempt.redirectUri).toBe(`http://localhost:${attempt.port}/callback`);
    expect(await canConnect(attempt.port, '127.0.0.1')).toBe(true);
    expect(await canConnect(attempt.port, '::1')).toBe(hasIpv6);
    const address = hasIpv6 ? '::1' : '127.0.0.1';
    const answer = await sendRaw(
      attempt.port,
      getBytes(`/callback?code=over&state=${goodState}`, `localhost:${attempt.port}`, [
        attempt.cookieLine,
        'Connection: close',
      ]),
      address,
    );
    expect(statusOf(answer)).toBe(303);
    expect(await attempt.code).toBe('over');
  } finally {
    await attempt.close();
  }
  expect(await canConnect(attempt.port, '::1')).toBe(false);
});

test('a port of the policy range is used, passing over one that is taken', async () => {
  const taken = await occupyPort();
  try {
    const attempt = await openAttempt({ ports: { first: taken.port, last: taken.port + 50 } });
    expect(attempt.port).toBeGreaterThan(taken.port);
    expect(attempt.port).toBeLessThanOrEqual(taken.port + 50);
    await attempt.close();
  } finally {
    taken.server.close();
  }
});

test('when every port of the range is taken the callback is unavailable (LB-11)', async () => {
  const taken = await occupyPort();
  try {
    const ports = { first: taken.port, last: taken.port };
    expect(await failureOf(openAttempt({ ports }))).toBe('callback-unavailable');
    expect(await failureOf(openAttempt({ ports, host: 'localhost' }))).toBe('callback-unavailable');
  } finally {
    taken.server.close();
  }
});

test('the self-test hears its own listener and is not fooled by another or by silence (LB-11)', async () => {
  const attempt = await openAttempt();
  const mute = await occupyPort();
  try {
    expect(await canReachListener('127.0.0.1', attempt.port, '/callback', 'answer')).toBe(false);
    expect(await canReachListener('127.0.0.1', mute.port, '/', 'answer', 50)).toBe(false);
  } finally {
    mute.server.close();
    await attempt.close();
  }
  expect(await canReachListener('127.0.0.1', attempt.port, '/', 'answer')).toBe(false);
});

/** Accepts connections and never says anything. */
function occupyPort(): Promise<{ readonly server: Server; readonly port: number }> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.on('error', () => {}));
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address();
      resolve({ server, port: typeof address === 'object' && address ? address.port : 0 });
    });
  });
}

function canListen(host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port: 0, host }, () => server.close(() => resolve(true)));
  });
}

/** Accepts `count` connections of one crowd, and answers what was found of each. */
async function judgeCrowd(count: number, isOwnPeer: (socket: Socket) => boolean) {
  const peers = judgeTogether((connection) => isOwnPeer(connection as Socket));
  const answers: boolean[] = [];
  const all = Promise.withResolvers<void>();
  const server = createServer((socket) => {
    peers.add(socket);
    peers.whenJudged(socket, () => {
      answers.push(peers.isOwn(socket));
      if (answers.length === count) all.resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const clients = Array.from({ length: count }, () => connect(port, '127.0.0.1'));
  await all.promise;
  for (const client of clients) client.destroy();
  server.close();
  return answers;
}

/** Takes the thread for as long as a table with thousands of rows does. */
function takeLong(): void {
  const until = performance.now() + 10;
  while (performance.now() < until);
}

test('S2-01, LB-06: a crowd of connections is looked for together, and each is judged', async () => {
  let looks = 0;
  let isSameLook = false;
  const answers = await judgeCrowd(100, () => {
    if (!isSameLook) {
      looks += 1;
      takeLong();
      isSameLook = true;
      queueMicrotask(() => {
        isSameLook = false;
      });
    }
    return true;
  });
  expect(answers).toEqual(Array.from({ length: 100 }, () => true));
  expect(looks).toBeLessThan(50);
});

test('S2-01, LB-06: a sign-in waits for no look, and a program that opens connections without end waits for each', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] });
  try {
    const peers = judgeTogether(() => {
      vi.advanceTimersByTime(15);
      return true;
    });
    /** How many milliseconds the look for the next connection waits. */
    async function waitOfNext(): Promise<number> {
      const socket = { destroyed: false } as Socket;
      const asked = performance.now();
      peers.add(socket);
      await new Promise(setImmediate);
      vi.runAllTimers();
      expect(peers.isOwn(socket)).toBe(true);
      return Math.round(performance.now() - asked) - 15;
    }
    const waits: number[] = [];
    for (let connection = 0; connection < 8; connection += 1) waits.push(await waitOfNext());
    expect(waits).toEqual([0, 0, 0, 0, 0, 60, 60, 60]);
    vi.advanceTimersByTime(1_000);
    expect(await waitOfNext()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test('S2-01, LB-06: connections that are judged in one go share what is read', () => {
  const own = 1000;
  let reads = 0;
  const ends = (port: number) => `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = Array.from(
    { length: 50 },
    (_, index) =>
      `  ${index}: ${ends(40_000 + index)} ${ends(8080)} 01 00000000:00000000 00:00000000 00000000  ${
        index % 2 === 0 ? own : 65_534
      }        0 ${index + 1} 1 0`,
  );
  const isOwnPeer = createLinuxPeerOwner(own, (table) => {
    reads += 1;
    return table === 'tcp' ? rows.join('\n') : '';
  });
  const answers = rows.map((_, index) =>
    isOwnPeer({
      localAddress: '127.0.0.1',
      localPort: 8080,
      remoteAddress: '127.0.0.1',
      remotePort: 40_000 + index,
    }),
  );
  expect(answers).toEqual(rows.map((_, index) => index % 2 === 0));
  expect(reads).toBe(2);
});

const query = `code=stolen&state=${goodState}`;

/** Requests with the right parameters and cookie that must not count: name, bytes for a port, allowed statuses. */
const abuses: readonly (readonly [string, (port: number) => string, readonly number[]])[] = [
  ['a doubled slash', get(`//callback?${query}`), [404]],
  ['a path that leads back', get(`/callback/../callback?${query}`), [404]],
  ['a path in other case', get(`/CALLBACK?${query}`), [404]],
  ['a trailing slash', get(`/callback/?${query}`), [404]],
  ['an encoded slash', get(`/%2Fcallback?${query}`), [404]],
  ['an encoded letter', get(`/%63allback?${query}`), [404]],
  ['the root', get(`/?${query}`), [404]],
  ['a favicon', get('/favicon.ico'), [404]],
  ['robots.txt', get('/robots.txt'), [404]],
  [
    'an absolute-form target',
    (port) => getBytes(`http://127.0.0.1:${port}/callback?${query}`, `127.0.0.1:${port}`),
    [404],
  ],
  ['HEAD', method('HEAD'), [405]],
  [
    'OPTIONS',
    method('OPTIONS', [
      'Origin: https://evil.invalid',
      'Access-Control-Request-Private-Network: true',
    ]),
    [405],
  ],
  ['TRACE', method('TRACE'), [405]],
  ['PUT', method('PUT'), [405]],
  ['DELETE', method('DELETE'), [405]],
  [
    'CONNECT',
    (port) => `CONNECT 127.0.0.1:${port} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`,
    [0, 400, 404, 405],
  ],
  [
    'a form post',
    method('POST', ['Content-Type: application/x-www-form-urlencoded', 'Content-Length: 0']),
    [405],
  ],
  ['a GET with a body', method('GET', ['Content-Length: 1'], 'x'), [400]],
  ['a foreign Host (DNS rebinding)', get(`/callback?${query}`, () => 'evil.invalid'), [400]],
  [
    'the right Host with another port',
    get(`/callback?${query}`, (port) => `127.0.0.1:${port + 1}`),
    [400],
  ],
  ['a Host with userinfo', get(`/callback?${query}`, (port) => `a@127.0.0.1:${port}`), [400]],
  ['a second Host', method('GET', ['Host: evil.invalid']), [400]],
  ['no Host', () => `GET /callback?${query} HTTP/1.1\r\nConnection: close\r\n\r\n`, [400]],
  ['the preface of HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [0, 400, 505]],
  [
    'both lengths (smuggling)',
    method('GET', ['Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
    [400],
  ],
  [
    'two different lengths',
    method('GET', ['Content-Length: 0', 'Content-Length: 3'], 'abc'),
    [400],
  ],
  [
    'bare line feeds',
    (port) => `GET /callback?${query} HTTP/1.1\nHost: 127.0.0.1:${port}\n\n`,
    [400],
  ],
  ['a request above 64 kB', get(`/callback?${query}&x=${'x'.repeat(65 * 1024)}`), [0, 400, 431]],
  ['headers above 64 kB', method('GET', [`X-Pad: ${'x'.repeat(65 * 1024)}`]), [0, 400, 431]],
];

test.each(abuses)(
  '%s does not reach the attempt (LB-07, LB-08, LB-09)',
  async (_, bytes, statuses) => {
    const attempt = await openAttempt();
    try {
      const withCookie = bytes(attempt.port).replace('\r\n', `\r\n${attempt.cookieLine}\r\n`);
      const answer = await sendRaw(attempt.port, withCookie).catch(() => '');
      expect(statuses).toContain(statusOf(answer));
      expect(answer.toLowerCase()).not.toContain('access-control-allow');
      expect(answer).not.toContain('stolen');
      await attempt.bring(`code=genuine&state=${goodState}`);
      expect(await attempt.code).toBe('genuine');
    } finally {
      await attempt.close();
    }
  },
);

test('however many connections wait, only so many are open, and the newest is among them (LB-06)', async () => {
  const open = new Set<Socket>();
  const arrived = Promise.withResolvers<void>();
  let most = 0;
  let arrivals = 0;
  let newest: Socket | undefined;
  const server = createLoopbackServer((_, response) => response.end());
  // After the server's own listener, so this sees what that one has already pushed out.
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    newest = socket;
    arrivals += 1;
    const alive = [...open].filter(({ destroyed }) => !destroyed).length;
    most = Math.max(most, alive);
    if (arrivals === 200) arrived.resolve();
  });
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const clients = Array.from({ length: 200 }, () => connect({ port, host: '127.0.0.1' }));
  try {
    for (const client of clients) client.on('error', () => {});
    await arrived.promise;
    expect(most).toBeLessThanOrEqual(64);
    expect(newest?.destroyed).toBe(false);
  } finally {
    for (const client of clients) client.destroy();
    server.close();
    server.closeAllConnections();
  }
});

test('500 slow connections do not keep the genuine response out, and most are dropped (LB-06, B-27)', async () => {
  const attempt = await openAttempt();
  const slow: Socket[] = [];
  let dropped = 0;
  try {
    for (let count = 0; count < 500; count += 1) {
      const socket = connect({ port: attempt.port, host: '127.0.0.1' });
      socket.on('error', () => {});
      socket.once('close', () => {
        dropped += 1;
      });
      socket.write('G');
      slow.push(socket);
    }
    const page = await attempt.bring(`code=genuine&state=${goodState}`);
    expect(page.status).toBe(200);
    expect(await attempt.code).toBe('genuine');
    await vi.waitFor(() => expect(dropped).toBeGreaterThan(400), { timeout: 20_000 });
  } finally {
    for (const socket of slow) socket.destroy();
    await attempt.close();
  }
}, 60_000);

function get(target: string, host = (port: number) => `127.0.0.1:${port}`) {
  return (port: number) => getBytes(target, host(port));
}

function method(name: string, headers: readonly string[] = [], body = '') {
  return (port: number) =>
    [`${name} /callback?${query} HTTP/1.1`, `Host: 127.0.0.1:${port}`, ...headers, '', body].join(
      '\r\n',
    );
}

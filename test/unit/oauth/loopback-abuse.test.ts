import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, test, vi } from 'vitest';
import { createLinuxPeerOwner } from '../../../src-main/network/peer-owner.ts';
import { judgeTogether } from '../../../src-main/oauth/judge-together.ts';
import { createLoopbackServer } from '../../../src-main/oauth/loopback-server.ts';
import { getBytes, goodState, openAttempt, sendRaw, statusOf } from './open-attempt.ts';

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

import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { connect, createServer as createTcpServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ContractOperation, readContract } from '../../../services/sonar/contract.ts';
import { LoginError } from '../../../src-main/errors/login-error.ts';
import { boundFetch, readRetryAt } from '../../../src-main/network/bounded-fetch.ts';
import { issuerName } from '../../../src-main/network/network-fault.ts';
import { createLinuxPeerOwner, createPeerOwner } from '../../../src-main/network/peer-owner.ts';
import {
  createSendOnce,
  type Line,
  linesPerOrigin,
  mayBeRepeated,
} from '../../../src-main/network/send-once.ts';
import {
  isLoopbackHttp,
  mapLoopbackHttps,
  toHttpsSpelling,
} from '../../../src-main/network/service-url.ts';
import { startUntrustedServer, untrustedIssuer } from '../../hostile/provider/hostile-provider.ts';
import { failureOf } from '../oauth/open-attempt.ts';

describe('the bounded fetch', () => {
  let origin = '';
  let answer: RequestListener = (_, response) => response.end();
  const server = createServer((request, response) => answer(request, response));
  const bounds = { unreachable: 'account-service-unreachable' } as const;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, resolve));
    const address = server.address();
    origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  function answerWith(status: number, type: string, body: string): void {
    answer = (_, response) => response.writeHead(status, { 'content-type': type }).end(body);
  }

  test.each([200, 400, 404, 503])(
    'JSON with status %i comes through with its body',
    async (status) => {
      answerWith(status, 'application/problem+json; charset=utf-8', '{"a":"é"}');
      const response = await boundFetch(fetch, bounds)(origin, {});
      expect(response.status).toBe(status);
      expect(await response.json()).toEqual({ a: 'é' });
    },
  );

  test('an answer without content comes through', async () => {
    answer = (_, response) => response.writeHead(204).end();
    expect((await boundFetch(fetch, bounds)(origin, {})).status).toBe(204);
  });

  test.each([
    ['no answer', (): RequestListener => () => {}],
    [
      'half an answer',
      (): RequestListener => (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"a":');
      },
    ],
  ])('TK-01: %s ends by the deadline and the connection is given up', async (_, make) => {
    const closed = Promise.withResolvers<void>();
    answer = (request, response) => {
      request.socket.once('close', () => closed.resolve());
      make()(request, response);
    };
    const ended = boundFetch(fetch, { ...bounds, deadlineMs: 100 })(origin, {});
    expect(await failureOf(ended)).toBe('account-service-unreachable');
    await closed.promise;
  });

  test('a fetch that does not listen to its signal ends by the deadline as well', async () => {
    const deaf = () => new Promise<Response>(() => {});
    const ended = boundFetch(deaf, { ...bounds, deadlineMs: 1 })(origin, {});
    expect(await failureOf(ended)).toBe('account-service-unreachable');
  });

  test('the reason of the caller is the reason of the end, before and while it runs', async () => {
    const cancel = new AbortController();
    answer = () => cancel.abort(new LoginError('timed-out'));
    const { signal } = cancel;
    expect(await failureOf(boundFetch(fetch, bounds)(origin, { signal }))).toBe('timed-out');
    let asked = false;
    const spy = () => {
      asked = true;
      return Promise.resolve(new Response());
    };
    expect(await failureOf(boundFetch(spy, bounds)(origin, { signal }))).toBe('timed-out');
    expect(asked).toBe(false);
    const other = AbortSignal.abort(new Error('for some reason'));
    expect(await failureOf(boundFetch(spy, bounds)(origin, { signal: other }))).toBe('cancelled');
  });

  test('a body beyond the limit is given up, one at the limit is not', async () => {
    const limited = boundFetch(fetch, { ...bounds, maxBytes: 10 });
    answerWith(200, 'application/json', '"12345678"');
    expect(await (await limited(origin, {})).json()).toBe('12345678');
    answerWith(200, 'application/json', '"123456789"');
    expect(await failureOf(limited(origin, {}))).toBe('account-service-unreachable');
  });

  test('a redirect is not followed, and told as a portal', async () => {
    let followed = false;
    answer = (request, response) => {
      if (request.url === '/target') followed = true;
      response.writeHead(307, { location: '/target' }).end();
    };
    const ended = boundFetch(fetch, bounds)(origin, { method: 'POST', body: 'canary' });
    expect(await failureOf(ended)).toBe('network-portal');
    expect(followed).toBe(false);
  });

  test('B-11: a proxy that wants a name and a password is told as such, and not as a page to open', async () => {
    const headers = { 'proxy-authenticate': 'Basic realm="canary"', 'content-type': 'text/html' };
    const proxied = () => Promise.resolve(new Response('<html>', { status: 407, headers }));
    expect(await failureOf(boundFetch(proxied, bounds)(origin, {}))).toBe('proxy-password');
  });

  test.each([
    ['getaddrinfo ENOTFOUND', Object.assign(new Error('x'), { code: 'ENOTFOUND' }), 'offline'],
    ['no route', Object.assign(new Error('x'), { code: 'ENETUNREACH' }), 'offline'],
    ['Chromium without a network', new Error('net::ERR_INTERNET_DISCONNECTED'), 'offline'],
    ['Chromium without a name', new Error('net::ERR_NAME_NOT_RESOLVED'), 'offline'],
    [
      'an expired certificate',
      Object.assign(new Error('x'), { code: 'CERT_HAS_EXPIRED' }),
      'connection-untrusted',
    ],
    [
      'a certificate for another host',
      Object.assign(new Error('x'), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }),
      'connection-untrusted',
    ],
    [
      'an unknown authority',
      Object.assign(new Error('x'), { code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }),
      'connection-untrusted',
    ],
    [
      'Chromium with an unknown authority',
      new Error('net::ERR_CERT_AUTHORITY_INVALID'),
      'connection-untrusted',
    ],
    [
      'a redirect that Electron refuses',
      new Error('Attempted to redirect, but redirect policy was "error"'),
      'network-portal',
    ],
    [
      'a refused connection',
      Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
      'account-service-unreachable',
    ],
    [
      'Chromium with a refused connection',
      new Error('net::ERR_CONNECTION_REFUSED'),
      'account-service-unreachable',
    ],
    [
      'a network that has just changed, which is no network that is away',
      new Error('net::ERR_NETWORK_CHANGED'),
      'account-service-unreachable',
    ],
    [
      'software that keeps the app from the network',
      new Error('net::ERR_NETWORK_ACCESS_DENIED'),
      'account-service-unreachable',
    ],
    [
      'B-11: a proxy that wants a password',
      new Error('net::ERR_PROXY_AUTH_REQUESTED'),
      'proxy-password',
    ],
    [
      'B-11: a proxy that wants to be signed in to in a way that nobody knows',
      new Error('net::ERR_PROXY_AUTH_UNSUPPORTED'),
      'proxy-password',
    ],
    ['anything else', new Error('x'), 'account-service-unreachable'],
    ['no error at all', 'x', 'account-service-unreachable'],
  ])('%s is told as what it is', async (_, thrown, code) => {
    const failing = () => Promise.reject(new TypeError('fetch failed', { cause: thrown }));
    expect(await failureOf(boundFetch(failing, bounds)('http://127.0.0.1:9', {}))).toBe(code);
    const several = () => Promise.reject(new AggregateError([thrown]));
    expect(await failureOf(boundFetch(several, bounds)('http://127.0.0.1:9', {}))).toBe(code);
  });

  test('TK-21: a certificate that nobody vouches for is not accepted, and its issuer is named', async () => {
    const untrusted = await startUntrustedServer('self-signed');
    try {
      const ended = boundFetch(fetch, bounds)(untrusted.origin, { method: 'POST', body: 'canary' });
      const failed = await ended.catch((error: unknown) => error);
      if (!(failed instanceof LoginError)) throw failed;
      expect(failed.code).toBe('connection-untrusted');
      expect(failed.facts.certificateIssuer).toBe(untrustedIssuer);
      expect(untrusted.counts.requests).toBe(0);
    } finally {
      await untrusted.close();
    }
  });

  test('TK-21: TLS 1.0 is not accepted', async () => {
    const untrusted = await startUntrustedServer('tls-1.0');
    try {
      const ended = boundFetch(fetch, bounds)(untrusted.origin, {});
      expect(await failureOf(ended)).toBe('connection-untrusted');
      expect(untrusted.counts.requests).toBe(0);
    } finally {
      await untrusted.close();
    }
  });
});

const us = { localAddress: '127.0.0.1', localPort: 8_080 } as const;
const browser = { ...us, remoteAddress: '127.0.0.1', remotePort: 50_000 } as const;
const title =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';

/** One row as the kernel writes it. */
function row(change: {
  readonly ends?: string;
  readonly state?: string;
  readonly uid?: number;
  readonly inode?: number;
}): string {
  const { ends = '0100007F:C350 0100007F:1F90', state = '01', uid = 1000, inode = 4711 } = change;
  return `  12: ${ends} ${state} 00000000:00000000 02:000005DC 00000000  ${uid}        0 ${inode} 2 0000000000000000 20 4 30 10 -1\n`;
}

function owns(tables: { readonly tcp?: string; readonly tcp6?: string }, connection = browser) {
  const read = (table: 'tcp' | 'tcp6') => title + (tables[table] ?? '');
  return createLinuxPeerOwner(1000, read)(connection);
}

describe('S2-01: of the kernel’s rows', () => {
  test('the other end’s counts, and only with our own user', () => {
    expect(owns({ tcp: row({}) })).toBe(true);
    expect(owns({ tcp: row({ uid: 65_534 }) })).toBe(false);
    expect(owns({ tcp: row({ uid: 0 }) })).toBe(false);
    expect(owns({ tcp: row({ uid: 10_000 }) })).toBe(false);
  });

  test('our own end does not: it is ours whoever comes', () => {
    expect(owns({ tcp: row({ ends: '0100007F:1F90 0100007F:C350' }) })).toBe(false);
  });

  test('none is no, and so is a table that cannot be read', () => {
    expect(owns({})).toBe(false);
    const refuse = () => {
      throw Object.assign(new Error('no'), { code: 'EACCES' });
    };
    expect(createLinuxPeerOwner(1000, refuse)(browser)).toBe(false);
    expect(createLinuxPeerOwner(undefined, () => row({}))(browser)).toBe(false);
  });

  test.each(['02', '03', '04', '05', '06', '07', '08', '09', '0A', '0B'])(
    'one in state %s is of a connection that is not there, and says 0',
    (state) => {
      const tcp = title + row({ state, uid: 0 });
      expect(createLinuxPeerOwner(0, () => tcp)(browser)).toBe(false);
      expect(createLinuxPeerOwner(1000, () => title + row({ state }))(browser)).toBe(false);
    },
  );

  test('one that no process holds any more does not count', () => {
    const tcp = title + row({ uid: 0, inode: 0 });
    expect(createLinuxPeerOwner(0, () => tcp)(browser)).toBe(false);
  });

  test('a program that speaks IPv6 stands in the other table, by its mapped address', () => {
    const mapped = '0000000000000000FFFF00000100007F';
    const ends = `${mapped}:C350 ${mapped}:1F90`;
    expect(owns({ tcp6: row({ ends }) })).toBe(true);
    expect(owns({ tcp6: row({ ends, uid: 65_534 }) })).toBe(false);
    const node = {
      ...browser,
      localAddress: '::ffff:127.0.0.1',
      remoteAddress: '::ffff:127.0.0.1',
    };
    expect(createLinuxPeerOwner(1000, () => title + row({ ends }))(node)).toBe(true);
  });

  test('IPv6 has its own', () => {
    const six = '00000000000000000000000001000000';
    const connection = { ...browser, localAddress: '::1', remoteAddress: '::1' };
    const read = (uid: number) => (table: string) =>
      table === 'tcp6' ? title + row({ ends: `${six}:C350 ${six}:1F90`, uid }) : title;
    expect(createLinuxPeerOwner(1000, read(1000))(connection)).toBe(true);
    expect(createLinuxPeerOwner(1000, read(65_534))(connection)).toBe(false);
  });

  test('two that disagree are no', () => {
    const mapped = '0000000000000000FFFF00000100007F';
    const tcp6 = row({ ends: `${mapped}:C350 ${mapped}:1F90`, uid: 65_534 });
    expect(owns({ tcp: row({}), tcp6 })).toBe(false);
  });

  test('near misses do not count: another port, another address, an end that is longer', () => {
    for (const ends of [
      '0100007F:C351 0100007F:1F90',
      '0100007F:C350 0100007F:1F91',
      '0200007F:C350 0100007F:1F90',
      '10100007F:C350 0100007F:1F90',
      '0100007F:C350 0100007F:1F901',
    ]) {
      expect(owns({ tcp: row({ ends }) }), ends).toBe(false);
    }
  });

  test('one that slipped through is found at the second reading', () => {
    let readings = 0;
    const read = (table: string) => {
      if (table === 'tcp') readings += 1;
      return table === 'tcp' && readings === 2 ? title + row({}) : title;
    };
    expect(createLinuxPeerOwner(1000, read)(browser)).toBe(true);
  });

  test('a connection without ends, or not of this machine, is nobody’s', () => {
    expect(owns({ tcp: row({}) }, {} as typeof browser)).toBe(false);
    const far = { ...browser, remoteAddress: 'fe80::1%eth0' } as unknown as typeof browser;
    expect(owns({ tcp: row({}) }, far)).toBe(false);
  });
});

test.runIf(process.platform === 'linux').each(['127.0.0.1', '::1'])(
  'S2-01: the kernel says that our own connection to %s is ours while it lives, and then no more',
  async (host) => {
    const server = createTcpServer();
    server.listen(0, host);
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const isOwn = createPeerOwner('linux');
    const accepted = once(server, 'connection') as Promise<[Socket]>;
    const client = connect({ port: address.port, host });
    const [socket] = await accepted;
    try {
      const { localAddress, localPort, remoteAddress, remotePort } = socket;
      const connection = { localAddress, localPort, remoteAddress, remotePort };
      expect(isOwn(connection)).toBe(true);
      expect(createLinuxPeerOwner((process.geteuid?.() ?? 0) + 1)(connection)).toBe(false);
      socket.resume();
      client.end();
      await once(socket, 'close');
      expect(isOwn(connection)).toBe(false);
    } finally {
      client.destroy();
      socket.destroy();
      server.close();
    }
  },
);

test('S2-01: other systems do not tell, and there nobody is refused for it', () => {
  expect(createPeerOwner('win32')({})).toBe(true);
  expect(createPeerOwner('darwin')({})).toBe(true);
});

test('IP-12: the issuer of a certificate is one short line of printable text, or nobody', () => {
  expect(issuerName({ O: 'Contoso\u001b[2J\u202e\r\n CA', CN: 'x' })).toBe('Contoso[2J CA');
  expect(issuerName({ O: ['Contoso', 'Other'] })).toBe('Contoso');
  expect(issuerName({ O: 'C'.repeat(10_000) })).toHaveLength(100);
  expect([issuerName({ O: '\u0007' }), issuerName({}), issuerName(undefined)]).toEqual([
    null,
    null,
    null,
  ]);
});

test.each([
  ['https://127.0.0.1:4001/organizations/x?y=1', 'http://127.0.0.1:4001/organizations/x?y=1'],
  ['https://127.0.0.1:4002/', 'https://127.0.0.1:4002/'],
  ['https://localhost:4001/', 'https://localhost:4001/'],
  ['https://127.0.0.1.evil.invalid:4001/', 'https://127.0.0.1.evil.invalid:4001/'],
  ['http://127.0.0.1:4001/', 'http://127.0.0.1:4001/'],
  ['https://login.example.com/', 'https://login.example.com/'],
])('of the origins only the configured one is mapped: %s goes to %s', async (asked, sent) => {
  const seen: string[] = [];
  const record = (input: string) => {
    seen.push(input);
    return Promise.resolve(new Response());
  };
  const configured = [
    'http://127.0.0.1:4001',
    'http://login.example.com',
    'https://127.0.0.1:4002',
  ];
  await mapLoopbackHttps(record, configured)(asked, {});
  expect(seen).toEqual([sent]);
});

test.each([
  ['http://127.0.0.1:1/x', true],
  ['http://localhost/x', true],
  ['http://[::1]:1/', true],
  ['https://127.0.0.1/', false],
  ['http://127.0.0.2/', false],
  ['http://127.0.0.1.evil.invalid/', false],
  ['http://127.0.0.1@evil.invalid/', false],
])('%s as loopback http: %s', (url, expected) => {
  expect(isLoopbackHttp(url)).toBe(expected);
  expect(toHttpsSpelling(url).startsWith('https:')).toBe(expected || url.startsWith('https:'));
});

const now = () => Date.parse('2026-11-25T10:00:00Z');

test.each([
  ['120', '2026-11-25T10:02:00.000Z'],
  ['Wed, 25 Nov 2026 10:05:00 GMT', '2026-11-25T10:05:00.000Z'],
  ['1000000000', '2026-11-25T11:00:00.000Z'],
  ['Thu, 25 Nov 2027 10:00:00 GMT', '2026-11-25T11:00:00.000Z'],
  ['0', null],
  ['-5', null],
  ['1e9', null],
  ['soon', null],
  ['Wed, 25 Nov 2026 09:00:00 GMT', null],
  [null, null],
])('Retry-After %s means %s', (header, expected) => {
  expect(readRetryAt(header, now)).toBe(expected);
});

const contract = readContract(new URL('../../../services/sonar/openapi.yaml', import.meta.url));

/** Names of the contract for what opens an account, once or for longer. */
const credential = /token|secret|ticket|password|code$/i;

/** The names of all that a request of this operation carries beside its path and an access token. */
function namesIn({ body, parameters }: ContractOperation): readonly string[] {
  return [
    ...parameters.map(({ name }) => name),
    ...(body === null ? [] : propertiesOf(contract.document, body)),
  ];
}

function propertiesOf(document: object, pointer: string): readonly string[] {
  const steps = pointer.slice(2).split('/');
  const found = steps.reduce<unknown>(
    (node, step) =>
      (node as Record<string, unknown>)[step.replaceAll('~1', '/').replaceAll('~0', '~')],
    document,
  );
  const text = JSON.stringify(found);
  const inside = [...text.matchAll(/"\$ref":"(#[^"]+)"/g)].map(([, ref = '']) => ref);
  const own = Object.keys((found as { properties?: object }).properties ?? {});
  return [...own, ...inside.flatMap((ref) => propertiesOf(document, ref))];
}

test('S2-27: no operation of the contract that may be repeated carries a credential', () => {
  const carrying = contract.operations.filter((operation) =>
    namesIn(operation).some((name) => credential.test(name)),
  );
  expect(carrying.map(({ operationId }) => operationId)).toEqual(
    expect.arrayContaining(['startSignIn', 'refreshSession', 'linkIdentity']),
  );
  expect(carrying.filter(({ method }) => mayBeRepeated({ method }))).toEqual([]);
  const reading = contract.operations.filter(({ method }) => mayBeRepeated({ method }));
  expect(reading.filter(({ body }) => body !== null)).toEqual([]);
});

test.each([
  [{}, true],
  [{ method: 'GET' }, true],
  [{ method: 'get', body: null }, true],
  [{ method: 'HEAD' }, true],
  [{ method: 'GET', body: 'x' }, false],
  [{ method: 'POST' }, false],
  [{ method: 'post', body: 'x' }, false],
  [{ method: 'PUT' }, false],
  [{ method: 'DELETE' }, false],
  [{ method: 'PATCH' }, false],
  [{ method: 'QUERY' }, false],
])('S2-27: %j may be sent again: %s', (init, expected) => {
  expect(mayBeRepeated(init)).toBe(expected);
});

const post = { method: 'POST', body: 'x' };
const never = new Promise<never>(() => {});

/** Lines that answer as told, and what was done with them. */
function openOffice(answer: (input: string) => Promise<Response>) {
  const steps: string[] = [];
  const fetch = createSendOnce({
    shared: async () => new Response('shared'),
    openLine: (number): Line => ({
      async closeConnections() {
        steps.push(`close ${number}`);
      },
      async fetch(input) {
        steps.push(`send ${number}`);
        return answer(input);
      },
    }),
  });
  return { fetch, steps };
}

const one = 'https://one.test/';

test('S2-27: a line is used again only when the body of the answer was read, after its connections were closed', async () => {
  const { fetch, steps } = openOffice(async () => new Response('body'));
  const first = await fetch(one, post);
  await fetch(one, post).then((response) => response.text());
  expect(await first.text()).toBe('body');
  await fetch(one, post).then((response) => response.text());
  expect(steps).toEqual(['close 1', 'send 1', 'close 2', 'send 2', 'close 1', 'send 1']);
});

test.each([
  ['fails', () => Promise.reject(new Error('no'))],
  ['has no body', async () => new Response(null, { status: 204 })],
  ['is never read', async () => new Response('body')],
  ['never comes', () => never],
] as const)(
  'S2-27: a line is free again after a request that %s and was given up',
  async (_how, answer) => {
    const { fetch, steps } = openOffice(answer);
    for (let round = 0; round < linesPerOrigin * 3; round += 1) {
      const stop = new AbortController();
      const sent = fetch(one, { ...post, signal: stop.signal }).catch(() => {});
      await new Promise(setImmediate);
      stop.abort();
      void sent;
    }
    expect(new Set(steps)).toEqual(new Set(['close 1', 'send 1']));
    expect(steps).toHaveLength(linesPerOrigin * 6);
  },
);

test('S2-27: whoever waits for a line goes in turn, by the own deadline, and another origin does not wait', async () => {
  const answers: ((response: Response) => void)[] = [];
  const { fetch, steps } = openOffice((input) =>
    input === one
      ? new Promise((resolve) => answers.push(resolve))
      : Promise.resolve(new Response('other')),
  );
  const running = Array.from({ length: linesPerOrigin }, () => fetch(one, post));
  const stop = new AbortController();
  const impatient = fetch(one, { ...post, signal: stop.signal });
  const next = fetch(one, post);
  await new Promise(setImmediate);
  expect(answers).toHaveLength(linesPerOrigin);
  expect(await fetch('https://two.test/', post).then((response) => response.text())).toBe('other');
  stop.abort(new Error('too late'));
  await expect(impatient).rejects.toThrow('too late');
  answers[0]?.(new Response(null, { status: 204 }));
  await running[0];
  await new Promise(setImmediate);
  expect(answers).toHaveLength(linesPerOrigin + 1);
  for (const answer of answers) answer(new Response(null, { status: 204 }));
  expect((await next).status).toBe(204);
  expect(steps.filter((step) => step.startsWith('send'))).toHaveLength(linesPerOrigin + 2);
});

import { createServer, type RequestListener } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LoginError } from '../../../src-main/errors/login-error.ts';
import { boundFetch } from '../../../src-main/network/bounded-fetch.ts';
import { startUntrustedServer, untrustedIssuer } from '../../hostile/provider/untrusted-server.ts';
import { failureOf } from '../oauth/open-attempt.ts';

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

import { expect, test } from 'vitest';
import { type ContractOperation, readContract } from '../../../services/sonar/contract.ts';
import { readRetryAt } from '../../../src-main/network/network.ts';
import { issuerName } from '../../../src-main/network/network-fault.ts';
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

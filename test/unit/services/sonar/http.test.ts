import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { createMessageChecks } from '../../../../services/sonar/contract.ts';
import { migrate, openDatabase } from '../../../../services/sonar/database/database.ts';
import { createServer } from '../../../../services/sonar/http/server.ts';
import { allOperations } from '../../../../services/sonar/operations/all-operations.ts';
import { defaultTimeLimits, defaultTryLimits } from '../../../../services/sonar/options.ts';
import { createPasswords } from '../../../../services/sonar/passwords/hash.ts';
import { type Answer, jsonAnswer, problemAnswer } from '../../../../services/sonar/problem.ts';
import type { Service } from '../../../../services/sonar/service.ts';
import { projectContract } from '../../../contract/support/sonar-client.ts';
import { cheapPasswords, startTestService } from './support/start-test-service.ts';

function serve(operations: typeof allOperations) {
  const database = openDatabase(':memory:');
  migrate(database, 0);
  const service: Service = {
    database,
    now: () => 0,
    ttl: () => defaultTimeLimits,
    tryLimits: defaultTryLimits,
    pause: async () => {},
    passwords: createPasswords(cheapPasswords),
    providers: ['google', 'microsoft'],
    verifyIdToken: () => Promise.reject(new Error('not asked')),
    registrar: { secret: 'not asked', webSocket: null },
  };
  const contract = projectContract();
  const undocumented: string[] = [];
  const errors: string[] = [];
  const server = createServer({
    service,
    contract,
    checks: createMessageChecks(contract),
    operations,
    isDown: () => false,
    onUndocumented: (complaint) => undocumented.push(complaint),
    onError: (error) => errors.push(String(error)),
  });
  onTestFinished(async () => {
    await server.close();
    database.close();
  });
  return { server, undocumented, errors };
}

test.each<[string, Answer, string]>([
  ['status', jsonAnswer(418, {}), 'getHealth 418 is not documented'],
  ['body', jsonAnswer(200, { status: 'ok', secret: 1 }), 'getHealth 200 must NOT have'],
  [
    'content type',
    { ...jsonAnswer(200, ''), contentType: 'text/html' },
    'getHealth 200 has undocumented text/html',
  ],
  ['header', problemAnswer('too-many-tries'), 'getHealth 429 is not documented'],
])(
  'an answer with an undocumented %s becomes 500 and is reported',
  async (_name, answer, complaint) => {
    const { server, undocumented } = serve({
      ...allOperations,
      getHealth: async () => () => answer,
    });
    const response = await server.inject({ url: '/v1/health' });
    expect(response.statusCode).toBe(500);
    expect(response.json()).toMatchObject({ code: 'internal-error' });
    expect(undocumented).toEqual([expect.stringContaining(complaint)]);
  },
);

test('an unexpected error becomes 500 and says nothing of itself', async () => {
  const getHealth = () => Promise.reject(new Error('canary at /some/path'));
  const { server, errors } = serve({ ...allOperations, getHealth });
  const response = await server.inject({ url: '/v1/health' });
  expect(response.statusCode).toBe(500);
  expect(response.body).not.toContain('canary');
  expect(errors).toEqual(['Error: canary at /some/path']);
});

test('every operation of the document is implemented and no other', () => {
  const { getHealth: _one, ...others } = allOperations;
  expect(() => serve(others)).toThrow('not implemented: getHealth');
  const extra = { ...allOperations, dance: async () => () => jsonAnswer(200, {}) };
  expect(() => serve(extra)).toThrow('not in the document: dance');
});

test.each([
  ['no JSON', 'application/json', '{'],
  ['half JSON', 'application/json', '{"refreshToken":'],
  ['prototype keys', 'application/json', '{"refreshToken":"x","__proto__":{"a":1}}'],
  ['a form', 'application/x-www-form-urlencoded', 'refreshToken=x'],
  ['too large a body', 'application/json', JSON.stringify({ refreshToken: 'x'.repeat(70_000) })],
])('SV-14: %s is a bad request', async (_name, type, body) => {
  const { service } = await startTestService();
  const response = await fetch(`${service.baseUrl}/sessions/sign-out`, {
    method: 'POST',
    headers: { 'content-type': type, 'idempotency-key': crypto.randomUUID() },
    body,
  });
  expect(response.status).toBe(400);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(await response.json()).toMatchObject({ code: 'bad-request' });
});

const safeReads = projectContract().operations.filter(({ method }) => method === 'GET');

test.each(safeReads.map(({ operationId, path }) => [operationId, path]))(
  'SV-14: %s asked with what it does not take is a bad request, not a fault of the service',
  async (_name, path) => {
    const { service } = await startTestService();
    const response = await fetch(`${service.baseUrl}${path}?nothing=${'x'.repeat(2_000)}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'bad-request' });
  },
);

test.each([
  ['a path that is no text', 'DELETE /v1/me/links/%zz HTTP/1.1'],
  ['a name that is too long', `DELETE /v1/me/links/${'x'.repeat(2_000)} HTTP/1.1`],
  ['no HTTP', 'HELLO'],
  ['headers that are too long', `GET /v1/health HTTP/1.1\r\nx: ${'x'.repeat(40_000)}`],
])('SV-14: %s is answered as any other bad request', async (_name, head) => {
  const { service } = await startTestService();
  const socket = connect(Number(new URL(service.baseUrl).port), '127.0.0.1');
  socket.end(`${head}\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n`);
  const [headers = '', body = ''] = (await text(socket)).split('\r\n\r\n');
  expect(headers).toMatch(/^HTTP\/1\.1 400 /);
  expect(headers.toLowerCase()).toContain('content-type: application/problem+json');
  expect(headers.toLowerCase()).toContain('cache-control: no-store');
  expect(JSON.parse(body)).toMatchObject({ code: 'bad-request' });
});

test('what is not in the document is not found, and no answer may be cached', async () => {
  const { service } = await startTestService();
  const response = await fetch(`${service.baseUrl}/nothing`);
  expect(response.status).toBe(404);
  expect(response.headers.get('cache-control')).toBe('no-store');
});

type Json = Readonly<Record<string, unknown>>;

const contract = projectContract();
const checks = createMessageChecks(contract);

function child(value: unknown, name: string): Json {
  const found = typeof value === 'object' && value !== null ? (value as Json)[name] : undefined;
  return typeof found === 'object' && found !== null ? (found as Json) : {};
}

function resolve(value: Json): Json {
  if (typeof value.$ref !== 'string') return value;
  return value.$ref.slice(2).split('/').reduce<Json>(child, contract.document);
}

/** Every example of a response, with the operation and status it belongs to. */
const responseExamples = contract.operations.flatMap((operation) => {
  const path = child(
    child(contract.document.paths, operation.path),
    operation.method.toLowerCase(),
  );
  return Object.keys(child(path, 'responses')).flatMap((status) => {
    const response = resolve(child(child(path, 'responses'), status));
    return Object.entries(child(response, 'content')).flatMap(([contentType, media]) =>
      Object.entries(child(media, 'examples')).map(([name, example]) => ({
        title: `${operation.operationId} ${status} ${name}`,
        operation,
        status: status === 'default' ? 500 : Number(status),
        contentType,
        body: resolve(example as Json).value,
      })),
    );
  });
});

test.each(responseExamples.map((example) => [example.title, example] as const))(
  'the example %s is what it describes',
  (_title, example) => {
    const { operation, status, contentType, body } = example;
    const headers = { 'retry-after': '1' };
    expect(checks.response(operation, { status, contentType, body, headers })).toBeNull();
  },
);

test('every response that is not 204 has an example, and every response says what it means', () => {
  for (const { operationId, path, method, responses } of contract.operations) {
    const operation = child(child(contract.document.paths, path), method.toLowerCase());
    expect(operation.summary, operationId).toBeTypeOf('string');
    for (const [status, { content }] of responses) {
      const { description } = resolve(child(child(operation, 'responses'), status));
      expect(description, `${operationId} ${status}`).toBeTypeOf('string');
      const title = `${operationId} ${status} `;
      if (content.size > 0) {
        expect(
          responseExamples.some((example) => example.title.startsWith(title)),
          title,
        ).toBe(true);
      }
    }
  }
});

test('every example of a request is what it describes', () => {
  const id = '0b5c1f3e-9d0a-4a55-8f0e-6a5d1d1c2b3a';
  const params = {
    linkId: id,
    deviceId: id,
    accountId: id,
    addressId: id,
    recycledId: id,
    provider: 'google',
  };
  for (const operation of contract.operations.filter(({ body }) => body !== null)) {
    const entry = child(
      child(contract.document.paths, operation.path),
      operation.method.toLowerCase(),
    );
    const media = child(child(child(entry, 'requestBody'), 'content'), 'application/json');
    const examples = Object.values(child(media, 'examples'));
    expect(examples.length, operation.operationId).toBeGreaterThan(0);
    for (const example of examples) {
      const body = resolve(example as Json).value;
      const request = { params, query: {}, headers: { 'idempotency-key': id, dpop: id }, body };
      expect(checks.request(operation, request), operation.operationId).toBeNull();
    }
  }
});

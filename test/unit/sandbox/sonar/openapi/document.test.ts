import { expect, test } from 'vitest';
import { createMessageChecks } from '../../../../../services/sonar/contract.ts';
import { projectContract } from '../../../../contract/support/sonar-client.ts';

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
      const request = { params, query: {}, headers: { 'idempotency-key': id }, body };
      expect(checks.request(operation, request), operation.operationId).toBeNull();
    }
  }
});

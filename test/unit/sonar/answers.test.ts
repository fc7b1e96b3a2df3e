import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type ContractOperation, createMessageChecks } from '../../../services/sonar/contract.ts';
import { createSonarClient } from '../../../src-main/sonar/sonar-client.ts';
import type { SonarService } from '../../../src-main/sonar/sonar-service.ts';
import { projectContract } from '../../contract/support/sonar-client.ts';
import { fuzzTimeoutMs, shareOfRuns } from '../../fuzz/fuzz.ts';
import {
  arbitraryOf,
  contractAt,
  damaged,
  type Json,
  withMore,
} from './support/arbitrary-answer.ts';

describe('the bounds of an answer', () => {
  type Json = Readonly<Record<string, unknown>>;

  const file = join(import.meta.dirname, '../../../services/sonar/openapi.yaml');
  const document: Json = parse(readFileSync(file, 'utf8'));

  function asJson(value: unknown): Json {
    return typeof value === 'object' && value !== null ? (value as Json) : {};
  }

  /** For developers, and shown to nobody. */
  const unshown = ['Problem.title', 'Problem.detail'];

  /** Texts that may be as long, and times that may be as far away, as whoever answers likes, by their path. */
  function unbounded(node: unknown, path: string): readonly string[] {
    const schema = asJson(node);
    if (schema.enum !== undefined || schema.const !== undefined || unshown.includes(path))
      return [];
    const types = [schema.type].flat();
    const isShort = schema.maxLength !== undefined || schema.format !== undefined;
    const isCounted = /^\^\[[^\]]+\]\{[\d,]*\d\}\$$/.test(String(schema.pattern));
    const isLong = types.includes('string') && !isShort && !isCounted;
    const isLarge = path.endsWith('ExpiresIn') && schema.maximum === undefined;
    const parts = [
      ...Object.entries(asJson(schema.properties)),
      ...(schema.items === undefined ? [] : [['[]', schema.items] as const]),
      ...[schema.oneOf ?? schema.anyOf ?? []].flat().map((choice) => ['', choice] as const),
    ];
    return [
      ...(isLong || isLarge ? [path] : []),
      ...parts.flatMap(([name, part]) => unbounded(part, `${path}.${name}`)),
    ];
  }

  test('S2-16, S2-17: every text and lifetime of the contract has an end', () => {
    const schemas = Object.entries(asJson(asJson(document.components).schemas));
    expect(schemas.length).toBeGreaterThan(20);
    expect(schemas.flatMap(([name, schema]) => unbounded(schema, name))).toEqual([]);
  });
});

const contract = projectContract();
const checks = createMessageChecks(contract);
const never = new AbortController().signal;
const proof = { idToken: 'a', nonceSecret: 'b' };

/** What asks each operation of the contract; an operation without a row fails the first test. */
const calls: Readonly<Record<string, (sonar: SonarService) => Promise<unknown>>> = {
  getHealth: (sonar) => sonar.getServerTime(never),
  startSignIn: (sonar) => sonar.startSignIn(proof, never),
  chooseAccount: (sonar) => sonar.choose('ticket', 'a', never),
  linkIdentity: (sonar) => sonar.link('ticket', 'ana', 'p', never),
  signInWithPassword: (sonar) => sonar.signInWithPassword('ana', 'p', never),
  signInWithBreakGlassCode: (sonar) => sonar.signInWithCode('ana', 'c', never),
  refreshSession: (sonar) => sonar.refresh({ refreshToken: 'r', key: null }),
  reverifySession: (sonar) => sonar.reverify({ refreshToken: 'r', key: null }, 'i'),
  signOut: (sonar) => sonar.signOut('r'),
  endMySession: (sonar) => sonar.endSession('a'),
  signOutEverywhere: (sonar) => sonar.signOutEverywhere('a'),
  getMyAccount: (sonar) => sonar.getSecurity('a'),
  getMySecurity: (sonar) => sonar.getSecurity('a'),
  addLink: (sonar) => sonar.addLink('a', proof),
  markLinksTold: (sonar) => sonar.markLinksTold('a', ['l']),
  removeLink: (sonar) => sonar.removeLink('a', 'l', false),
  turnOffProvider: (sonar) => sonar.turnOffProvider('a', 'google', false),
  getMyDevices: (sonar) => sonar.getDevices('a'),
  signOutDevice: (sonar) => sonar.signOutDevice('a', 'd'),
  issueSoftphoneToken: (sonar) => sonar.issueSoftphoneToken('a'),
  provisionSoftphone: (sonar) => sonar.getProvisioning('a'),
  getReview: (sonar) => sonar.getReview('a'),
  getLastReview: (sonar) => sonar.getLastReview('a'),
  markReviewed: (sonar) => sonar.markReviewed('a'),
  setAccountSso: (sonar) => sonar.setAccountSso('a', 'b', true),
  setAddressPurpose: (sonar) => sonar.setAddressPurpose('a', 'b', 'sign-in'),
  removeReviewedLink: (sonar) => sonar.removeReviewedLink('a', 'l'),
  decideRecycledAddress: (sonar) => sonar.decideRecycledAddress('a', 'r', 'approve'),
  issueBreakGlassCode: (sonar) => sonar.issueBreakGlassCode('a', 'b'),
  exportReview: (sonar) => sonar.exportReview('a'),
  getAudit: (sonar) => sonar.getAudit('a', null),
};

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
}

interface Success {
  readonly status: number;
  readonly type: string | null;
  readonly schema: Json;
}

function successOf({ responses }: ContractOperation): Success {
  const [status, response] = [...responses].find(([name]) => name.startsWith('2')) ?? ['', null];
  const [type, pointer] = [...(response?.content ?? [])][0] ?? [null, null];
  return {
    status: Number(status),
    type,
    schema: pointer === null ? {} : contractAt(pointer),
  };
}

function asText({ status, type }: Success, body: unknown): Answer {
  return { status, type, text: type === 'application/json' ? JSON.stringify(body) : String(body) };
}

function valid(operation: ContractOperation): fc.Arbitrary<unknown> {
  const { type, schema } = successOf(operation);
  return type === null ? fc.constant('') : arbitraryOf(schema);
}

/** The service, which answers `operation` with `answer` and all others as the contract's examples do. */
function answering(operation: ContractOperation, answer: Answer): SonarService {
  return createSonarClient({
    service: { current: () => 'https://sonar.example/v1' },
    device: { id: 'd', name: 'n', platform: 'linux', appVersion: '1' },
    now: () => 0,
    fetch: async (url, { method }) => {
      const path = new URL(url).pathname.replace(/^\/v1/, '');
      const isAsked =
        method === operation.method &&
        new RegExp(`^${operation.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);
      const { status, type, text } = isAsked ? answer : otherAnswer(path);
      const headers = type === null ? {} : { 'content-type': type };
      return new Response(status === 204 ? null : text, { status, headers });
    },
  });
}

function otherAnswer(path: string): Answer {
  const other = contract.operations.find((one) => one.path === path && one.method === 'GET');
  if (other === undefined) throw new Error(`nothing answers ${path}`);
  const [sample] = fc.sample(valid(other), 1);
  return asText(successOf(other), sample);
}

async function ask(operation: ContractOperation, answer: Answer): Promise<unknown> {
  return calls[operation.operationId]?.(answering(operation, answer));
}

const operations = contract.operations.map((one) => [one.operationId, one] as const);
const withJson = operations.filter(([, one]) => successOf(one).type === 'application/json');
const invalid = { code: 'account-service-invalid', facts: {}, cause: undefined };

test('S2-16: every operation of the contract has a row here', () => {
  expect(Object.keys(calls).sort()).toEqual(operations.map(([name]) => name).sort());
});

test.each(operations)('S2-16: a right answer to %s comes through', async (_name, operation) => {
  await fc.assert(
    fc.asyncProperty(valid(operation), async (body) => {
      await ask(operation, asText(successOf(operation), body));
    }),
    { numRuns: 30 },
  );
});

test.each(withJson)(
  'S2-16: a wrong answer to %s reaches nobody',
  {
    timeout: fuzzTimeoutMs,
  },
  async (_name, operation) => {
    const success = successOf(operation);
    const cases = valid(operation).chain((body) => damaged(body));
    await fc.assert(
      fc.asyncProperty(cases, async (body) => {
        const message = { status: success.status, contentType: success.type, body, headers: {} };
        // The judge shares no code with the app; what it finds right is not damaged.
        fc.pre(checks.response(operation, message) !== null);
        await expect(ask(operation, asText(success, body))).rejects.toMatchObject(invalid);
      }),
      { numRuns: shareOfRuns(150, withJson.length) },
    );
  },
);

test('S2-16: an answer about a provider that the app does not know reaches nobody', async () => {
  const operation = contract.operations.find((one) => one.operationId === 'getMySecurity');
  if (operation === undefined) throw new Error('the contract has no getMySecurity');
  const [body] = fc.sample(valid(operation), 1);
  const answer = { ...(body as Json), organizationProviders: ['a-provider'] };
  const message = { status: 200, contentType: 'application/json', body: answer, headers: {} };
  expect(checks.response(operation, message)).toBeNull();
  await expect(ask(operation, asText(successOf(operation), answer))).rejects.toMatchObject(invalid);
});

test.each(withJson)(
  'S2-16: what %s says beyond the contract is dropped',
  async (_name, operation) => {
    const success = successOf(operation);
    await fc.assert(
      fc.asyncProperty(valid(operation), async (body) => {
        const said = await ask(operation, asText(success, withMore(body)));
        expect(JSON.stringify(said) ?? '').not.toContain('something-new');
      }),
      { numRuns: 20 },
    );
  },
);

test.each(operations)(
  'S2-16: another success of %s than the contract names is refused',
  async (_name, operation) => {
    const success = successOf(operation);
    const [body] = fc.sample(valid(operation), 1);
    const right = asText(success, body);
    const others: readonly Answer[] = [
      { ...right, status: success.status === 200 ? 201 : 200 },
      { ...right, status: 204 },
      { ...right, status: 200, text: '', type: 'application/json' },
      { ...right, status: 200, text: 'null', type: 'application/json' },
      { ...right, type: success.type === 'text/csv' ? 'application/json' : 'text/csv' },
    ];
    for (const other of others.filter((one) => one.status !== 204 || success.status !== 204)) {
      await expect(ask(operation, other), JSON.stringify(other)).rejects.toMatchObject(invalid);
    }
  },
);

test.each(operations)(
  'S2-16: a fault on the way to %s is no definite answer, whatever its body says',
  async (_name, operation) => {
    for (const code of ['session-ended', 'account-disabled', 'reverify-required']) {
      const body = { type: `urn:sonar:problem:${code}`, title: 'x', status: 401, code };
      for (const status of [500, 502, 503, 599]) {
        const answer = { status, type: 'application/problem+json', text: JSON.stringify(body) };
        await expect(ask(operation, answer)).rejects.toMatchObject({
          code: 'account-service-unreachable',
        });
      }
    }
  },
);

const problem = contractAt('#/components/schemas/Problem');
const [someOperation] = contract.operations;

test('S2-16: facts of a problem that are not as the contract says reach nobody', async () => {
  const cases = fc
    .tuple(arbitraryOf(problem), fc.constantFrom('triesLeft', 'retryAt', 'title', 'status', 'type'))
    .chain(([body, name]) =>
      fc
        .constantFrom<unknown>({}, [], { tries: 1 }, 'soon', -1, 1.5, true)
        .map((instead) => ({ ...(body as Json), [name]: instead })),
    );
  const pointer = [...(someOperation?.responses.get('default')?.content.keys() ?? [])][0] ?? '';
  await fc.assert(
    fc.asyncProperty(cases, async (body) => {
      if (someOperation === undefined) throw new Error('the contract has no operation');
      const message = { status: 500, contentType: pointer, body, headers: {} };
      fc.pre(checks.response(someOperation, message) !== null);
      const answer = { status: 400, type: 'application/problem+json', text: JSON.stringify(body) };
      const thrown = await ask(someOperation, answer).catch((error: unknown) => error);
      expect(thrown).toMatchObject({
        code: expect.stringMatching(/^account-service-(invalid|unreachable)$/),
        facts: {},
      });
    }),
    { numRuns: 300 },
  );
});

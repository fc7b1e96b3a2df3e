import fc from 'fast-check';
import { type ContractOperation, createMessageChecks } from '../../../services/sonar/contract.ts';
import { projectContract } from '../../contract/support/sonar-client.ts';
import {
  arbitraryOf,
  contractAt,
  damaged,
  type Json,
  withMore,
} from '../../unit/sonar/support/arbitrary-answer.ts';

/** Stands in replies where something is wrong; nobody may ever be told it. */
export const canary = 'canary-of-the-service';

/** What the service answers, as it goes over the network. */
export interface Reply {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
  /** True: the contract allows it, so that the canary may be one of its values. */
  readonly isRight: boolean;
}

/** The document that all replies are held to. */
export const contract = projectContract();
const checks = createMessageChecks(contract);

/** Values that hold the canary in every way that a value can be wrong, or only look so. */
const wrong = fc.constantFrom<unknown>(
  canary,
  `\u202e${canary}\u0000`,
  canary.repeat(200),
  [canary],
  { [canary]: canary },
  { toString: canary },
  -1,
  1e300,
  true,
  null,
  '',
);

/**
 * Any reply to an operation: damaged somewhere, with more than was asked for, under another status or type, cut short,
 * or a refusal that says more than it should. `toBody` fits a right body to what was asked.
 */
export function arbitraryReply(
  operation: ContractOperation,
  toBody: (body: unknown) => unknown,
): fc.Arbitrary<Reply> {
  const [status, type, schema] = successOf(operation);
  const body = (schema === null ? fc.constant('') : arbitraryOf(schema)).map(toBody);
  const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  const reply = (value: unknown): Reply => {
    const message = { status, contentType: type, body: value, headers: {} };
    return {
      status,
      type,
      text: asText(value),
      isRight: type !== null && checks.response(operation, message) === null,
    };
  };
  const isJson = type === 'application/json';
  const problem = arbitraryOf(contractAt('#/components/schemas/Problem')).map((value) => ({
    ...(value as Json),
    title: canary,
    detail: canary,
    [canary]: canary,
  }));
  const refusal = fc
    .tuple(
      fc.oneof(
        problem,
        problem.chain((value) => damaged(value, wrong)),
      ),
      fc.constantFrom(400, 401, 403, 404, 409, 422, 429, 500, 503),
    )
    .map(([value, code]) => ({
      status: code,
      type: 'application/problem+json',
      text: JSON.stringify(value),
      isRight: false,
    }));
  const elsewhere = fc
    .record({
      status: fc.constantFrom(200, 201, 202, 203, 206, 302, 401, 404, 500),
      type: fc.constantFrom('application/json', 'text/csv', 'text/html', 'text/plain', null),
      text: fc.constantFrom(
        canary,
        `{"${canary}":`,
        `<p>${canary}</p>`,
        JSON.stringify({ [canary]: canary }),
        `"${canary}"`,
      ),
    })
    .map((one) => ({ ...one, isRight: one.status === status && one.type === type && !isJson }));
  return fc.oneof(
    ...(isJson
      ? [
          { weight: 5, arbitrary: body.chain((value) => damaged(value, wrong)).map(reply) },
          {
            weight: 1,
            arbitrary: body
              .map((value) => JSON.stringify(withMore(value)).replaceAll('goes', canary))
              .map((text) => ({ status, type, text, isRight: false })),
          },
        ]
      : []),
    { weight: 2, arbitrary: refusal },
    { weight: 2, arbitrary: elsewhere },
  );
}

function successOf({
  responses,
}: ContractOperation): readonly [number, string | null, Json | null] {
  const [status, response] = [...responses].find(([name]) => name.startsWith('2')) ?? ['', null];
  const [type, pointer] = [...(response?.content ?? [])][0] ?? [null, null];
  return [Number(status), type, pointer === null ? null : contractAt(pointer)];
}

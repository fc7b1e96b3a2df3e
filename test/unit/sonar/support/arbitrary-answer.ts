import fc from 'fast-check';
import { providers } from '../../../../preload/contract/providers.ts';
import { projectContract } from '../../../contract/support/sonar-client.ts';

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

const { document } = projectContract();

/** The value under a JSON pointer of the contract's document. */
export function contractAt(pointer: string): Json {
  const steps = decodeURI(pointer).slice(2).split('/');
  return steps.reduce<Json>(
    (node, step) => asJson(node[step.replaceAll('~1', '/').replaceAll('~0', '~')]),
    document,
  );
}

/** Values that a schema of the contract allows; it stops at a keyword it does not know. */
export function arbitraryOf(schema: Json): fc.Arbitrary<unknown> {
  // The contract leaves open which providers there are; the app knows those of its list.
  if (schema.$ref === '#/components/schemas/Provider') return fc.constantFrom(...providers);
  if (typeof schema.$ref === 'string') return arbitraryOf(contractAt(schema.$ref));
  const choices = schema.oneOf ?? schema.anyOf;
  if (Array.isArray(choices)) return fc.oneof(...choices.map((one) => arbitraryOf(asJson(one))));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  const types = [schema.type].flat();
  return fc.oneof(...types.map((type) => ofType(String(type), schema)));
}

function ofType(type: string, schema: Json): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({
        min: Number(schema.minimum ?? -1e6),
        max: Number(schema.maximum ?? 1e6),
      });
    case 'string':
      return stringOf(schema);
    case 'array': {
      const items = arbitraryOf(asJson(schema.items));
      const minLength = Number(schema.minItems ?? 0);
      return schema.uniqueItems === true
        ? fc.uniqueArray(items, { minLength, maxLength: 3 })
        : fc.array(items, { minLength, maxLength: 3 });
    }
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(asJson(schema.properties)).map(([name, member]) => [
            name,
            arbitraryOf(asJson(member)),
          ]),
        ),
        { requiredKeys: Array.isArray(schema.required) ? schema.required : [] },
      );
    default:
      throw new Error(`no values for the type ${type}`);
  }
}

function stringOf({ format, pattern, minLength, maxLength }: Json): fc.Arbitrary<string> {
  const max = Number(maxLength ?? 100);
  const instant = fc
    .date({ min: new Date(0), max: new Date('2199-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString());
  switch (format) {
    case 'date-time':
      return instant;
    case 'date':
      return instant.map((text) => text.slice(0, 10));
    case 'uuid':
      return fc.uuid();
    case 'uri':
      return fc.webUrl();
    case undefined:
      if (typeof pattern !== 'string') {
        return fc.string({ unit: 'binary', minLength: Number(minLength ?? 0), maxLength: max });
      }
      return fc.stringMatching(new RegExp(pattern)).filter(({ length }) => length <= max);
    default:
      throw new Error(`no values of the format ${String(format)}`);
  }
}

/** Values that nothing in an answer may be turned into unnoticed. */
const wrong = fc.constantFrom<unknown>(
  {},
  [],
  ['a'],
  { toString: 'a' },
  1.5,
  -1,
  1e300,
  true,
  null,
  '',
  '\u202e',
  'a b\r\nc',
  'x'.repeat(2_500),
  '2026-13-45T99:00:00Z',
);

/** `value` with one place of it, at any depth, replaced by one of `others` or left out. */
export function damaged(value: unknown, others = wrong): fc.Arbitrary<unknown> {
  const places = pathsOf(value);
  return fc
    .tuple(fc.constantFrom(...places), fc.option(others, { nil: leftOut, freq: 4 }))
    .map(([place, instead]) => replaceAt(value, place, instead));
}

const leftOut = Symbol('left out');

type Place = readonly (string | number)[];

function pathsOf(value: unknown, here: Place = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [here];
  const steps = Array.isArray(value) ? value.keys() : Object.keys(value);
  return [
    here,
    ...[...steps].flatMap((step) => pathsOf((value as Json)[step as string], [...here, step])),
  ];
}

function replaceAt(value: unknown, [step, ...rest]: Place, instead: unknown): unknown {
  if (step === undefined) return instead === leftOut ? null : instead;
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === step ? replaceAt(item, rest, instead) : item));
  }
  const object = asJson(value);
  if (rest.length === 0 && instead === leftOut) {
    return Object.fromEntries(Object.entries(object).filter(([name]) => name !== step));
  }
  return { ...object, [step]: replaceAt(object[step], rest, instead) };
}

/** `value` with a member that nobody knows in each of its objects. */
export function withMore(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMore);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, withMore(member)]);
  return { ...Object.fromEntries(members), 'something-new': { anything: ['goes'] } };
}

function asJson(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

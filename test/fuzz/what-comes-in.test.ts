import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verbs } from '../../preload/contract/verbs.ts';
import { evaluatePolicy } from '../../src-main/policy/evaluate-policy.ts';
import { parsePolicyValue } from '../../src-main/policy/parse-policy-value.ts';
import type { PolicyDefinition } from '../../src-main/policy/policy-definition.ts';
import type { PolicyLayer } from '../../src-main/policy/policy-layer.ts';
import { policySchema } from '../../src-main/policy/policy-schema.ts';
import { parseVerbArguments } from '../../src-main/verbs/verb-table.ts';
import { anyJson, fuzz, fuzzTimeoutMs } from './fuzz.ts';

const argument = fc.oneof(
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('google', 'microsoft', 'sign-in', 'approve', 'help', 'en', 'account', 'a'),
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.record({ anotherAccount: fc.boolean() }),
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withNullPrototype: true,
    withTypedArray: true,
    withSparseArray: true,
  }),
);

test('IP-03: whatever a window sends, a verb gets its exact arguments or none', {
  timeout: fuzzTimeoutMs,
}, () => {
  const call = fc.tuple(fc.constantFrom(...verbs), fc.array(argument, { maxLength: 4 }));
  fuzz(call, ([verb, args]) => {
    const parsed = parseVerbArguments(verb, args);
    if (parsed === null) return;
    expect(parsed).toHaveLength(args.length);
    for (const one of parsed as readonly unknown[]) {
      const isPlain = one === null || ['string', 'boolean'].includes(typeof one);
      if (!isPlain) expect(one).toStrictEqual({ anotherAccount: expect.any(Boolean) });
      if (typeof one === 'string') expect(one.length).toBeLessThanOrEqual(1024);
    }
  });
});

const definitions: readonly PolicyDefinition[] = policySchema;

const name = fc.oneof(
  fc.constantFrom(...definitions.map(({ key }) => key)),
  fc.constantFrom(...definitions.map(({ key }) => key.toUpperCase())),
  fc.constantFrom(...definitions.map(({ key }) => `${key} `)),
  fc.constantFrom('__proto__', 'constructor', 'toString', '', 'Unknown'),
);
const value = fc.oneof(
  fc.constantFrom<unknown>(...definitions.map(({ example }) => example)),
  fc.constantFrom<unknown>(true, false, 0, 1, 'true', 'false', '0', '', [], 'google', 'none', null),
  fc.string({ unit: 'binary', maxLength: 30 }),
  anyJson,
);
const values = fc
  .array(fc.tuple(name, value), { maxLength: 12 })
  // As parsed from a file: `__proto__` is a key like any other.
  .map((pairs) => Object.fromEntries(pairs) as Record<string, unknown>);
const layers = fc.array(
  fc.record({
    where: fc.constantFrom('first', 'second', 'third'),
    scope: fc.constantFrom('machine' as const, 'user' as const),
    values: fc.record({ enforced: values, default: values }),
  }),
  { maxLength: 4 },
);

/**
 * What the strongest place that enforces a key has there, by the rule and not by the code: undefined, none does. Several
 * spellings of the key that do not agree are nothing that could be used.
 */
function strongest(all: readonly PolicyLayer[], { key, scopes, type }: PolicyDefinition) {
  const inOrder = (['machine', 'user'] as const)
    .filter((scope) => scopes.includes(scope))
    .flatMap((scope) => all.filter((layer) => layer.scope === scope));
  for (const { values: held } of inOrder) {
    const isKey = (one: string) => one.trim().toLowerCase() === key.toLowerCase();
    const found = Object.keys(held.enforced).filter(isKey);
    if (found.length === 0) continue;
    const usable = found.map((one) => parsePolicyValue(type, held.enforced[one]).value);
    const texts = new Set(usable.map((one) => JSON.stringify(one)));
    return { usable: texts.size === 1 ? usable[0] : undefined };
  }
  return undefined;
}

test('S2-03, PR-08: whatever places hold, an enforced key that cannot be used counts as its strict value', {
  timeout: fuzzTimeoutMs,
}, () => {
  fuzz(layers, (all) => {
    const { policy, entries } = evaluatePolicy(all);
    for (const definition of definitions) {
      const { key, field, whenBroken } = definition;
      const entry = entries.find((one) => one.key === key);
      // What single sign-on decides about the password comes from another key.
      if (key === 'PasswordSignInAllowed' && policy.ssoRequired) {
        expect(entry?.value).toBe(false);
        continue;
      }
      const held = strongest(all, definition);
      const usable = held?.usable;
      const isStrict = held !== undefined && usable === undefined;
      expect([key, entry?.isStrict === true]).toEqual([key, isStrict]);
      expect(policy.broken.some((one) => one === field)).toBe(isStrict);
      if (isStrict && whenBroken !== 'no-start') expect(entry?.value).toEqual(whenBroken);
      if (usable !== undefined) expect(entry?.value).toEqual(usable);
    }
  });
});

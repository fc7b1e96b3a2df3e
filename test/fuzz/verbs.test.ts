import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verbs } from '../../preload/contract/verbs.ts';
import { parseVerbArguments } from '../../src-main/verbs/verb-table.ts';
import { fuzz, fuzzTimeoutMs } from './fuzz.ts';

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

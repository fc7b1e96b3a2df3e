import { expect, test } from 'vitest';
import { singleFlight } from '../../../src-main/common/in-turn.ts';

test('TK-13: fifty callers make one call and get its one result; the next call is a new one', async () => {
  let calls = 0;
  const gate = Promise.withResolvers<void>();
  const flight = singleFlight(async (key) => {
    calls += 1;
    await gate.promise;
    return `${key} ${calls}`;
  });
  const asked = Array.from({ length: 50 }, () => flight('a'));
  const other = flight('b');
  gate.resolve();
  expect(new Set(await Promise.all(asked))).toEqual(new Set(['a 2']));
  expect(await other).toBe('b 2');
  expect(await flight('a')).toBe('a 3');
});

test('TK-13: a failure is shared once and not remembered', async () => {
  let calls = 0;
  const flight = singleFlight(async () => {
    calls += 1;
    if (calls === 1) throw new Error('first');
    return calls;
  });
  const [one, two] = await Promise.allSettled([flight('a'), flight('a')]);
  expect([one.status, two.status]).toEqual(['rejected', 'rejected']);
  expect(await flight('a')).toBe(2);
});

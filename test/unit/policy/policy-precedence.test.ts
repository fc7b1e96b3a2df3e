import { expect, test } from 'vitest';
import { evaluatePolicy } from '../../../src-main/policy/evaluate-policy.ts';
import type { PolicyLayer } from '../../../src-main/policy/policy-layer.ts';

function layer(
  where: string,
  scope: PolicyLayer['scope'],
  values: Partial<PolicyLayer['values']>,
): PolicyLayer {
  return { where, scope, values: { enforced: {}, default: {}, ...values } };
}

const rows = [
  { wins: 'machine enforced', of: [0, 1, 2, 3] },
  { wins: 'user enforced', of: [1, 2, 3] },
  { wins: 'machine default', of: [2, 3] },
  { wins: 'user default', of: [3] },
] as const;
const layers = [
  layer('machine enforced', 'machine', { enforced: { ReverifyHours: 1 } }),
  layer('user enforced', 'user', { enforced: { ReverifyHours: 2 } }),
  layer('machine default', 'machine', { default: { ReverifyHours: 3 } }),
  layer('user default', 'user', { default: { ReverifyHours: 4 } }),
];

test.each(rows)('$wins wins over everything weaker', ({ wins, of }) => {
  const present = of.flatMap((index) => layers.slice(index, index + 1)).reverse();
  const entry = evaluatePolicy(present).entries.find(({ key }) => key === 'ReverifyHours');
  expect(entry?.where).toBe(wins);
});

test('a default that is broken leaves the key to the next default', () => {
  const { policy, rejects } = evaluatePolicy([
    layer('HKLM', 'machine', { default: { ReverifyHours: 0 } }),
    layer('HKCU', 'user', { default: { ReverifyHours: 6 } }),
  ]);
  expect(policy.reverifyHours).toBe(6);
  expect(rejects).toMatchObject([{ where: 'HKLM', key: 'ReverifyHours', reason: 'out-of-bounds' }]);
});

test('single sign-on required locks the password whatever the password key says', () => {
  const { policy, entries } = evaluatePolicy([
    layer('m', 'machine', { enforced: { SsoRequired: true } }),
    layer('u', 'user', { enforced: { PasswordSignInAllowed: true } }),
  ]);
  expect(policy).toMatchObject({ ssoRequired: true, passwordAllowed: false });
  expect(entries.find(({ key }) => key === 'PasswordSignInAllowed')).toMatchObject({
    value: false,
    level: 'enforced',
    where: 'm',
  });
});

test('enforced languages leave no other, in their order', () => {
  const { policy } = evaluatePolicy([
    layer('m', 'machine', { enforced: { Languages: ['es', 'en'] } }),
  ]);
  expect(policy.locales).toEqual(['es', 'en']);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { builtInPolicy, evaluatePolicy } from '../../../src-main/policy/evaluate-policy.ts';
import type { PolicyDefinition } from '../../../src-main/policy/policy-definition.ts';
import { policySchema } from '../../../src-main/policy/policy-schema.ts';

const definitions: readonly PolicyDefinition[] = policySchema;

function enforce(enforced: Readonly<Record<string, unknown>>) {
  return evaluatePolicy([{ where: 'm', scope: 'machine', values: { enforced, default: {} } }]);
}

const bad = [
  ['AllowedProviders', 'google', 'wrong-type'],
  ['AllowedProviders', [], 'out-of-bounds'],
  ['AllowedProviders', ['Google'], 'not-allowed-value'],
  ['AllowedMicrosoftTenants', ['common'], 'bad-format'],
  [
    'AllowedMicrosoftTenants',
    Array(101).fill('8a9f1d52-6c1e-4b0b-9d63-2f5f0a6c7e11'),
    'out-of-bounds',
  ],
  ['AllowedGoogleDomains', ['*.example.com'], 'bad-format'],
  ['AllowedGoogleDomains', ['example'], 'bad-format'],
  ['AllowedGoogleDomains', [7], 'wrong-type'],
  ['SsoRequired', 'true', 'wrong-type'],
  ['SsoRequired', 1, 'wrong-type'],
  ['PasswordSignInAllowed', null, 'wrong-type'],
  ['LinkingAllowed', 0, 'wrong-type'],
  ['RememberedChoiceAllowed', [], 'wrong-type'],
  ['AccountHint', 'ana@', 'bad-format'],
  ['AccountHint', `${'a'.repeat(250)}.example.com`, 'out-of-bounds'],
  ['KeepSignedIn', {}, 'wrong-type'],
  ['IdleMinutes', -1, 'out-of-bounds'],
  ['IdleMinutes', 1441, 'out-of-bounds'],
  ['MaximumSessionHours', 8761, 'out-of-bounds'],
  ['ReverifyHours', 0, 'out-of-bounds'],
  ['ReverifyHours', 1.5, 'wrong-type'],
  ['ReverifyHours', '8', 'wrong-type'],
  ['CallbackPorts', '80-90', 'bad-format'],
  ['CallbackPorts', '50000-49000', 'bad-format'],
  ['CallbackPorts', '50000-70000', 'bad-format'],
  ['SonarBaseUrl', 'http://sonar.example.com', 'bad-format'],
  ['SonarBaseUrl', 'https://ana:secret@sonar.example.com', 'bad-format'],
  ['SonarBaseUrl', 'https://sonar.example.com/path', 'bad-format'],
  ['SonarBaseUrl', 'javascript:alert(1)', 'bad-format'],
  ['DiagnosticsExportAllowed', 'no', 'wrong-type'],
  ['ProxyMode', 'manual', 'not-allowed-value'],
  ['CertificateMode', 'none', 'not-allowed-value'],
  ['Languages', ['fr'], 'not-allowed-value'],
  ['UpdateChannel', 'nightly', 'not-allowed-value'],
  ['UpdateChanel', 'off', 'unknown-key'],
  ['reverifyHours', 8, 'unknown-key'],
] as const;

test.each(bad)('%s %j is reported as %3$s and changes nothing', (key, value, reason) => {
  const { policy, rejects } = enforce({ [key]: value });
  expect(policy).toEqual(builtInPolicy);
  expect(rejects).toMatchObject([{ key, reason }]);
});

test('every key has a row with a bad value', () => {
  const keys = new Set<string>(bad.map(([key]) => key));
  expect(definitions.filter(({ key }) => !keys.has(key))).toEqual([]);
});

test('bad values are ignored one by one, good ones beside them stay', () => {
  const { policy, rejects } = enforce({
    AllowedGoogleDomains: ['Example.COM', 'no domain', 'example.com', 'office.example'],
    ReverifyHours: 9000,
    IdleMinutes: 5,
  });
  expect(policy.allowedGoogleDomains).toEqual(['example.com', 'office.example']);
  expect(policy).toMatchObject({ reverifyHours: 12, idleMinutes: 5 });
  expect(rejects.map(({ key, value }) => [key, value])).toEqual([
    ['AllowedGoogleDomains', '"no domain"'],
    ['ReverifyHours', '9000'],
  ]);
});

test('an address of the service is kept as its plain https origin', () => {
  expect(enforce({ SonarBaseUrl: 'https://Sonar.Example.com:443/' }).policy.sonarBaseUrl).toBe(
    'https://sonar.example.com',
  );
});

test('a rejected value is shown on one short line however large it is', () => {
  const [reject] = enforce({ ReverifyHours: { deep: 'x'.repeat(100_000) } }).rejects;
  expect(reject?.value?.length).toBeLessThanOrEqual(80);
});

test('whatever a key is set to, the policy stays within its bounds and nothing throws', () => {
  const keys = definitions.map(({ key }) => key);
  const anything = fc.dictionary(
    fc.constantFrom(...keys, '__proto__', 'constructor'),
    fc.anything(),
  );
  fc.assert(
    fc.property(anything, (values) => {
      const { policy } = enforce(values);
      expect(policy.reverifyHours).toBeGreaterThanOrEqual(1);
      expect(policy.allowedProviders.length).toBeGreaterThanOrEqual(1);
      expect(policy.sonarBaseUrl).toMatch(/^(https:\/\/.+)?$/);
      expect(typeof policy.passwordAllowed).toBe('boolean');
    }),
    { numRuns: 300, seed: 2026 },
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { builtInPolicy, evaluatePolicy } from '../../../src-main/policy/evaluate-policy.ts';
import type { PolicyDefinition } from '../../../src-main/policy/policy-definition.ts';
import type { PolicyLayer } from '../../../src-main/policy/policy-layer.ts';
import { createPolicyReader } from '../../../src-main/policy/policy-reader.ts';
import {
  exitCodeOfReport,
  findStartObstacle,
  formatPolicyReport,
} from '../../../src-main/policy/policy-report.ts';
import { policySchema } from '../../../src-main/policy/policy-schema.ts';
import { createWindowsPolicySource } from '../../../src-main/policy/windows-policy-source.ts';
import { createFakeRegistry, policyPlacesOfSystems, withDirectory } from './policy-places.ts';

const policyKey = 'Software\\Policies\\net2phone\\Sonar Login';

function reportOf(keys: Parameters<typeof createFakeRegistry>[0]) {
  const registry = createFakeRegistry(keys);
  const reader = createPolicyReader(
    createWindowsPolicySource({ registry, onSystemNews: () => () => undefined }),
  );
  reader.close();
  return reader.report();
}

const mixed = reportOf({
  [`HKLM\\${policyKey}`]: { ReverifyHours: 8, UpdateChannel: 'nightly' },
  [`HKCU\\${policyKey}`]: { ReverifyHours: 6, SonarBaseUrl: 'https://sonar.example' },
  [`HKCU\\${policyKey}\\Defaults`]: { RememberedChoiceAllowed: 0 },
});

test('the text report names each key with value, level and source, and each reject with its reason', () => {
  const text = formatPolicyReport(mixed, 'text');
  expect(text).toMatch(
    /^ReverifyHours +8 +enforced +HKLM\\Software\\Policies\\net2phone\\Sonar Login$/m,
  );
  expect(text).toMatch(/^RememberedChoiceAllowed +false +default +HKCU/m);
  expect(text).toMatch(/^KeepSignedIn +true +built-in +-$/m);
  expect(text).toContain('Ignored (2):');
  expect(text).toContain('UpdateChannel = "nightly": not-allowed-value');
  expect(text).toContain('SonarBaseUrl = "https://sonar.example": machine-policy-only');
});

test('the JSON report is one document with every key once', () => {
  const parsed: unknown = JSON.parse(formatPolicyReport(mixed, 'json'));
  expect(parsed).toEqual(mixed);
  expect(mixed.entries.map(({ key }) => key)).toEqual(policySchema.map(({ key }) => key));
});

test('the exit code tells a clean policy from one with rejects', () => {
  expect(exitCodeOfReport(reportOf({}))).toBe(0);
  expect(exitCodeOfReport(mixed)).toBe(2);
});

test('S2-03: the report names the strict value beside what could not be used', () => {
  const report = reportOf({
    [`HKLM\\${policyKey}`]: {
      AllowedMicrosoftTenants: ['8a9f1d52'],
      CertificateMode: 'none',
      SonarBaseUrl: 'http://sonar.example',
    },
    [`HKCU\\${policyKey}`]: { CertificateMode: 'system' },
  });
  const text = formatPolicyReport(report, 'text');
  expect(text).toMatch(/^AllowedMicrosoftTenants +\[\] +enforced, strict +HKLM/m);
  expect(text).toMatch(/^AllowedGoogleDomains +any +built-in +-$/m);
  expect(text).toMatch(/^SonarBaseUrl +none +enforced, strict +HKLM/m);
  expect(text).toContain(
    'CertificateMode = "none": not-allowed-value ("public" is in force, the strict value)',
  );
  expect(text).toContain('AllowedMicrosoftTenants = "8a9f1d52": bad-format ([] is in force');
  expect(text).toContain('"http://sonar.example": bad-format (Sonar does not start)');
  expect(exitCodeOfReport(report)).toBe(2);
});

test('S2-12: an address that cannot be used is told with its key and place, and nothing else keeps the app', () => {
  const bad = reportOf({ [`HKLM\\${policyKey}`]: { SonarBaseUrl: 'http://sonar.example' } });
  expect(findStartObstacle(bad)).toBe(
    `the policy SonarBaseUrl in HKLM\\${policyKey} cannot be used (bad-format); --print-policy shows it.`,
  );
  expect(findStartObstacle(mixed)).toBe(null);
});

test('S2-03: a place that cannot be read is told with what it means for people', () => {
  const reader = createPolicyReader(
    createWindowsPolicySource({
      registry: {
        readValues() {
          throw new Error('access denied');
        },
      },
      onSystemNews: () => () => undefined,
    }),
  );
  reader.close();
  const text = formatPolicyReport(reader.report(), 'text');
  expect(text).toContain(`HKLM\\${policyKey}: unreadable (what it asks for is not known)`);
  expect(text).toContain('Nobody can sign in (blocked-by-policy) until every place');
  expect(exitCodeOfReport(reader.report())).toBe(2);
});

test('S2-15: a shared computer on which Google may be used is warned about; the exit code says nothing was ignored', () => {
  const shared = { KeepSignedIn: 0 };
  const report = reportOf({ [`HKLM\\${policyKey}`]: shared });
  expect(report.warnings).toEqual([{ key: 'KeepSignedIn', code: 'google-asks-no-password' }]);
  expect(formatPolicyReport(report, 'text')).toContain('Google asks for no password');
  expect(exitCodeOfReport(report)).toBe(0);
  const without = { ...shared, AllowedProviders: ['microsoft'] };
  expect(reportOf({ [`HKLM\\${policyKey}`]: without }).warnings).toEqual([]);
});

const definitions: readonly PolicyDefinition[] = policySchema;

function enforce(enforced: Readonly<Record<string, unknown>>) {
  return evaluatePolicy([{ where: 'm', scope: 'machine', values: { enforced, default: {} } }]);
}

const bad = [
  ['AllowedProviders', { google: 1 }, 'wrong-type'],
  ['AllowedProviders', [], 'empty'],
  ['AllowedProviders', ['Gogle'], 'not-allowed-value'],
  ['AllowedProviders', 'google, microsoft', 'not-allowed-value'],
  ['AllowedMicrosoftTenants', ['common'], 'bad-format'],
  ['AllowedMicrosoftTenants', [], 'empty'],
  ['AllowedMicrosoftTenants', ['8a9f1d52-6c1e-4b0b-9d63-2f5f0a6c7e1'], 'bad-format'],
  ['AllowedMicrosoftTenants', ['{8a9f1d52-6c1e-4b0b-9d63-2f5f0a6c7e11'], 'bad-format'],
  ['AllowedGoogleDomains', ['https://example.com'], 'bad-format'],
  ['AllowedGoogleDomains', ['ana@example.com'], 'bad-format'],
  ['AllowedGoogleDomains', ['exa%6dple.com'], 'bad-format'],
  ['AllowedGoogleDomains', ['@@example.com'], 'bad-format'],
  ['AllowedGoogleDomains', ['*.example.com'], 'bad-format'],
  ['AllowedGoogleDomains', ['example'], 'bad-format'],
  ['AllowedGoogleDomains', [7], 'wrong-type'],
  ['SsoRequired', 'on', 'wrong-type'],
  ['SsoRequired', 2, 'wrong-type'],
  ['PasswordSignInAllowed', null, 'wrong-type'],
  ['LinkingAllowed', -1, 'wrong-type'],
  ['RememberedChoiceAllowed', [], 'empty'],
  ['AccountHint', 'ana@', 'bad-format'],
  ['AccountHint', `${'a'.repeat(250)}.example.com`, 'out-of-bounds'],
  ['AccountHint', 'automatic', 'bad-format'],
  ['StartSignIn', 'always', 'not-allowed-value'],
  ['StartSignIn', 1, 'wrong-type'],
  ['PreferredAccount', 'maple reception', 'bad-format'],
  ['PreferredAccount', 'a'.repeat(257), 'out-of-bounds'],
  ['SwitchingAllowed', 'no', 'wrong-type'],
  ['NotificationsAllowed', 'quiet', 'wrong-type'],
  ['StartWithComputer', 'hidden', 'wrong-type'],
  ['BreakGlassAllowed', 'sometimes', 'wrong-type'],
  ['PrivateBrowserWindow', 2, 'wrong-type'],
  ['KeepSignedIn', {}, 'wrong-type'],
  ['IdleMinutes', -1, 'out-of-bounds'],
  ['MaximumSessionHours', 0.5, 'wrong-type'],
  ['ReverifyHours', 0, 'out-of-bounds'],
  ['ReverifyHours', 1.5, 'wrong-type'],
  ['ReverifyHours', '8h', 'wrong-type'],
  ['CallbackPorts', '80-90', 'bad-format'],
  ['CallbackPorts', '50000-49000', 'bad-format'],
  ['CallbackPorts', '50000-70000', 'bad-format'],
  ['SonarBaseUrl', 'http://sonar.example.com', 'bad-format'],
  ['SonarBaseUrl', 'https://ana:secret@sonar.example.com', 'bad-format'],
  ['SonarBaseUrl', 'https://sonar.example.com/?tenant=1', 'bad-format'],
  ['SonarBaseUrl', 'https:\\\\sonar.example.com', 'bad-format'],
  ['SonarBaseUrl', 'sonar.example.com', 'bad-format'],
  ['SonarBaseUrl', '', 'empty'],
  ['SonarBaseUrl', 'javascript:alert(1)', 'bad-format'],
  ['DiagnosticsExportAllowed', 'no', 'wrong-type'],
  ['ProxyMode', 'manual', 'not-allowed-value'],
  ['CertificateMode', 'none', 'not-allowed-value'],
  ['Languages', ['fr'], 'not-allowed-value'],
  ['UpdateChannel', 'nightly', 'not-allowed-value'],
] as const;

test.each(bad)(
  'S2-03: %s %j is reported as %s and is nobody’s way around a lock',
  (key, value, reason) => {
    const { policy, rejects } = enforce({ [key]: value });
    const definition = definitions.find((one) => one.key === key);
    expect(rejects).toMatchObject([{ key, reason, strict: definition?.whenBroken }]);
    expect(policy.broken).toContain(definition?.field);
  },
);

test('a key that there is not is told, and changes nothing', () => {
  const { policy, rejects } = enforce({ UpdateChanel: 'off' });
  expect(policy).toEqual(builtInPolicy);
  expect(rejects).toMatchObject([{ key: 'UpdateChanel', reason: 'unknown-key' }]);
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
  expect(policy).toMatchObject({ reverifyHours: 168, idleMinutes: 5 });
  expect(rejects.map(({ key, value }) => [key, value])).toEqual([
    ['AllowedGoogleDomains', '"no domain"'],
    ['ReverifyHours', '9000'],
  ]);
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
      expect(policy.idleMinutes).toBeLessThanOrEqual(1440);
      expect(policy.sonarBaseUrl).toMatch(/^(https:\/\/.+\/v1)?$/);
      expect(typeof policy.passwordAllowed).toBe('boolean');
    }),
    { numRuns: 300, seed: 2026 },
  );
});

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

/** What the app sees for the example of a key, where that is not the example itself. */
const seenValues: Readonly<Record<string, unknown>> = {
  CallbackPorts: { first: 49_200, last: 49_299 },
  SonarBaseUrl: 'https://sonar.example.com/v1',
};

/** What a key locks beside itself. */
const alsoLocked: Readonly<Record<string, readonly string[]>> = {
  SsoRequired: ['passwordAllowed'],
};

const cases = definitions.flatMap((definition) =>
  policyPlacesOfSystems.flatMap((place) =>
    (['enforced', 'default'] as const).map((level) => {
      const refusal = !definition.levels.includes(level)
        ? 'level-not-allowed'
        : definition.scopes.includes(place.scope)
          ? null
          : 'machine-policy-only';
      const outcome = refusal === null ? 'is in force' : `is ignored as ${refusal}`;
      return { definition, place, level, refusal, outcome };
    }),
  ),
);

test.each(cases)('$definition.key $level in $place.name $outcome', async (row) => {
  const { definition, place, level, refusal } = row;
  await withDirectory((directory) => {
    const source = place.write(directory, level, { [definition.key]: definition.example });
    const reader = createPolicyReader(source);
    try {
      const field = definition.field as keyof typeof builtInPolicy;
      const entry = reader.report().entries.find(({ key }) => key === definition.key);
      if (refusal !== null) {
        expect(reader.current()).toEqual(builtInPolicy);
        expect(reader.report().rejects).toMatchObject([{ key: definition.key, reason: refusal }]);
        return;
      }
      const seen = seenValues[definition.key] ?? definition.example;
      const orderOnly = definition.key === 'Languages' && level === 'default';
      expect(reader.current()[field]).toEqual(orderOnly ? ['fr-CA', 'en', 'es'] : seen);
      expect(reader.current()[field]).not.toEqual(builtInPolicy[field]);
      const locked = alsoLocked[definition.key] ?? [];
      expect(reader.current().enforced).toEqual(
        level === 'enforced' ? [definition.field, ...locked] : [],
      );
      const reported = definition.key === 'SonarBaseUrl' ? seen : definition.example;
      expect(entry).toMatchObject({ level, value: reported });
      expect(reader.report().rejects).toEqual([]);
    } finally {
      reader.close();
    }
  });
});

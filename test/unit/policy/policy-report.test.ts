import { expect, test } from 'vitest';
import { createPolicyReader } from '../../../src-main/policy/policy-reader.ts';
import {
  exitCodeOfReport,
  findStartObstacle,
  formatPolicyReport,
} from '../../../src-main/policy/policy-report.ts';
import { policySchema } from '../../../src-main/policy/policy-schema.ts';
import { createWindowsPolicySource } from '../../../src-main/policy/windows-policy-source.ts';
import { createFakeRegistry } from './policy-places.ts';

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

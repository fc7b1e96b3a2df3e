import { expect, test } from 'vitest';
import { createPolicyReader } from '../../../src-main/policy/policy-reader.ts';
import { exitCodeOfReport, formatPolicyReport } from '../../../src-main/policy/policy-report.ts';
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

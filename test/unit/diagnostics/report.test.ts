import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDiagnostics, type NotedStep } from '../../../src-main/diagnostics/diagnostics.ts';
import { maxReportCharacters } from '../../../src-main/diagnostics/report.ts';
import { evaluatePolicy } from '../../../src-main/policy/evaluate-policy.ts';
import { forEachProvider } from '../../../src-main/providers/all.ts';
import { microsoft } from '../../../src-main/providers/microsoft.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
import { waitUntil } from '../../support/wait-until.ts';

const attempt = '6f2c1b9a-0d3e-4f5a-8b7c-9d0e1f2a3b4c';
const correlationId = '11111111-2222-4333-8444-555555555555';
const tenant = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
const clientIds = {
  ...forEachProvider((name) => `client-of-${name}`),
  google: 'g.apps.example',
  microsoft: '99999999-8888-4777-8666-555555555555',
};

function open(logDirectory: string, tenants = '') {
  const where = '/etc/sonar-login/policies/a.json';
  const evaluation = evaluatePolicy([
    {
      where,
      scope: 'machine',
      values: {
        enforced: { SonarBaseUrl: 'https://secret-name.example', Nonsense: 'x' },
        default: tenants ? { AllowedMicrosoftTenants: [tenants] } : {},
      },
    },
  ]);
  return createDiagnostics({
    logDirectory,
    version: '1.2.3',
    policy: {
      current: () => evaluation.policy,
      report: () => ({ places: [where], warnings: [], ...evaluation }),
    },
    clientIds,
    now: () => Date.UTC(2030, 0, 2, 3, 4, 5),
  });
}

const refusedConsent: NotedStep = {
  attempt,
  provider: 'microsoft',
  step: 'ended',
  code: 'consent-required',
  correlationId,
  providerErrorNumber: 'AADSTS65001',
  email: 'ana@harbor.example',
};

test('LG-06: a report after a failure has what an administrator needs to act', () =>
  withTempFolder(async (folder) => {
    const diagnostics = open(folder, tenant);
    diagnostics.logSignIn({ attempt, provider: 'microsoft', step: 'started', code: null });
    diagnostics.logSignIn(refusedConsent);
    const report = diagnostics.report();
    await diagnostics.close();
    for (const fact of [
      'consent-required',
      'AADSTS65001 (https://login.microsoftonline.com/error?code=65001)',
      correlationId,
      '2030-01-02T03:04:05.000Z',
      clientIds.microsoft,
      microsoft.consentAddress(clientIds.microsoft, tenant),
      'sonar 1.2.3',
      process.platform,
      'SonarBaseUrl: enforced',
      'Cannot be used: 1',
      `${attempt} microsoft started`,
    ]) {
      expect(report).toContain(fact);
    }
  }));

test('the address to agree names the tenant and this app, and nobody else', () => {
  const url = new URL(microsoft.consentAddress('client id', 'a/../b'));
  expect(url.origin).toBe('https://login.microsoftonline.com');
  expect(url.pathname).toBe('/a%2F..%2Fb/adminconsent');
  expect([...url.searchParams]).toEqual([['client_id', 'client id']]);
});

test('LG-06: a report names no person, no server, and nothing that was planted in the log', () =>
  withTempFolder(async (folder) => {
    const diagnostics = open(folder);
    diagnostics.logSignIn(refusedConsent);
    await diagnostics.close();
    const time = '2030-01-02T03:04:05.678Z';
    appendFileSync(
      join(folder, 'sonar.log'),
      [
        'Authorization: Bearer canary-1',
        JSON.stringify({ time, event: 'sign-in-step', code: 'canary-2', token: 'canary-3' }),
        JSON.stringify({ time, event: 'canary-4' }),
        '',
      ].join('\n'),
    );
    const report = diagnostics.report();
    expect(report).not.toMatch(/canary|secret-name|ana@/);
    expect(report).toContain('a***@harbor.example');
  }));

test('a report stays short however long the log is, and the latest comes first', () =>
  withTempFolder(async (folder) => {
    const diagnostics = open(folder);
    for (let count = 0; count < 5_000; count += 1) diagnostics.logSignIn(refusedConsent);
    diagnostics.logSignIn({ attempt, provider: 'google', step: 'ended', code: 'clock-skew' });
    await diagnostics.close();
    const report = diagnostics.report();
    expect(report.length).toBeLessThanOrEqual(maxReportCharacters);
    expect(report).toContain('The clock of this computer is wrong.');
    expect(report.indexOf('clock-skew')).toBeLessThan(report.indexOf('consent-required'));
  }));

test('a sign-in that was cancelled, or that no administrator can help with, makes no message for one', () =>
  withTempFolder(async (folder) => {
    const diagnostics = open(folder);
    diagnostics.logSignIn({ attempt, provider: 'google', step: 'ended', code: 'cancelled' });
    expect(diagnostics.report()).not.toContain('For the administrator');
    diagnostics.logSignIn({ attempt, provider: null, step: 'ended', code: 'wrong-credentials' });
    expect(diagnostics.report()).not.toContain('For the administrator');
    await diagnostics.close();
  }));

test('B-03: a silent confirmation that only an administrator can bring about begins the report, whatever came after it', () =>
  withTempFolder(async (folder) => {
    const diagnostics = open(folder);
    const failure = { code: 'administrator-needed', provider: 'microsoft', correlationId } as const;
    diagnostics.noteNotConfirmed({ ...failure, providerErrorNumber: 'AADSTS50105' });
    diagnostics.noteNotRenewed('offline', 3);
    const report = diagnostics.report();
    await diagnostics.close();
    expect(report).toContain('Number:           AADSTS50105 (https://login.microsoftonline.com');
    expect(report).toContain(`Correlation id:   ${correlationId}`);
    expect(report).toContain('not assigned');
    const log = readFileSync(join(folder, 'sonar.log'), 'utf8');
    expect(log).toContain('"event":"session-not-confirmed"');
    expect(log).toContain('AADSTS50105');
  }));

test('B-03: a word of Google’s is told with Google’s page for it', () =>
  withTempFolder(async (folder) => {
    const diagnostics = open(folder);
    const failure = { code: 'administrator-needed', provider: 'google' } as const;
    diagnostics.noteNotConfirmed({ ...failure, providerErrorNumber: 'admin_policy_enforced' });
    const report = diagnostics.report();
    await diagnostics.close();
    expect(report).toContain('admin_policy_enforced (https://support.google.com/');
  }));

test('LG-09: every step is in the log exactly once, with refusals and crashes beside it', () =>
  withTempFolder(async (folder) => {
    const diagnostics = open(folder);
    const path = join(folder, 'sonar.log');
    diagnostics.logSignIn(refusedConsent);
    diagnostics.noteRefusal({ verb: 'startSignIn', reason: 'bad-request', suppressed: 3 });
    diagnostics.noteRendererGone('crashed');
    diagnostics.notePageLost();
    diagnostics.noteFault('unhandled-rejection');
    await diagnostics.close();
    const events = readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { event: string }).event);
    expect(events).toEqual([
      'app-started',
      'policy-read',
      'sign-in-step',
      'request-refused',
      'window-process-gone',
      'window-given-up',
      'fault-not-caught',
      'app-stopped',
    ]);
  }));

test('a log that cannot be written costs the report its log and nothing else', () =>
  withTempFolder(async (folder) => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const diagnostics = open(file);
    diagnostics.logSignIn(refusedConsent);
    await waitUntil(() => diagnostics.report().includes('AADSTS65001'), 'a report');
    expect(diagnostics.report()).not.toContain('Log, latest first');
    await diagnostics.close();
  }));

test('S2-03: the report says which place cannot be read and which keys are strict, without names and values', () =>
  withTempFolder(async (folder) => {
    const evaluation = evaluatePolicy(
      [
        {
          where: '/Library/Managed Preferences/com.net2phone.sonar.login.plist',
          scope: 'machine',
          values: { enforced: { AllowedMicrosoftTenants: ['secret-tenant'] }, default: {} },
        },
      ],
      { kind: 'profile', places: [] },
    );
    const place = '/Library/Managed Preferences/ana.silva/com.net2phone.sonar.login.plist';
    const unread = { where: place, key: null, value: null, reason: 'not-parsable' } as const;
    const diagnostics = createDiagnostics({
      logDirectory: folder,
      version: '1.2.3',
      policy: {
        current: () => evaluation.policy,
        report: () => ({
          ...evaluation,
          places: [],
          warnings: [],
          rejects: [{ ...unread, kept: false, blocksSignIn: true }, ...evaluation.rejects],
        }),
      },
      now: () => 0,
    });
    const report = diagnostics.report();
    await diagnostics.close();
    expect(report).toContain(
      'Cannot be read: /Library/Managed Preferences/(this person)/com.net2phone.sonar.login.plist (not-parsable; nobody can sign in)',
    );
    expect(report).toContain('AllowedMicrosoftTenants: enforced, cannot be used: strict');
    expect(report).not.toMatch(/ana\.silva|secret-tenant/);
  }));

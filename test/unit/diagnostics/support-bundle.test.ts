import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { BundleFile } from '../../../preload/contract/account-pages.ts';
import { createDiagnostics } from '../../../src-main/diagnostics/diagnostics.ts';
import {
  createSupportBundle,
  maxBundleBytes,
  writeBundle,
} from '../../../src-main/diagnostics/support-bundle.ts';
import { evaluatePolicy } from '../../../src-main/policy/evaluate-policy.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
import { waitUntil } from '../../support/wait-until.ts';

const attempt = '6f2c1b9a-0d3e-4f5a-8b7c-9d0e1f2a3b4c';
const now = Date.UTC(2026, 10, 30, 8, 0, 0);
const names = [
  'README.txt',
  'report.txt',
  'policy.txt',
  'self-test.json',
  'timeline.json',
  'versions.json',
  'log.txt',
];

/** Diagnostics over a policy that names people, a server and something secret that was put in the wrong place. */
function open(logDirectory: string, more: Readonly<Record<string, string>> = {}) {
  const where = '/home/ana.silva/policies/a.json';
  const evaluation = evaluatePolicy([
    {
      where,
      scope: 'machine',
      values: {
        enforced: {
          SonarBaseUrl: 'https://sonar.harbor.example',
          'Canary-key': 'canary-value',
          ...more,
          SsoRequired: 'canary-password',
        },
        default: { AccountHint: 'ana.silva@harbor.example' },
      },
    },
  ]);
  const profile = 'C:\\Users\\ana.silva\\sonar\\policy.json';
  return createDiagnostics({
    logDirectory,
    version: '1.2.3',
    policy: {
      current: () => evaluation.policy,
      report: () => ({ places: [where, profile, homedir()], warnings: [], ...evaluation }),
    },
    now: () => now,
  });
}

const selfTest = [
  { name: 'sonar', status: 'passed', code: null, detail: 'sonar.harbor.example' },
  {
    name: 'certificate',
    status: 'failed',
    code: 'connection-untrusted',
    detail: 'Proxy of ana.silva@harbor.example',
  },
] as const;

function textOf(files: readonly BundleFile[], name: string): string {
  return files.find((file) => file.name === name)?.text ?? '';
}

test('LG-06: a support bundle has what is needed to help, and nothing secret that was planted anywhere', () =>
  withTempFolder(async (folder) => {
    const diagnostics = open(folder);
    diagnostics.logSignIn({ attempt, provider: 'google', step: 'started', code: null });
    diagnostics.logSignIn({
      attempt,
      provider: 'microsoft',
      step: 'ended',
      code: 'consent-required',
      correlationId: 'canary-correlation',
      providerErrorNumber: 'canary-number',
      email: 'ana.silva@harbor.example',
    });
    const log = join(folder, 'sonar.log');
    const isWritten = () => existsSync(log) && readFileSync(log, 'utf8').includes('"email"');
    await waitUntil(isWritten, 'the log on disk');
    appendFileSync(
      log,
      `Bearer canary-token\n${JSON.stringify({ time: '2026-11-30T08:00:00.000Z', event: 'policy-read', rejects: 'canary', token: 'canary' })}\n`,
    );
    const files = diagnostics.bundle(selfTest);
    await diagnostics.close();
    expect(files.map(({ name }) => name)).toEqual(names);
    const everything = files.map(({ text }) => text).join('\n');
    // The report takes both as they are: the app makes the id itself, and takes a number in its provider's form only.
    const exceptReport = files.flatMap(({ name, text }) => (name === 'report.txt' ? [] : text));
    expect(exceptReport.join('\n').toLowerCase()).not.toContain('canary');
    expect(everything).not.toMatch(/canary-(?:key|value|password|token)/i);
    expect(everything).not.toContain('ana.silva');
    expect(everything).not.toContain(homedir());
    expect(textOf(files, 'report.txt')).toContain('For the administrator');
    expect(textOf(files, 'policy.txt')).toContain('https://sonar.harbor.example');
    expect(textOf(files, 'policy.txt')).toContain('/home/(this person)/policies/a.json');
    expect(textOf(files, 'policy.txt')).toContain('C:\\Users\\(this person)\\sonar');
    expect(textOf(files, 'policy.txt')).toContain('SsoRequired = [withheld]: wrong-type');
    expect(JSON.parse(textOf(files, 'self-test.json'))).toEqual([
      selfTest[0],
      { ...selfTest[1], detail: 'Proxy of a***@harbor.example' },
    ]);
    expect(JSON.parse(textOf(files, 'timeline.json'))).toEqual([
      { at: '2026-11-30T08:00:00.000Z', step: 'started', attempt, provider: 'google' },
      {
        at: '2026-11-30T08:00:00.000Z',
        step: 'ended',
        attempt,
        provider: 'microsoft',
        code: 'consent-required',
        correlationId: '[withheld]',
        providerErrorNumber: '[withheld]',
      },
    ]);
    expect(JSON.parse(textOf(files, 'versions.json'))).toMatchObject({ sonar: '1.2.3' });
    expect(textOf(files, 'log.txt')).toContain('email=a***@harbor.example');
  }));

test('a support bundle stays small however much there is to tell, and its latest is there', () =>
  withTempFolder(async (folder) => {
    const unknown = Array.from({ length: 5_000 }, (_, index) => [`Nothing ${index}`, 'x'] as const);
    const diagnostics = open(folder, Object.fromEntries(unknown));
    const step = { provider: 'google', step: 'ended', code: 'clock-skew' } as const;
    for (let count = 0; count < 3_000; count += 1) {
      diagnostics.logSignIn({ ...step, attempt, correlationId: 'ü'.repeat(2_000) });
    }
    diagnostics.logSignIn({ ...step, attempt, code: 'consent-required' });
    const long = { ...selfTest[0], detail: 'x'.repeat(maxBundleBytes) };
    const files = diagnostics.bundle([long, selfTest[1]]);
    await diagnostics.close();
    const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
    expect(bytes).toBeLessThanOrEqual(maxBundleBytes);
    expect(textOf(files, 'policy.txt')).toMatch(/\[cut here to keep the bundle small\]\n$/);
    const steps = JSON.parse(textOf(files, 'timeline.json'));
    expect(steps.at(-1)).toMatchObject({ code: 'consent-required' });
    expect(JSON.parse(textOf(files, 'self-test.json'))).toHaveLength(1);
  }));

test('a support bundle shortens addresses of any script, and a long run of text holds it up no longer than any other', () => {
  // So long that a search which begins anew at each letter outlasts the limit of a test several times over.
  const report = `ana.silva@harbör.example josé@harbor.example @${'a-'.repeat(4_000)}\n${'a'.repeat(1024 * 1024)}`;
  const files = writeBundle({
    report,
    policy: { entries: [], rejects: [], places: [], warnings: [] },
    selfTest: [],
    steps: [],
    versions: {},
    logTail: [],
  });
  expect(textOf(files, 'report.txt')).toMatch(/^\S*\*\*\*\S* \S*\*\*\*\S* @[a-]+\n/);
  expect(textOf(files, 'report.txt')).not.toMatch(/silva|harbör|josé/);
});

function openSaving(answer: () => string | null) {
  const saved: { name: string; content: Uint8Array }[] = [];
  let count = 0;
  const bundle = createSupportBundle({
    async collect() {
      count += 1;
      return [{ name: 'report.txt', text: `bundle ${count} of Zoë\n` }];
    },
    async saveFile(name, content) {
      saved.push({ name, content });
      return answer();
    },
    now: () => now,
  });
  return { bundle, saved };
}

test('sixty-four previews at once are one, and what all of them show is what is saved', async () => {
  const { bundle, saved } = openSaving(() => '/home/ana/a.zip');
  const shown = await Promise.all(Array.from({ length: 64 }, () => bundle.preview()));
  expect(new Set(shown).size).toBe(1);
  await bundle.save();
  const [report] = Object.values(unzipSync(saved[0]?.content ?? new Uint8Array()));
  expect(strFromU8(report ?? new Uint8Array())).toBe(shown[0]?.[0]?.text);
});

test('what is saved is byte for byte what was shown, once', async () => {
  let answer: string | null = null;
  const { bundle, saved } = openSaving(() => answer);
  await expect(bundle.save()).rejects.toMatchObject({ code: 'bad-request' });
  await bundle.preview();
  const shown = await bundle.preview();
  // The person changed their mind, and then again.
  expect(await bundle.save()).toBe(null);
  answer = '/home/ana/a.zip';
  expect(await bundle.save()).toBe(answer);
  expect(saved.map(({ name }) => name)).toEqual(Array(2).fill('sonar-support-2026-11-30.zip'));
  for (const { content } of saved) {
    const entries = Object.entries(unzipSync(content));
    expect(entries.map(([name, bytes]) => ({ name, text: strFromU8(bytes) }))).toEqual(shown);
  }
  await expect(bundle.save()).rejects.toMatchObject({ code: 'bad-request' });
});

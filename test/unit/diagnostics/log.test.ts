import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLog, type Log } from '../../../src-main/diagnostics/log.ts';
import { openLogFile } from '../../../src-main/diagnostics/log-file.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

const time = Date.UTC(2030, 0, 2, 3, 4, 5, 678);
const limits = { maxFileBytes: 1_000_000, maxFiles: 3 };
const attempt = '6f2c1b9a-0d3e-4f5a-8b7c-9d0e1f2a3b4c';

async function withLog(
  folder: string,
  use: (log: Log) => void,
  now: () => number = () => time,
): Promise<void> {
  const file = openLogFile(folder, limits, now);
  use(createLog(file, now));
  await file.close();
}

function readLines(folder: string): readonly string[] {
  return readFileSync(join(folder, 'sonar.log'), 'utf8').trimEnd().split('\n');
}

test('an event is one line of JSON with its time in UTC, and nothing about the computer', () =>
  withTempFolder(async (folder) => {
    await withLog(folder, (log) => {
      log.event('sign-in-step', { attempt, provider: 'google', step: 'ended', code: 'timed-out' });
      log.event('app-stopped', {});
    });
    expect(readLines(folder).map((line) => JSON.parse(line))).toEqual([
      {
        level: 'info',
        time: '2030-01-02T03:04:05.678Z',
        event: 'sign-in-step',
        attempt,
        provider: 'google',
        step: 'ended',
        code: 'timed-out',
      },
      { level: 'info', time: '2030-01-02T03:04:05.678Z', event: 'app-stopped' },
    ]);
  }));

test.each([
  ['line ends', 'ended\r\n{"event":"forged"}'],
  ['terminal escapes', '\u001b[2Jended'],
  ['line ends of Unicode', 'ended\u2028forged\u0085'],
  ['JSON', '","event":"forged'],
  ['text that turns round', '\u202Egnp.exe'],
  ['a token', 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln'],
])('LG-07: %s in a value cannot get into the log', (_, hostile) =>
  withTempFolder(async (folder) => {
    await withLog(folder, (log) => {
      log.event('sign-in-step', {
        attempt: hostile,
        provider: hostile,
        step: hostile,
        code: hostile,
        correlationId: hostile,
        providerErrorNumber: hostile,
        email: hostile,
      });
      log.event('request-refused', { verb: hostile, reason: hostile, suppressed: 0 });
      log.event('window-process-gone', { reason: hostile });
      log.event('app-started', { version: hostile, platform: hostile, node: hostile });
    });
    const lines = readLines(folder);
    expect(lines).toHaveLength(4);
    expect(lines.join('')).not.toContain(hostile);
    expect(lines.join('')).not.toContain('forged');
    expect(lines.join('')).toMatch(/^[\x20-\x7e]*$/);
  }),
);

test('LG-08: the cap holds whatever happens, and old lines go first', () =>
  withTempFolder(async (folder) => {
    const file = openLogFile(folder, { maxFileBytes: 10_000, maxFiles: 3 }, () => time);
    const log = createLog(file, () => time);
    for (let count = 0; count < 10_000; count += 1) {
      log.event('policy-read', { entries: count, rejects: 0 });
    }
    await file.close();
    const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
    expect(sizes).toHaveLength(4);
    expect(Math.max(...sizes)).toBeLessThan(11_000);
    const all = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(all.join('')).toContain('"entries":9999');
    expect(all.join('')).not.toContain('"entries":0,');
  }));

test('LG-08: the log is private, old files too, whatever was there before', () =>
  withTempFolder(async (folder) => {
    const directory = join(folder, 'logs');
    mkdirSync(directory);
    chmodSync(directory, 0o777);
    writeFileSync(join(directory, 'sonar.log'), 'old\n');
    chmodSync(join(directory, 'sonar.log'), 0o666);
    const previous = process.umask(0);
    try {
      const file = openLogFile(directory, { maxFileBytes: 500, maxFiles: 2 }, () => time);
      const log = createLog(file, () => time);
      for (let count = 0; count < 20; count += 1) log.event('app-stopped', {});
      await file.close();
    } finally {
      process.umask(previous);
    }
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    const names = readdirSync(directory);
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600);
  }));

test('LG-08: a disk that takes no log disturbs nobody, and is tried again later', () =>
  withTempFolder(async (folder) => {
    const inTheWay = join(folder, 'logs');
    writeFileSync(inTheWay, '');
    let now = time;
    const file = openLogFile(inTheWay, limits, () => now);
    const log = createLog(file, () => now);
    for (let count = 0; count < 100; count += 1) log.event('app-stopped', {});
    execFileSync('rm', [inTheWay]);
    log.event('app-stopped', {});
    now += 60_000;
    log.event('policy-read', { entries: 1, rejects: 0 });
    await file.close();
    expect(readLines(inTheWay)).toHaveLength(1);
    log.event('app-stopped', {});
    await file.close();
  }));

test('B-35: what is known of the disk already need not be waited for', () =>
  withTempFolder(async (folder) => {
    const inTheWay = join(folder, 'logs');
    writeFileSync(inTheWay, '');
    const file = openLogFile(inTheWay, limits, () => time);
    const log = createLog(file, () => time);
    log.event('app-stopped', {});
    execFileSync('rm', [inTheWay]);
    file.tryAgain();
    log.event('settings-file', { settings: 'saved' });
    await file.close();
    expect(readLines(inTheWay)).toHaveLength(1);
  }));

test.each([
  ['link', (path: string, target: string) => symlinkSync(target, path)],
  ['pipe', (path: string) => void execFileSync('mkfifo', [path])],
  ['directory', (path: string) => mkdirSync(path)],
])('a %s in place of the log is moved aside', (_, make) =>
  withTempFolder(async (folder) => {
    const directory = join(folder, 'logs');
    mkdirSync(directory);
    const target = join(folder, 'target');
    writeFileSync(target, 'mine');
    make(join(directory, 'sonar.log'), target);
    await withLog(directory, (log) => log.event('app-stopped', {}));
    expect(readFileSync(target, 'utf8')).toBe('mine');
    expect(lstatSync(join(directory, 'sonar.log')).isFile()).toBe(true);
    expect(readLines(directory)).toHaveLength(1);
  }),
);

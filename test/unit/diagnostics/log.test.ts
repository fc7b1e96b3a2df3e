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
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { errorCodes } from '../../../preload/contract/errors.ts';
import {
  admitFields,
  admitLine,
  isLogEvent,
  logEvents,
  maskEmail,
} from '../../../src-main/diagnostics/log-events.ts';
import { createLog, type Log, openLogFile } from '../../../src-main/diagnostics/log-file.ts';
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

test('whoever hears of the log and throws, at once or later, disturbs neither it nor the process', async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on('unhandledRejection', note);
  const lines: string[] = [];
  const file = { write: (line: string) => lines.push(line) };
  const hearers = [
    () => Promise.reject(new Error('later')),
    () => {
      throw new Error('at once');
    },
  ];
  for (const hear of hearers) createLog(file, () => time, hear).event('http3-not-off', {});
  await new Promise((resolve) => setTimeout(resolve, 10));
  process.off('unhandledRejection', note);
  expect([lines.length, unhandled]).toEqual([2, []]);
});

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

const names = Object.keys(logEvents).filter(isLogEvent);

/** What secrets look like: codes, verifiers, opaque tokens, JSON Web Tokens, passwords. */
const secret = fc.oneof(
  fc.string({ minLength: 12, maxLength: 200 }),
  fc.base64String({ minLength: 24, maxLength: 400 }),
  fc.stringMatching(/^[A-Za-z0-9_-]{43}$/),
  fc.stringMatching(/^eyJ[A-Za-z0-9_-]{20}\.[A-Za-z0-9_-]{20}\.[A-Za-z0-9_-]{20}$/),
  fc.stringMatching(/^4\/0A[A-Za-z0-9_-]{30}$/),
  fc.stringMatching(/^1\/\/0[A-Za-z0-9_-]{40}$/),
);

test('LG-04: no part of a secret gets through, whatever field of whatever event it is put into', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), secret, (name, value) => {
      // Small words with single blanks between them are what our own reasons look like; a random text may be one.
      fc.pre(!/^[a-z]{1,16}(?:[ -][a-z]{1,16}){0,9}$/.test(value));
      // And it may be an address, whose domain is shown on purpose.
      fc.pre(!/^[^@\s]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(value));
      const fields = Object.fromEntries(
        [...Object.keys(logEvents[name]), 'password', 'code_verifier'].map((key) => [key, value]),
      );
      const admitted = Object.values(admitFields(name, fields)).join(' ');
      const isClean = !admitted
        .replaceAll('[withheld]', '')
        .replaceAll('***', '')
        .split(' ')
        .some((word) => word.length >= 8 && value.includes(word));
      return isClean;
    }),
    { numRuns: 3_000 },
  );
});

test('fields that are not on the list, and fields of prototypes, are left out', () => {
  const hostile = JSON.parse('{"step":"ended","__proto__":{"code":"timed-out"},"token":"x"}');
  expect(admitFields('sign-in-step', hostile)).toEqual({ step: 'ended' });
  const inherited = Object.create({ step: 'ended' }) as Record<string, unknown>;
  expect(admitFields('sign-in-step', inherited)).toEqual({});
});

test.each([{}, [], 1, true, Number.NaN, () => 'x', Symbol('x'), 10n].map((value) => [value]))(
  'a value of the wrong type is withheld: %s',
  (value) => {
    expect(admitFields('sign-in-step', { code: value })).toEqual({ code: '[withheld]' });
  },
);

test('every code of the closed list can be written', () => {
  for (const code of errorCodes) expect(admitFields('sign-in-step', { code })).toEqual({ code });
});

test.each([
  ['ana@harbor.example', 'a***@harbor.example'],
  ['Ana.Rios+x@mail.harbor.example', 'A***@mail.harbor.example'],
  ['"a\nb"@harbor.example', '***'],
  ['ána@harbor.example', '***@harbor.example'],
  ['ana@harbor.example\nforged', '***'],
  ['eyJhbGciOi', '***'],
  ['', '***'],
])('the address %j is shown as %s', (email, masked) => {
  expect(maskEmail(email)).toBe(masked);
});

test('a line of the log is read again by the same list', () => {
  const time = '2030-01-02T03:04:05.678Z';
  const read = (entry: unknown) => admitLine(JSON.stringify(entry));
  expect(read({ time, event: 'sign-in-step', code: 'timed-out', token: 'secret' })).toBe(
    `${time} sign-in-step code=timed-out`,
  );
  expect(read({ time, event: 'invented', code: 'timed-out' })).toBeNull();
  expect(read({ time: 'now', event: 'app-stopped' })).toBeNull();
  expect(read({ time, event: '__proto__' })).toBeNull();
  expect(read(null)).toBeNull();
  expect(admitLine('Bearer secret')).toBeNull();
});

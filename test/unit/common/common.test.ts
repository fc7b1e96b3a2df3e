import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
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
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appOrigin, isAppUrl, startPage } from '../../../src-main/common/app-origin.ts';
import { createChangeHub, createEmitter, guardListener } from '../../../src-main/common/emitter.ts';
import { singleFlight } from '../../../src-main/common/in-turn.ts';
import {
  makePrivateFile,
  withOpenFile,
  writePrivateFile,
} from '../../../src-main/common/private-file.ts';
import { unlessAborted, within } from '../../../src-main/common/within.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

test('the first page is of the app’s origin', () => {
  expect(appOrigin).toBe('sonar-login://app');
  expect(isAppUrl(startPage)).toBe(true);
});

test.each([
  '',
  'index.html',
  'sonar-login://app.evil.example/',
  'sonar-login://evil.app/',
  'sonar-login://app:8443/',
  'sonar-login://user@app/',
  'sonar-login://:secret@app/',
  'https://app/',
  'blob:sonar-login://app/1',
  'javascript://app/%0aalert(1)',
])('%s is not of the app', (url) => {
  expect(isAppUrl(url)).toBe(false);
});

test('all who listen are told; who has stopped is not', () => {
  const emitter = createEmitter<number>();
  const heard: string[] = [];
  const stop = emitter.listen((news) => heard.push(`a${news}`));
  emitter.listen((news) => heard.push(`b${news}`));
  emitter.emit(1);
  stop();
  emitter.emit(2);
  emitter.clear();
  emitter.emit(3);
  expect(heard).toEqual(['a1', 'b1', 'b2']);
});

test('a listener that another one stops hears no more, in the same round either', () => {
  const emitter = createEmitter();
  const heard: string[] = [];
  emitter.listen(() => {
    heard.push('first');
    stop();
  });
  const stop = emitter.listen(() => heard.push('stopped'));
  emitter.emit();
  emitter.emit();
  expect(heard).toEqual(['first', 'first']);
});

test.each([
  [
    'what no text can be made of',
    () => {
      throw Object.create(null);
    },
  ],
  ['a promise that rejects', () => Promise.reject(new Error('of a listener'))],
  [
    'an error',
    () => {
      throw new Error('of a listener');
    },
  ],
])('%s of somebody else’s listener stops nobody, and is a warning', async (_, listener) => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on('unhandledRejection', note);
  try {
    const warned = once(process, 'warning');
    guardListener(listener)();
    expect(await warned).toMatchObject([expect.any(Error)]);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(unhandled).toEqual([]);
  } finally {
    process.off('unhandledRejection', note);
  }
});

test('who begins to listen while others are told hears of the next news only', () => {
  const emitter = createEmitter();
  let late = 0;
  const stop = emitter.listen(() => {
    stop();
    emitter.listen(() => {
      late += 1;
    });
  });
  emitter.emit();
  expect(late).toBe(0);
  emitter.emit();
  expect(late).toBe(1);
});

test('a hub tells of many changes in one turn once', async () => {
  const hub = createChangeHub();
  let told = 0;
  hub.listen(() => {
    told += 1;
  });
  for (let change = 0; change < 5; change += 1) hub.notify();
  expect(told).toBe(0);
  await Promise.resolve();
  expect(told).toBe(1);
});

test('TK-13: fifty callers make one call and get its one result; the next call is a new one', async () => {
  let calls = 0;
  const gate = Promise.withResolvers<void>();
  const flight = singleFlight(async (key) => {
    calls += 1;
    await gate.promise;
    return `${key} ${calls}`;
  });
  const asked = Array.from({ length: 50 }, () => flight('a'));
  const other = flight('b');
  gate.resolve();
  expect(new Set(await Promise.all(asked))).toEqual(new Set(['a 2']));
  expect(await other).toBe('b 2');
  expect(await flight('a')).toBe('a 3');
});

test('TK-13: a failure is shared once and not remembered', async () => {
  let calls = 0;
  const flight = singleFlight(async () => {
    calls += 1;
    if (calls === 1) throw new Error('first');
    return calls;
  });
  const [one, two] = await Promise.allSettled([flight('a'), flight('a')]);
  expect([one.status, two.status]).toEqual(['rejected', 'rejected']);
  expect(await flight('a')).toBe(2);
});

const never = new Promise<string>(() => {});

test('work that is done in time answers, or throws, as if nobody had looked at the clock', async () => {
  const tooLate = () => 'late';
  expect(await within(1_000, Promise.resolve('done'), tooLate)).toBe('done');
  const failing = Promise.reject(new Error('broken'));
  await expect(within(1_000, failing, tooLate)).rejects.toThrow('broken');
});

test('after the limit the answer is what stands for it, which may be an error', async () => {
  expect(await within(10, never, () => 'late')).toBe('late');
  const refusing = within(10, never, () => {
    throw new Error('too late');
  });
  await expect(refusing).rejects.toThrow('too late');
});

test('work that fails after its limit disturbs nobody', async () => {
  const faults: unknown[] = [];
  const note = (fault: unknown) => faults.push(fault);
  process.on('unhandledRejection', note);
  const work = Promise.withResolvers<string>();
  expect(await within(5, work.promise, () => 'late')).toBe('late');
  work.reject(new Error('much later'));
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off('unhandledRejection', note);
  expect(faults).toEqual([]);
});

test('a signal ends the waiting with its reason, before or during the work', async () => {
  const stop = new AbortController();
  const waiting = unlessAborted(stop.signal, never);
  stop.abort(new Error('stopped'));
  await expect(waiting).rejects.toThrow('stopped');
  await expect(unlessAborted(stop.signal, Promise.resolve('done'))).rejects.toThrow('stopped');
  expect(await unlessAborted(new AbortController().signal, Promise.resolve('done'))).toBe('done');
});

const read = (file: number) => readFileSync(file, 'utf8');

test('a file is handed on open; a folder and a pipe are no files, and nobody waits', () =>
  withTempFolder(async (folder) => {
    const [file, pipe] = [join(folder, 'file'), join(folder, 'pipe')];
    await writeFile(file, 'text');
    await mkdir(join(folder, 'folder'));
    execFileSync('mkfifo', [pipe]);
    expect(withOpenFile(file, read)).toBe('text');
    expect(withOpenFile(join(folder, 'folder'), read)).toBeNull();
    expect(withOpenFile(pipe, read)).toBeNull();
    expect(() => withOpenFile(join(folder, 'none'), read)).toThrow(/ENOENT/);
  }));

test('a link is followed only where that was asked for', () =>
  withTempFolder(async (folder) => {
    await writeFile(join(folder, 'file'), 'text');
    const link = join(folder, 'link');
    await symlink(join(folder, 'file'), link);
    expect(() => withOpenFile(link, read)).toThrow(/ELOOP/);
    expect(withOpenFile(link, read, { followsLinks: true })).toBe('text');
  }));

test('S2-23: a file that is saved over one that others could read is private, and nothing stays beside it', () =>
  withTempFolder(async (folder) => {
    const path = join(folder, 'review.csv');
    writeFileSync(path, 'old');
    chmodSync(path, 0o666);
    await writePrivateFile(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['review.csv']);
  }));

test('S2-23: a link is replaced, and what it leads to stays as it is', () =>
  withTempFolder(async (folder) => {
    const path = join(folder, 'review.csv');
    const target = join(folder, 'target');
    writeFileSync(target, 'mine');
    symlinkSync(target, path);
    await writePrivateFile(path, 'new');
    expect(readFileSync(target, 'utf8')).toBe('mine');
    expect(lstatSync(path).isFile()).toBe(true);
  }));

test.each(['file', 'folder', 'link that leads nowhere'])(
  'S2-23: a file that must be new takes the place of no %s',
  (kind) =>
    withTempFolder(async (folder) => {
      const path = join(folder, 'a.zip');
      if (kind === 'file') writeFileSync(path, 'mine');
      else if (kind === 'folder') mkdirSync(path);
      else symlinkSync(join(folder, 'elsewhere'), path);
      await expect(makePrivateFile(path, Buffer.from('new'))).rejects.toMatchObject({
        code: 'EEXIST',
      });
      expect(readdirSync(folder)).toEqual(['a.zip']);
      if (kind === 'file') expect(readFileSync(path, 'utf8')).toBe('mine');
    }),
);

test('S2-23: a file that is new is private', () =>
  withTempFolder(async (folder) => {
    const path = join(folder, 'a.zip');
    await makePrivateFile(path, Buffer.from('new'));
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  }));

test('S2-23: what cannot be saved leaves nothing behind', () =>
  withTempFolder(async (folder) => {
    const path = join(folder, 'review.csv');
    mkdirSync(path);
    await expect(writePrivateFile(path, 'new')).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['review.csv']);
  }));

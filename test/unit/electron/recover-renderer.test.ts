import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepPageLoaded } from '../../../src-main/electron/recover-renderer.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

class Contents extends EventEmitter {
  isDead = false;
  isDestroyed(): boolean {
    return this.isDead;
  }
}

function watch() {
  const contents = new Contents();
  const happened: string[] = [];
  const page = { loads: true };
  keepPageLoaded(contents, {
    async load() {
      happened.push('load');
      if (!page.loads) throw new Error('ERR_FAILED');
    },
    giveUp: () => happened.push('give up'),
    note: (reason) => happened.push(reason),
    now: Date.now,
  });
  return {
    contents,
    happened,
    page,
    async die(reason: string, waitMs = 1_000) {
      contents.emit('render-process-gone', {}, { reason });
      await vi.advanceTimersByTimeAsync(waitMs);
    },
  };
}

test('a page that died is loaded again three times in a minute, then it is given up, once', async () => {
  const { die, happened } = watch();
  for (let count = 0; count < 6; count += 1) await die('oom');
  expect(happened.filter((what) => what !== 'oom')).toEqual([
    'load',
    'load',
    'load',
    'load',
    'give up',
  ]);
});

test('a page whose process ended by itself, without a fault, is lost like any other', async () => {
  const { die, happened } = watch();
  await die('clean-exit');
  expect(happened).toEqual(['load', 'clean-exit', 'load']);
});

test('it is not loaded from within the event', async () => {
  const { contents, happened } = watch();
  contents.emit('render-process-gone', {}, { reason: 'crashed' });
  await vi.advanceTimersByTimeAsync(0);
  expect(happened).toEqual(['load', 'crashed']);
});

test('one death that is told in two ways is one', async () => {
  const { contents, die, happened } = watch();
  contents.emit('render-process-gone', {}, { reason: 'crashed' });
  await die('killed');
  expect(happened).toEqual(['load', 'crashed', 'load']);
});

test('a page that cannot be loaded is as lost as one that died', async () => {
  const { die, happened, page } = watch();
  page.loads = false;
  await die('crashed');
  expect(happened).toEqual([
    'load',
    'crashed',
    'load',
    'load-failed',
    'load',
    'load-failed',
    'load',
    'load-failed',
    'give up',
  ]);
});

test('deaths that are a minute apart are never too many', async () => {
  const { die, happened } = watch();
  for (let count = 0; count < 10; count += 1) await die('crashed', 60_000);
  expect(happened).not.toContain('give up');
});

test('what becomes of the page of a window that is gone is no death', async () => {
  const { contents, die, happened } = watch();
  contents.isDead = true;
  await die('clean-exit');
  await die('crashed');
  expect(happened).toEqual(['load']);
});

test('a window that is closed while its page is to come back is left alone', async () => {
  const { contents, die, happened } = watch();
  contents.emit('render-process-gone', {}, { reason: 'crashed' });
  contents.isDead = true;
  await die('crashed');
  expect(happened).toEqual(['load', 'crashed']);
});

test('a page that hangs is noted and left to the person', async () => {
  const { contents, happened } = watch();
  contents.emit('unresponsive');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(happened).toEqual(['load', 'unresponsive']);
});

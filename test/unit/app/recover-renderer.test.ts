import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { recoverRenderer } from '../../../src-main/app/recover-renderer.ts';

class Contents extends EventEmitter {
  isDead = false;
  isDestroyed(): boolean {
    return this.isDead;
  }
}

function watch() {
  const contents = new Contents();
  const happened: string[] = [];
  let now = 0;
  recoverRenderer(contents, {
    reload: () => happened.push('reload'),
    giveUp: () => happened.push('give up'),
    note: (reason) => happened.push(reason),
    now: () => now,
  });
  return {
    contents,
    happened,
    die: (reason: string, afterMs = 0) => {
      now += afterMs;
      contents.emit('render-process-gone', {}, { reason });
    },
  };
}

test('a page that died is loaded again three times in a minute, then the app gives up', () => {
  const { die, happened } = watch();
  for (let count = 0; count < 4; count += 1) die('oom', 1_000);
  expect(happened.filter((what) => what !== 'oom')).toEqual([
    'reload',
    'reload',
    'reload',
    'give up',
  ]);
});

test('deaths that are a minute apart are never too many', () => {
  const { die, happened } = watch();
  for (let count = 0; count < 10; count += 1) die('crashed', 60_000);
  expect(happened).not.toContain('give up');
});

test('a clean exit and a window that is gone are no deaths', () => {
  const { contents, die, happened } = watch();
  die('clean-exit');
  contents.isDead = true;
  die('crashed');
  expect(happened).toEqual([]);
});

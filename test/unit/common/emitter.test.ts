import { expect, test } from 'vitest';
import { createChangeHub, createEmitter } from '../../../src-main/common/emitter.ts';

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

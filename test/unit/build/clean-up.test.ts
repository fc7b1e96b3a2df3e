import { expect, test } from 'vitest';
import { createCleanUp } from '../../../scripts/start/watched-child.ts';

test('what was started last is undone first, each once', async () => {
  const order: string[] = [];
  const cleanUp = createCleanUp();
  cleanUp.add(async () => void order.push('bus'));
  cleanUp.add(async () => void order.push('window'));
  await Promise.all([cleanUp.run(), cleanUp.run()]);
  expect(order).toEqual(['window', 'bus']);
});

test('an undo that fails does not keep the others from being undone', async () => {
  const order: string[] = [];
  const cleanUp = createCleanUp();
  cleanUp.add(async () => void order.push('bus'));
  cleanUp.add(() => Promise.reject(new Error('already gone')));
  await cleanUp.run();
  expect(order).toEqual(['bus']);
});

test('what comes up after the end is undone at once', async () => {
  const cleanUp = createCleanUp();
  await cleanUp.run();
  const undone = Promise.withResolvers<string>();
  cleanUp.add(async () => undone.resolve('undone'));
  expect(await undone.promise).toBe('undone');
});

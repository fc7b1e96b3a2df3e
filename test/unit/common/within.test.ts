import { expect, test } from 'vitest';
import { unlessAborted, within } from '../../../src-main/common/within.ts';

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

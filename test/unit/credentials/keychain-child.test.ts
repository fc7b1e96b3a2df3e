import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  type ChildPort,
  createKeychainChild,
} from '../../../src-main/credentials/keychain-child.ts';
import type { KeychainOutcome } from '../../../src-main/credentials/keychain-messages.ts';

const lateAnswerMs = 120_000;
const request = { op: 'get', service: 's', account: 'a' } as const;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A process that starts when it is told and never answers: no real one takes two minutes to start. */
function createSlowPort() {
  let started: () => void = () => undefined;
  let kills = 0;
  const port: ChildPort = {
    postMessage: () => undefined,
    onMessage: () => undefined,
    onSpawn(listener) {
      started = listener;
    },
    onExit: () => undefined,
    kill() {
      kills += 1;
    },
  };
  return { port, kills: () => kills, start: () => started() };
}

test('the time of a question counts from the start of the process, and a process that never starts is given up', async () => {
  const slow = createSlowPort();
  const options = {
    lateAnswerMs,
    idleMs: 30_000,
    onAnswer: () => undefined,
    onGone: () => undefined,
  };
  const child = createKeychainChild(slow.port, options);
  const outcomes: (KeychainOutcome | null)[] = [];
  void child.ask(request).then((outcome) => outcomes.push(outcome));
  await vi.advanceTimersByTimeAsync(lateAnswerMs - 1);
  slow.start();
  await vi.advanceTimersByTimeAsync(lateAnswerMs - 1);
  expect(outcomes).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(outcomes).toEqual([{ ok: false, code: 'keychain-locked' }]);
  expect(slow.kills()).toBe(1);

  const never = createSlowPort();
  const given = createKeychainChild(never.port, options).ask(request);
  await vi.advanceTimersByTimeAsync(lateAnswerMs);
  expect(await given).toEqual({ ok: false, code: 'keychain-locked' });
});

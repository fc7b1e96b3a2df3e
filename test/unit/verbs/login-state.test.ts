import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type LoginState, stateChangedChannel } from '../../../preload/contract.ts';
import { createStateSender, type ReceiverLike } from '../../../src-main/verbs/login-state.ts';

function createReceiver(condition: { destroyed?: boolean; crashed?: boolean } = {}) {
  const sent: [string, LoginState][] = [];
  const receiver: ReceiverLike = {
    isDestroyed: () => condition.destroyed ?? false,
    isCrashed: () => condition.crashed ?? false,
    send: (channel, state) => sent.push([channel, state]),
  };
  return { receiver, sent };
}

const stateOf = (appVersion: string) => ({ appVersion }) as LoginState;

test('many changes in one turn are sent once, as the newest state', async () => {
  const { receiver, sent } = createReceiver();
  let version = 0;
  const sender = createStateSender(
    () => stateOf(String(version)),
    () => receiver,
  );
  for (version = 1; version < 100; version += 1) sender.push();
  await nextTurn();
  await nextTurn();
  expect(sent).toEqual([[stateChangedChannel, stateOf('100')]]);
  sender.push();
  await nextTurn();
  await nextTurn();
  expect(sent).toHaveLength(2);
});

test.each([
  ['no window', null],
  ['a destroyed window', createReceiver({ destroyed: true })],
  ['a crashed page', createReceiver({ crashed: true })],
])('IP-07: %s is sent nothing', async (_name, target) => {
  let asked = 0;
  const sender = createStateSender(
    () => {
      asked += 1;
      return stateOf('1');
    },
    () => target?.receiver ?? null,
  );
  sender.push();
  await nextTurn();
  await nextTurn();
  expect([asked, target?.sent ?? []]).toEqual([0, []]);
});

test('after stop nothing is sent any more', async () => {
  const { receiver, sent } = createReceiver();
  const sender = createStateSender(
    () => stateOf('1'),
    () => receiver,
  );
  sender.push();
  sender.stop();
  await nextTurn();
  await nextTurn();
  expect(sent).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { verbs } from '../../../preload/contract.ts';
import { createHostPlace } from './support/host-place.ts';
import { type OpenWindow, openWindow } from './support/open-window.ts';

let place: Awaited<ReturnType<typeof createHostPlace>>;
let window: OpenWindow;

beforeAll(async () => {
  place = await createHostPlace();
  window = await openWindow(place);
}, 120_000);

afterAll(async () => {
  window?.process.kill('SIGTERM');
  await window?.exited();
  await place?.stop();
}, 60_000);

test('the page gets one function per verb and one event, frozen, and nothing else', async () => {
  const seen = await window.page.evaluate(() => ({
    keys: Object.keys(globalThis.window.login),
    types: [...new Set(Object.values(globalThis.window.login).map((value) => typeof value))],
    isFrozen: Object.isFrozen(globalThis.window.login),
    canBeReplaced: Reflect.set(globalThis.window, 'login', {}),
    foreign: Object.getOwnPropertyNames(globalThis.window).filter((name) =>
      /chromiumhost|ipcrenderer|electron|^require$|^process$|^module$/i.test(name),
    ),
  }));
  expect(seen.keys.sort()).toEqual([...verbs, 'onStateChanged'].sort());
  expect(seen).toMatchObject({
    types: ['function'],
    isFrozen: true,
    canBeReplaced: false,
    foreign: [],
  });
});

test('a verb answers what main answers, and a wrong argument as data', async () => {
  const answers = await window.page.evaluate(async () => {
    const login = globalThis.window.login as unknown as Record<
      string,
      (...args: unknown[]) => Promise<{ ok: boolean; failure?: { code: string } }>
    >;
    const call = async (verb: string, ...args: unknown[]) => {
      const answer = await login[verb]?.(...args);
      return answer?.ok === true ? 'ok' : answer?.failure?.code;
    };
    return [
      await call('getState'),
      await call('signOut', 'an-id'),
      await call('signOut'),
      await call('signOut', undefined),
      await call('signOut', 'an-id', undefined),
      await call('signOut', Number.NaN),
      await call('signOut', 5n),
      await call('chooseAccount', 'an-id', null),
      await call('startSignIn', 'google', { anotherAccount: true, extra: 1 }),
    ];
  });
  expect(answers).toEqual(['ok', 'ok', ...Array(7).fill('bad-request')]);
});

test('what cannot be cloned rejects, and main does not hear of it', async () => {
  const answers = await window.page.evaluate(async () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    const hostile: unknown[] = [() => 1, Symbol('s'), cycle, { deep: { fn() {} } }];
    const removeAccount = globalThis.window.login.removeAccount as (arg: unknown) => unknown;
    return Promise.all(
      hostile.map(async (value) => {
        try {
          return JSON.stringify(await removeAccount(value));
        } catch (error) {
          return (error as Error).message;
        }
      }),
    );
  });
  expect(answers).toEqual(Array(4).fill(expect.stringMatching(/could not be cloned/)));
  expect(window.told.filter((one) => one.event === 'removeAccount')).toEqual([]);
});

test('what main throws reaches the page as a code, without its message or stack', async () => {
  const answer = await window.page.evaluate(() => globalThis.window.login.runSelfTest());
  expect(answer).toEqual({ ok: false, failure: { code: 'unexpected' } });
});

test('the state is pushed to listeners until they stop', async () => {
  const shown = window.page.locator('#state');
  await window.page.evaluate(() => {
    const counts = { kept: 0, stopped: 0 };
    Object.assign(globalThis, { counts });
    globalThis.window.login.onStateChanged(() => {
      counts.kept += 1;
    });
    const stop = globalThis.window.login.onStateChanged(() => {
      counts.stopped += 1;
    });
    stop();
    return globalThis.window.login.setLocale('en');
  });
  await shown.filter({ hasText: /^pushed/ }).waitFor();
  await window.page.waitForFunction(() => Reflect.get(globalThis, 'counts').kept === 1);
  expect(await window.page.evaluate(() => Reflect.get(globalThis, 'counts').stopped)).toBe(0);
});

test('a page that replaces what the bridge is built on gets nothing more by it', async () => {
  const caught = await window.page.evaluate(async () => {
    const seen: string[] = [];
    const own = EventTarget.prototype.dispatchEvent;
    EventTarget.prototype.dispatchEvent = function (event) {
      seen.push(...Object.getOwnPropertyNames(this));
      return own.call(this, event);
    };
    await globalThis.window.login.getState();
    EventTarget.prototype.dispatchEvent = own;
    return seen;
  });
  // It holds the event target of the bridge then, over which only the exposed functions can be called.
  expect(caught).toEqual([]);
});

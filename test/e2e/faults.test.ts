import { afterAll, expect, test } from 'vitest';
import { waitUntil } from '../support/wait-until.ts';
import type { App } from './support/app.ts';
import { withDesktop } from './support/desktop.ts';
import { readFaults, takeUnexpectedFaults } from './support/faults.ts';

/** Lets one of each go wrong that nobody handles; the words of each hold "planted". */
async function plant({ inMain, page }: App): Promise<void> {
  await inMain(() => {
    setImmediate(() => void Promise.reject(new Error('planted rejection in main')));
    process.emitWarning('planted warning in main');
    // Somebody handles it, so that no message box waits for an answer; it is a fault all the same.
    process.once('uncaughtException', () => {});
    setImmediate(() => {
      throw new Error('planted exception in main');
    });
  });
  await page.evaluate(() => {
    setTimeout(() => void Promise.reject(new Error('planted rejection in the page')));
    setTimeout(() => {
      throw new Error('planted exception in the page');
    });
    console.error('planted words of an error');
    const image = document.createElement('img');
    image.src = 'https://planted.example/picture.png';
    document.body.append(image);
  });
}

const planted = [
  /^unhandledRejection: .*planted rejection in main/s,
  /^warning: .*planted warning in main/s,
  /^uncaughtException: .*planted exception in main/s,
  /^window: .*planted rejection in the page/s,
  /^window: .*planted exception in the page/s,
  /^window: planted words of an error/,
  /^window: Refused to load .*planted\.example.* Content Security Policy/s,
];

async function whenTold({ output }: App): Promise<void> {
  for (const pattern of planted) {
    const isTold = () => readFaults(output()).some((fault) => pattern.test(fault));
    await waitUntil(isTold, `the fault ${pattern}`);
  }
}

test('what nobody handles in main or in the window is told, unless the test says that it is meant', () =>
  withDesktop(async (desktop) => {
    const first = await desktop.startApp();
    await plant(first);
    await whenTold(first);
    const told = takeUnexpectedFaults();
    for (const pattern of planted) expect(told).toContainEqual(expect.stringMatching(pattern));
    expect(told.filter((fault) => !fault.includes('planted'))).toEqual([]);
    await first.quit();

    const second = await desktop.startApp();
    for (const pattern of planted) second.expectFault(pattern);
    await plant(second);
    await whenTold(second);
    expect(takeUnexpectedFaults()).toEqual([]);
  }));

test('a fault that was declared and does not come is told', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp();
    app.expectFault(/never comes/);
    expect(takeUnexpectedFaults()).toEqual(['did not come: /never comes/']);
  }));

let cameToItsEnd = false;

test.fails('a test with nothing else against it fails for a fault', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp();
    await app.inMain(() => setImmediate(() => void Promise.reject(new Error('planted alone'))));
    const told = () => readFaults(app.output()).join();
    await waitUntil(() => told().includes('planted alone'), 'the fault');
    cameToItsEnd = true;
  }));

afterAll(() => expect(cameToItsEnd).toBe(true));

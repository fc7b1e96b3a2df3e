import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { arrangeQuit } from '../../../src-main/electron/quit.ts';
import type { BeforeQuit } from '../../../src-main/platform.ts';

/** An app that quits as Electron's does; `hangs`: its windows never close. */
class App extends EventEmitter {
  readonly ended = Promise.withResolvers<string>();
  readonly hangs: boolean;

  constructor(hangs = false) {
    super();
    this.hangs = hangs;
  }

  quit(): void {
    let isPrevented = false;
    const preventDefault = () => {
      isPrevented = true;
    };
    this.emit('before-quit', { preventDefault });
    if (!isPrevented && !this.hangs) this.ended.resolve('quit');
  }

  exit(code: number): void {
    this.ended.resolve(`exit ${code}`);
  }
}

const fine = () => 0;

function quit(steps: readonly BeforeQuit[], app = new App()): Promise<string> {
  arrangeQuit(app, steps, fine, { stepsMs: 50, exitMs: 50 });
  app.quit();
  return app.ended.promise;
}

test('the app ends when all steps are done', async () => {
  const done: string[] = [];
  const slow = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    done.push('slow');
  };
  expect(await quit([slow, () => done.push('fast')])).toBe('quit');
  expect(done.sort()).toEqual(['fast', 'slow']);
});

test('a step that fails or never ends keeps neither the others nor the app', async () => {
  const done: string[] = [];
  const steps = [
    () => {
      throw new Error('at once');
    },
    () => Promise.reject(new Error('later')),
    () => new Promise(() => {}),
    () => done.push('last'),
  ];
  expect(await quit(steps)).toBe('quit');
  expect(done).toEqual(['last']);
});

test('windows that do not close are cut off', async () => {
  expect(await quit([], new App(true))).toBe('exit 0');
});

test('quitting again while the steps run does not run them again', async () => {
  let runs = 0;
  const app = new App();
  arrangeQuit(app, [() => (runs += 1)], fine, { stepsMs: 50, exitMs: 50 });
  app.quit();
  app.quit();
  app.quit();
  await app.ended.promise;
  expect(runs).toBe(1);
});

test('an app that ends for a fault of its own does what is to be done, and says so by its code', async () => {
  const done: string[] = [];
  const app = new App();
  const fault = () => 70;
  arrangeQuit(app, [() => done.push('stored')], fault, { stepsMs: 50, exitMs: 50 });
  app.quit();
  expect(await app.ended.promise).toBe('exit 70');
  expect(done).toEqual(['stored']);
});

import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { chmod, copyFile, mkdir, rm, symlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { keepAliveWithout } from '../../../src-main/electron/last-window.ts';
import { isHeld, isHeldHere } from '../../../src-main/electron/lock-holder.ts';
import { arrangeQuit, arrangeQuitOfHost } from '../../../src-main/electron/quit.ts';
import type { BeforeQuit } from '../../../src-main/platform.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

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

/** An app of somebody else: `will-quit` comes when nothing keeps it from quitting any more. */
class Host extends EventEmitter {
  quits = 0;
  readonly ended = Promise.withResolvers<void>();

  quit(): void {
    this.quits += 1;
    this.emit('before-quit');
    const event = {
      defaultPrevented: false,
      preventDefault: () => {
        event.defaultPrevented = true;
      },
    };
    this.emit('will-quit', event);
    if (!event.defaultPrevented) this.ended.resolve();
  }
}

test('the end of a host waits for the steps, is cut off by none, and comes without another ask', async () => {
  const done: string[] = [];
  const host = new Host();
  arrangeQuitOfHost(host, [() => done.push('stored'), () => new Promise(() => {})], 50);
  host.quit();
  host.quit();
  expect(done).toEqual([]);
  await host.ended.promise;
  expect([done, host.quits]).toEqual([['stored'], 3]);
});

test.each([
  ['shorter', 10],
  ['longer', 100],
])(
  'a host that puts its end off once, for something %s, ends when both are done',
  async (_, ms) => {
    const done: string[] = [];
    const host = new Host();
    const pause = (waitMs: number) => new Promise((resolve) => setTimeout(resolve, waitMs));
    arrangeQuitOfHost(host, [() => pause(50).then(() => done.push('ours'))], 1_000);
    host.once('will-quit', (event) => {
      event.preventDefault();
      void pause(ms).then(() => {
        done.push('theirs');
        host.quit();
      });
    });
    host.quit();
    await host.ended.promise;
    expect(done.toSorted()).toEqual(['ours', 'theirs']);
  },
);

/** Electron's `app` with its own listener, and as many windows as are open. */
function openHost(listens: boolean) {
  const host = new EventEmitter() as EventEmitter & { quit(): void };
  let quits = 0;
  host.quit = () => {
    quits += 1;
  };
  host.on('window-all-closed', () => {
    if (host.listenerCount('window-all-closed') === 1) host.quit();
  });
  if (listens) host.on('window-all-closed', () => {});
  const windows = new Set<EventEmitter>();
  const watch = keepAliveWithout(host, () => windows.size);
  return {
    open(isOurs: boolean) {
      const window = new EventEmitter();
      windows.add(window);
      if (isOurs) watch(window);
      return (isQuitting = false) => {
        windows.delete(window);
        window.emit('closed');
        if (windows.size === 0 && !isQuitting) host.emit('window-all-closed');
      };
    },
    quits: () => quits,
  };
}

test.each([
  ['the module’s window closed last leaves the host running', false, [false, true], 0],
  ['the host’s window closed last quits it, as Electron does by itself', false, [true, false], 1],
  ['a host that listens decides by itself', true, [true, false], 0],
  [
    'closing and opening the module’s window changes nothing of that',
    false,
    [true, true, false],
    1,
  ],
] as const)('%s', (_, listens, order, quits) => {
  const host = openHost(listens);
  for (const close of order.map((isOurs) => host.open(isOurs))) close();
  expect(host.quits()).toBe(quits);
});

test('the host’s last window quits it after the module’s was the last one before', () => {
  const host = openHost(false);
  host.open(true)();
  expect(host.quits()).toBe(0);
  host.open(false)();
  expect(host.quits()).toBe(1);
});

test('the host’s last window quits it after the module’s went with a quit that came to nothing', async () => {
  const host = openHost(false);
  // Of a last window that closes for a quit Electron tells nothing.
  host.open(true)(true);
  await new Promise((resolve) => setImmediate(resolve));
  host.open(false)();
  expect(host.quits()).toBe(1);
});

/** A program called as ours, at another place. */
async function startProgram(
  folder: string,
  name = basename(process.execPath),
  uid = process.getuid?.(),
) {
  const place = join(folder, 'mount');
  await mkdir(place);
  const program = join(place, name);
  await copyFile('/bin/sleep', program);
  const child = spawn(program, ['60'], { stdio: 'ignore', ...(uid === undefined ? {} : { uid }) });
  await once(child, 'spawn');
  return { child, program };
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function lock(folder: string, pid: number | undefined, host = hostname()): Promise<void> {
  return symlink(`${host}-${pid}`, join(folder, 'SingletonLock'));
}

test('DL-06: the same program holds it from another place, and after it was replaced', () =>
  withTempFolder(async (folder) => {
    const { child, program } = await startProgram(folder);
    try {
      await lock(folder, child.pid);
      expect(isHeld(folder)).toBe(true);
      await rm(program);
      expect(isHeld(folder)).toBe(true);
    } finally {
      await end(child);
    }
    expect(isHeld(folder)).toBe(false);
  }));

test('a computer that has another name since changes nothing once Electron has refused the lock', () =>
  withTempFolder(async (folder) => {
    const { child } = await startProgram(folder);
    try {
      await lock(folder, child.pid, 'as-it-was-called');
      expect([isHeld(folder), isHeldHere(folder)]).toEqual([true, false]);
    } finally {
      await end(child);
    }
  }));

test('DL-06: another program, this very process and nobody hold nothing', () =>
  withTempFolder(async (folder) => {
    expect(isHeld(folder)).toBe(false);
    const { child } = await startProgram(folder, 'another');
    try {
      await lock(folder, child.pid);
      expect(isHeld(folder)).toBe(false);
    } finally {
      await end(child);
    }
    await rm(join(folder, 'SingletonLock'));
    await lock(folder, process.pid);
    expect(isHeld(folder)).toBe(false);
  }));

test.runIf(process.getuid?.() === 0)('a process of another user holds nothing', () =>
  withTempFolder(async (folder) => {
    await chmod(folder, 0o755);
    const { child } = await startProgram(folder, undefined, 65_534);
    try {
      await lock(folder, child.pid);
      process.seteuid?.(65_533);
      try {
        expect(isHeld(folder)).toBe(false);
      } finally {
        process.seteuid?.(0);
      }
    } finally {
      await end(child);
    }
  }),
);

import { within } from '../common/within.ts';
import type { BeforeQuit } from '../platform.ts';

/** What is used of Electron's `app`. */
interface QuittingApp {
  on(event: 'before-quit', listener: (event: { preventDefault(): void }) => void): unknown;
  quit(): void;
  exit(code: number): void;
}

/** The steps before the end get this long together. */
const stepsDeadlineMs = 3_000;
/** Windows and the rest get this long after them. */
const exitDeadlineMs = 2_000;

/**
 * Lets the app end in an orderly way and in any case: the steps run side by side, each on its own, and neither one that
 * fails nor one that never ends keeps the app from quitting. Whatever hangs after that is cut off. `exitCode` is asked
 * when the steps are done.
 */
export function arrangeQuit(
  app: QuittingApp,
  steps: readonly BeforeQuit[],
  exitCode: () => number,
  limits = { stepsMs: stepsDeadlineMs, exitMs: exitDeadlineMs },
): void {
  let phase: 'running' | 'ending' | 'ended' = 'running';
  app.on('before-quit', (event) => {
    if (phase === 'ended') return;
    event.preventDefault();
    if (phase === 'ending') return;
    phase = 'ending';
    void runSteps(steps, limits.stepsMs).then(() => {
      phase = 'ended';
      // `quit` knows no code.
      if (exitCode() !== 0) return app.exit(exitCode());
      setTimeout(() => app.exit(0), limits.exitMs);
      app.quit();
    });
  });
}

/** What is used of Electron's event of an end that can be put off. */
interface EndEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

/** What is used of Electron's `app` where it is somebody else's. */
interface HostApp {
  on(event: 'before-quit', listener: () => void): unknown;
  on(event: 'will-quit', listener: (event: EndEvent) => void): unknown;
  off(event: 'will-quit', listener: (event: EndEvent) => void): unknown;
  quit(): void;
}

/**
 * Does the same in an app of somebody else: when all its windows are closed and nobody objects any more, the end waits for
 * the steps, and nothing is cut off. The app hears of its quitting a second time then; an app that puts the end off for
 * something of its own quits by itself when that is done.
 */
export function arrangeQuitOfHost(
  app: HostApp,
  steps: readonly BeforeQuit[],
  stepsMs = stepsDeadlineMs,
): void {
  let phase: 'running' | 'ending' | 'ended' = 'running';
  let isPutOffByHost = false;
  function hold(event: EndEvent): void {
    if (phase === 'ended') return;
    isPutOffByHost = event.defaultPrevented;
    event.preventDefault();
    if (phase === 'ending') return;
    phase = 'ending';
    void runSteps(steps, stepsMs).then(() => {
      phase = 'ended';
      if (!isPutOffByHost) app.quit();
    });
  }
  app.on('will-quit', hold);
  // As the last one each time: only then can it be seen what the others did.
  app.on('before-quit', () => {
    app.off('will-quit', hold);
    app.on('will-quit', hold);
  });
}

async function runSteps(steps: readonly BeforeQuit[], deadlineMs: number): Promise<void> {
  // Each in a microtask of its own, so that one that throws at once does not stop the others.
  const all = Promise.allSettled(steps.map((step) => Promise.resolve().then(step)));
  await within<unknown>(deadlineMs, all, () => undefined);
}

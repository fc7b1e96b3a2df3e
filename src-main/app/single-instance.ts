import { app } from 'electron';

/** What a start of the app finds. */
export type Instance = 'first' | 'second';

/**
 * Claims to be the only running instance for this user and this folder of preferences. A second start only wakes the
 * first: nothing is taken from its arguments, of which any program could be the author.
 */
export function claimSingleInstance(): Instance {
  return app.requestSingleInstanceLock() ? 'first' : 'second';
}

/** Calls `listener` when a second start was made; many at once count as one. */
export function onSecondStart(listener: () => void): void {
  let isWaiting = false;
  app.on('second-instance', () => {
    if (isWaiting) return;
    isWaiting = true;
    setImmediate(() => {
      isWaiting = false;
      listener();
    });
  });
}

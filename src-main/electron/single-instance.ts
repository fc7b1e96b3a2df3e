import { existsSync } from 'node:fs';
import { app } from 'electron';
import { isOwnFolder, makeSpareFolder, nameSpareFolder } from '../start/folders.ts';
import { isHeld, isHeldHere } from './lock-holder.ts';

/** What a start of the app finds: it is the first, another one runs, or no disk takes the lock that would tell. */
type Instance = 'first' | 'second' | 'no-lock';

/**
 * Claims to be the only running instance for this user and this folder of settings. A second start only wakes the
 * first: nothing is taken from its arguments, of which any program could be the author. Electron keeps its own files
 * where the lock is: in the settings folder, or where that takes none, in the spare one.
 */
export function claimSingleInstance(settingsFolder: string): Instance {
  const spare = nameSpareFolder(settingsFolder);
  // An instance that started while the settings folder took no lock is still the first when it takes one again.
  const places = isOwnFolder(spare) && isHeldHere(spare) ? [spare] : [settingsFolder, spare];
  for (const place of places) {
    if (place === spare ? !makeSpareFolder(spare) : !existsSync(place)) continue;
    app.setPath('userData', place);
    if (requestLock()) return 'first';
    // Electron answers the same for a lock that another one holds and for one that cannot be made.
    if (isHeld(place)) return 'second';
  }
  return 'no-lock';
}

/**
 * Claims the same for an app whose files lie where it wants them: nothing is moved, and the lock is the one that Electron
 * has for the app.
 */
export function claimInstanceOfHost(): Instance {
  if (requestLock()) return 'first';
  return isHeld(app.getPath('userData')) ? 'second' : 'no-lock';
}

/** Places Electron's own files for an app that only answers a question, whether another one runs or not. */
export function placeBeside(settingsFolder: string): void {
  const spare = nameSpareFolder(settingsFolder);
  if (existsSync(settingsFolder)) app.setPath('userData', settingsFolder);
  else if (makeSpareFolder(spare)) app.setPath('userData', spare);
}

let wasMissed = false;
function noteMissed(): void {
  wasMissed = true;
}

/** Whoever comes while the rest of the app is loaded is noted. */
function requestLock(): boolean {
  const isFirst = app.requestSingleInstanceLock();
  if (isFirst) app.on('second-instance', noteMissed);
  return isFirst;
}

/** Calls `listener` when a second start was made, or has been by now; many at once count as one. */
export function onSecondStart(listener: () => void): void {
  let isWaiting = false;
  function hear(): void {
    if (isWaiting) return;
    isWaiting = true;
    setImmediate(() => {
      isWaiting = false;
      listener();
    });
  }
  app.off('second-instance', noteMissed);
  app.on('second-instance', hear);
  if (wasMissed) hear();
}

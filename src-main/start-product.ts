import { startUpdates } from './app/electron-updater.ts';
import type { WindowFitter } from './app/fit-window.ts';
import { noteFaults } from './app/note-faults.ts';
import { createPower } from './app/power.ts';
import { startApp } from './app/start-app.ts';
import { reasonOfFailure } from './app/updates.ts';
import { watchIdle } from './app/watch-idle.ts';
import type { WindowHolder } from './app/window-holder.ts';
import type { Diagnostics } from './diagnostics/diagnostics.ts';
import { forgetKept } from './forget-kept.ts';
import type { Leftovers } from './leftovers.ts';
import type { Login } from './login.ts';
import type { LivePolicyReader } from './policy/policy-reader.ts';
import type { Preferences } from './preferences/preferences.ts';
import type { SonarService } from './sonar/sonar-service.ts';
import type { Stores } from './stores.ts';

/** What the product is started with, all of it built. */
export interface ProductParts {
  readonly login: Login;
  readonly preferences: Preferences;
  readonly policy: LivePolicyReader;
  readonly diagnostics: Diagnostics;
  readonly personal: Stores;
  readonly leftovers: Leftovers;
  readonly sonar: SonarService;
  readonly windows: WindowHolder;
  readonly fitter: WindowFitter;
  /** Absolute path of the folder with `main/`, `preload/` and `renderer/`. */
  readonly bundles: string;
  /** False: everything is kept in memory only. */
  readonly keeps: boolean;
  readonly isPackaged: boolean;
  readonly mayBeWayland: boolean;
  /** No request may be made before. */
  readonly networkReady: Promise<void>;
  /** Holds a partition of a library to what policy wants of the network. */
  readonly holdPartition: (name: string) => Promise<void>;
  readonly now: () => number;
}

/** Whoever was about to sign in and has not touched anything for so long has left. */
const deskIdleMinutes = 1;

/** Opens the window, and does what time, the system and the end of the app ask for. False when there is no window. */
export async function startProduct(parts: ProductParts): Promise<boolean> {
  const { login, preferences, policy, diagnostics, personal } = parts;
  // A mistake that comes while the app runs must not throw out whose sign-in is kept.
  const isBroken = () => policy.current().broken.includes('keepSignedIn');
  const isShared = () => !policy.current().keepSignedIn && !(parts.keeps && isBroken());
  noteFaults(process, {
    note: diagnostics.noteFault,
    tellDeveloper: parts.isPackaged
      ? null
      : (reason) => console.error('UnhandledPromiseRejection:', reason),
  });
  const isStarted = await startApp({
    verbs: login.verbs,
    getState: login.getState,
    switchByMenu: login.switchByMenu,
    onStateChanged: login.onStateChanged,
    windows: parts.windows,
    place: {
      read: preferences.getWindowBounds,
      write(place) {
        if (!parts.fitter.isGrown()) preferences.setWindowBounds(place);
      },
    },
    mayBeWayland: parts.mayBeWayland,
    bundles: parts.bundles,
    beforeQuit: [
      async () => {
        login.endAttempts();
        await (isShared() ? login.forgetEverybody() : login.flush());
        login.close();
        personal.credentials.close();
      },
      () => preferences.flush(),
      () => policy.close(),
      () => diagnostics.close(),
    ],
    async onShown() {
      await parts.networkReady;
      login.start();
      void parts.leftovers.removeFormer();
      // What is kept here is hidden from the person while a mistake locks it, not lost.
      if (parts.keeps || isBroken()) return;
      preferences.dropKeptFiles();
      await forgetKept({
        stores: personal,
        sonar: parts.sonar,
        isSaved: preferences.isSaved,
        now: parts.now,
      });
    },
    noteRefusal: diagnostics.noteRefusal,
    noteRendererGone: diagnostics.noteRendererGone,
    notePageLost: diagnostics.notePageLost,
    now: parts.now,
  });
  if (!isStarted) return false;
  startUpdates({
    policy,
    holdPartition: parts.holdPartition,
    noteFailure: (error) => diagnostics.noteUpdateFailure(reasonOfFailure(error)),
  });
  // A keychain that was locked at the start.
  personal.credentials.onAvailable(() => void parts.leftovers.removeFormer());
  const power = createPower();
  power.onAwake(() => login.wake());
  const leaveShared = () => {
    if (isShared()) void login.forgetEverybody();
  };
  power.onLocked(login.lockScreen);
  watchIdle(power.idleSeconds, () => deskIdleMinutes, login.leaveDesk);
  power.onLocked(leaveShared);
  const idleMinutes = () => (isShared() ? policy.current().idleMinutes : 0);
  watchIdle(power.idleSeconds, idleMinutes, leaveShared);
  return true;
}

import { existsSync } from 'node:fs';
import { app } from 'electron';
import type { PolicyReader } from '../policy/effective-policy.ts';
import { followUpdates, type Updater, updatesItself } from './updates.ts';

/** Follows updates under policy where the app may replace itself; a look that fails is told by `noteFailure`. */
export function startUpdates(policy: PolicyReader, noteFailure: () => void): void {
  const { platform, execPath: program, env } = process;
  if (!app.isPackaged || !updatesItself({ platform, program, env, exists: existsSync })) return;
  const stop = followUpdates(policy, createElectronUpdater(), noteFailure);
  app.once('will-quit', stop);
}

/** electron-updater, loaded only where updates are followed: it wants a packaged app around it. */
function createElectronUpdater(): Updater {
  return {
    async check(channel) {
      const { autoUpdater } = await import('electron-updater');
      // Its own log lines may name paths and addresses; ours says only that a look failed.
      autoUpdater.logger = null;
      autoUpdater.autoDownload = true;
      autoUpdater.autoInstallOnAppQuit = true;
      autoUpdater.channel = channel;
      // Naming a channel turns this on; an older version must never follow a newer one.
      autoUpdater.allowDowngrade = false;
      await autoUpdater.checkForUpdates();
    },
  };
}

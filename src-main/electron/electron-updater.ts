import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app } from 'electron';
import type { AppUpdater } from 'electron-updater';
import type { Platform } from '../platform.ts';
import {
  followUpdates,
  namesPublisher,
  reasonOfFailure,
  UpdateRefusal,
  type Updater,
  updaterPartition,
  updatesItself,
} from './updates.ts';

/** Follows updates under policy where the app may replace itself; what goes wrong is told by `noteFailure`. */
export const startUpdates: Platform['followUpdates'] = ({ policy, holdPartition, ...told }) => {
  const { platform, execPath: program } = process;
  if (!app.isPackaged || !updatesItself({ platform, program, exists: existsSync })) return;
  const noteFailure = (error: unknown) => told.noteFailure(reasonOfFailure(error));
  const isWanted = (channel: string) => policy.current().updateChannel === channel;
  const library = createUpdaterLibrary(noteFailure);
  const updater: Updater = {
    async check(channel) {
      if (platform === 'win32') await requirePublisher();
      await holdPartition(updaterPartition);
      await library.check(channel, () => isWanted(channel));
    },
    leave: library.leave,
  };
  const stop = followUpdates(policy, updater, noteFailure);
  app.once('will-quit', stop);
};

/** Refuses to look for updates where nothing says who must have signed them. */
async function requirePublisher(): Promise<void> {
  const file = join(process.resourcesPath, 'app-update.yml');
  const isNamed = namesPublisher(await readFile(file, 'utf8').catch(() => ''));
  if (!isNamed) throw new UpdateRefusal('no publisher named');
}

/** electron-updater is loaded only where updates are followed: it wants a packaged app around it. */
function createUpdaterLibrary(noteFailure: (error: unknown) => void) {
  let loaded: AppUpdater | null = null;
  return {
    leave() {
      // Asked again when the app quits.
      if (loaded !== null) loaded.autoInstallOnAppQuit = false;
    },
    async check(channel: string, isWanted: () => boolean): Promise<void> {
      const { autoUpdater } = await import('electron-updater');
      if (!isWanted()) return;
      loaded = autoUpdater;
      // Its own lines may name paths and addresses; ours says only that there was a warning. Errors come as rejections.
      autoUpdater.logger = {
        info() {},
        warn: () => noteFailure(new UpdateRefusal('updater warned')),
        error() {},
      };
      autoUpdater.autoDownload = true;
      autoUpdater.autoInstallOnAppQuit = true;
      autoUpdater.channel = channel;
      // Naming a channel turns this on; an older version must never follow a newer one.
      autoUpdater.allowDowngrade = false;
      const found = await autoUpdater.checkForUpdates();
      // Verified when it is here.
      await found?.downloadPromise;
    },
  };
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { productEndpoints } from '../product.ts';
import { doWithoutQuic } from './app-network.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { ConfigurationError } from './configuration-error.ts';
import { endApp } from './end-app.ts';
import { registerScheme } from './register-scheme.ts';
import { claimSingleInstance, placeBeside } from './single-instance.ts';

/** What is known before the app is ready. */
export interface PreparedApp {
  readonly configuration: Configuration;
  /** Absolute path of preferences. */
  readonly userDataDirectory: string;
  /** Absolute path of logs. */
  readonly logDirectory: string;
  readonly version: string;
}

/**
 * Does what must come before the app is ready, in this order: configuration, folders, single instance (unless it is to
 * answer a question beside a running app), scheme, network. Null when the app is not to start: it was told something unusable,
 * no disk takes its lock, or it runs already.
 */
export function prepareApp(options: {
  readonly isOnlyInstance: boolean;
  /** Ends this start, when it is the second; by default quietly. */
  readonly onSecond?: (() => void) | undefined;
}): PreparedApp | null {
  try {
    const configuration = readConfiguration({
      isPackaged: app.isPackaged,
      argv: process.argv,
      env: process.env,
      product: productEndpoints,
    });
    const userDataDirectory = makeSettingsFolder(configuration.userDataDirectory);
    if (options.isOnlyInstance) {
      if (!isOnlyInstance(userDataDirectory, options.onSecond ?? (() => app.quit()))) return null;
    } else {
      placeBeside(userDataDirectory);
    }
    registerScheme();
    doWithoutQuic();
    const logDirectory = join(userDataDirectory, 'logs');
    return { configuration, userDataDirectory, logDirectory, version: app.getVersion() };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    endApp('configuration', `${error.message}.`);
    return null;
  }
}

/** Ends the app, quietly or with words, when it is not the only one. */
function isOnlyInstance(settingsFolder: string, onSecond: () => void): boolean {
  const instance = claimSingleInstance(settingsFolder);
  if (instance === 'second') onSecond();
  if (instance === 'no-lock') {
    endApp(
      'no-folder',
      `no folder takes its lock: neither ${settingsFolder} nor the one for temporary files can be written to by this user alone.`,
    );
  }
  return instance === 'first';
}

/**
 * What a disk answers that is there and takes nothing: the app runs, and says what is not kept. `ENOENT` is what Node
 * makes of a read-only disk when a folder above is missing too.
 */
const diskRefusals: readonly (string | undefined)[] = [
  'EACCES',
  'ENOENT',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'EDQUOT',
];

/** Makes the folder private to this user. A path that no disk could make a folder of is a mistake in the setting. */
function makeSettingsFolder(directory: string | null): string {
  const path = directory ?? app.getPath('userData');
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (directory !== null && !diskRefusals.includes(code)) {
      throw new ConfigurationError(
        'SONAR_LOGIN_USER_DATA',
        `names no usable folder (${code ?? 'unknown'})`,
      );
    }
  }
  return path;
}

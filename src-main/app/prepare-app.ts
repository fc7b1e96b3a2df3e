import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { productEndpoints } from '../product.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { badConfigurationExitCode, ConfigurationError } from './configuration-error.ts';
import { registerScheme } from './register-scheme.ts';
import { claimSingleInstance } from './single-instance.ts';

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
 * answer a question beside a running app), scheme. Null
 * when the app is not to start: it was told something unusable (one line on stderr, exit code 78), or it runs already.
 */
export function prepareApp(options: { readonly isOnlyInstance: boolean }): PreparedApp | null {
  try {
    const configuration = readConfiguration({
      isPackaged: app.isPackaged,
      argv: process.argv,
      env: process.env,
      product: productEndpoints,
    });
    const userDataDirectory = placeUserData(configuration.userDataDirectory);
    if (options.isOnlyInstance && claimSingleInstance() === 'second') {
      app.quit();
      return null;
    }
    registerScheme();
    const logDirectory = join(userDataDirectory, 'logs');
    app.setAppLogsPath(logDirectory);
    return { configuration, userDataDirectory, logDirectory, version: app.getVersion() };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    console.error(`Sonar cannot start: ${error.message}.`);
    app.exit(badConfigurationExitCode);
    return null;
  }
}

/** Makes the folder private to this user; everything Electron keeps goes there too. */
function placeUserData(directory: string | null): string {
  const path = directory ?? app.getPath('userData');
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    if (directory === null) throw error;
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new ConfigurationError('SONAR_LOGIN_USER_DATA', `names no usable folder (${code})`);
  }
  app.setPath('userData', path);
  return path;
}

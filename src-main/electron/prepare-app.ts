import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { productEndpoints } from '../product.ts';
import {
  type Configuration,
  ConfigurationError,
  readConfiguration,
} from '../start/configuration.ts';
import { findRefused, refusedSwitchesOf, type Start } from '../start/refused-switches.ts';
import { doWithoutQuic } from './app-network.ts';
import { endApp } from './end-app.ts';
import { claimSingleInstance, placeBeside } from './single-instance.ts';
import { registerScheme } from './window-rules.ts';

/**
 * What weakens TLS or writes its secrets down, in the environment of people who examine other programs: it does not
 * count for an installed app. The first is Chromium's, read when its network starts, later than this; the others are
 * Node's, with which the app looks at certificates.
 */
const ignoredVariables = [
  'SSLKEYLOGFILE',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'NODE_EXTRA_CA_CERTS',
] as const;

/**
 * Ends an installed app that was given a switch or a variable by which somebody could redirect, watch or drive it, before
 * it touches network, disk or the first app that runs; true then. What is refused does not take effect while a message
 * box says so. An unpackaged run takes everything.
 */
export function isStartRefused(ownSwitches: readonly string[]): boolean {
  if (!app.isPackaged) return false;
  const { argv, env, platform, execPath: program } = process;
  const isRoot = process.getuid?.() === 0;
  const start: Start = { argv, env, platform, program, isRoot, ownSwitches };
  for (const name of ignoredVariables) delete env[name];
  const refused = findRefused(start);
  if (refused === null) return false;
  for (const name of refusedSwitchesOf(start)) app.commandLine.removeSwitch(name);
  endApp('configuration', `${refused} is refused by an installed app.`);
  return true;
}

/** What is known before the app is ready. */
export interface PreparedApp {
  readonly configuration: Configuration;
  /** Absolute path of preferences. */
  readonly settingsFolder: string;
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
    const settingsFolder = makeSettingsFolder(configuration.userDataDirectory);
    if (options.isOnlyInstance) {
      if (!isOnlyInstance(settingsFolder, options.onSecond ?? (() => app.quit()))) return null;
    } else {
      placeBeside(settingsFolder);
    }
    registerScheme();
    doWithoutQuic();
    const logDirectory = join(settingsFolder, 'logs');
    return { configuration, settingsFolder, logDirectory, version: app.getVersion() };
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

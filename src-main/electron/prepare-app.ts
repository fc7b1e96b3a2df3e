import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, Menu } from 'electron';
import { SetupError } from '../errors/login-error.ts';
import { type Command, printStillRunning } from '../start/command-line.ts';
import { findRefused, refusedSwitchesOf, type Start } from '../start/refused-switches.ts';
import type { HostApp } from '../start/start-options.ts';
import { endApp, printAndExit } from './end-app.ts';
import { registerScheme, requireScheme } from './scheme.ts';
import { claimInstanceOfHost, claimSingleInstance, placeBeside } from './single-instance.ts';

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
  /** Absolute path of preferences. */
  readonly settingsFolder: string;
  /** Absolute path of logs. */
  readonly logDirectory: string;
  readonly version: string;
}

/** What has to be known of the start for it. */
export interface Preparation {
  /** Absolute path of the folder for settings and logs. */
  readonly dataFolder: string;
  /** Somebody has named the folder: then it must be one. */
  readonly isFolderChosen: boolean;
  /** The app is the product itself: Electron's files lie in the data folder, and its switches are ours to set. */
  readonly ownsApp: boolean;
  /** Whether it is to be the only one, or may run beside others. */
  readonly singleInstance: boolean;
  /** What is asked on the command line; null: nothing. */
  readonly command: Command | null;
}

/** What only asks may run beside the app that runs already. */
const asks: readonly Command['kind'][] = ['self-test', 'support-bundle'];

/** The app around the module. */
export function readHostApp(): HostApp {
  return { name: app.getName(), userData: app.getPath('userData'), isPackaged: app.isPackaged };
}

/**
 * Does what must come before the app is ready, in this order: folder, single instance (unless it may run beside
 * others), scheme, network; first of all it looks whether there is time left for the scheme. Null when it runs already. Throws a `SetupError` when something is unusable.
 */
export function prepareApp(preparation: Preparation): PreparedApp | null {
  const { dataFolder, ownsApp, command } = preparation;
  requireScheme();
  makeSettingsFolder(preparation);
  if (preparation.singleInstance && !(command !== null && asks.includes(command.kind))) {
    if (!isOnlyInstance(preparation)) return null;
  } else if (ownsApp) {
    placeBeside(dataFolder);
  }
  registerScheme();
  if (ownsApp) {
    doWithoutQuic();
    // Electron would make one of its own, only for ours to take its place.
    Menu.setApplicationMenu(null);
  }
  const logDirectory = join(dataFolder, 'logs');
  return { settingsFolder: dataFolder, logDirectory, version: app.getVersion() };
}

/** Ends the start when it is not the only one. */
function isOnlyInstance({ dataFolder, ownsApp, command }: Preparation): boolean {
  const instance = ownsApp ? claimSingleInstance(dataFolder) : claimInstanceOfHost();
  if (instance === 'second') leaveToFirst(command);
  if (instance === 'no-lock') {
    const place = ownsApp ? dataFolder : app.getPath('userData');
    const message = `no folder takes its lock: neither ${place} nor the one for temporary files can be written to by this user alone.`;
    throw new SetupError('no-folder', 'singleInstance', message);
  }
  return instance === 'first';
}

/** Ends this start quietly, for the first one is told of it; who wanted data removed hears that nothing was. */
function leaveToFirst(command: Command | null): void {
  if (command?.kind === 'remove-data') printAndExit(printStillRunning(command.format));
  else app.quit();
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
function makeSettingsFolder({ dataFolder, isFolderChosen }: Preparation): void {
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!isFolderChosen || diskRefusals.includes(code)) return;
    const message = `dataFolder names no usable folder (${code ?? 'unknown'}).`;
    throw new SetupError('no-folder', 'dataFolder', message);
  }
}

/** Whether Chromium does without HTTP/3, see `doWithoutQuic`. */
export function isQuicOff(): boolean {
  return app.commandLine.hasSwitch('disable-quic');
}

/**
 * Keeps Chromium from HTTP/3 before the app is ready: a request over it that fails is sent again over TCP, whatever it
 * holds, and no setting of a session turns it off.
 */
export function doWithoutQuic(): void {
  app.commandLine.appendSwitch('disable-quic');
}

import { join } from 'node:path';
import { composeLogin } from './compose-login.ts';
import { createSystemLook } from './credentials/keychain-state.ts';
import { createDiagnostics } from './diagnostics/diagnostics.ts';
import { createElectronPlatform, listenForPolicyNews } from './electron/electron-platform.ts';
import { printAndExit } from './electron/end-app.ts';
import { isQuicOff, type PreparedApp } from './electron/prepare-app.ts';
import { bundles, type Shell } from './electron/shell.ts';
import { SetupError } from './errors/login-error.ts';
import type { LivePolicyReader } from './policy/policy-reader.ts';
import { exitCodeOfReport, findStartObstacle, formatPolicyReport } from './policy/policy-report.ts';
import { openPolicy } from './policy/system-policy-source.ts';
import { createPreferences } from './preferences/preferences.ts';
import { forEachProvider } from './providers/all.ts';
import type { Softphone } from './session/softphone.ts';
import { type Command, printBundle, printRemoval, printSelfTest } from './start/command-line.ts';
import type { Environment } from './start/own-environment.ts';
import type { StartSettings } from './start/start-options.ts';
import {
  answerSelfTest,
  answerSupportBundle,
  type Product,
  removeEverything,
  startProduct,
} from './start-product.ts';
import { createSystemKeychain } from './stores.ts';

/** How the module starts. */
export interface ModuleStart extends Omit<StartSettings, 'commandLine'> {
  /** What had to be done before Electron is ready. */
  readonly prepared: PreparedApp;
  readonly shell: Shell;
  /** The app is the product itself, and no app of somebody else around the module. */
  readonly ownsApp: boolean;
  readonly isPackaged: boolean;
  /** Whether somebody has named the data folder: then it must be one. */
  readonly isFolderChosen: boolean;
  /** The person's own. */
  readonly environment: Environment;
  /** What is asked on the command line; null: nothing. */
  readonly command: Command | null;
}

/** Prints the policies in force, touches nothing else, and ends the app. */
export async function answerPolicy(format: Command['format']): Promise<void> {
  const report = (await openPolicy(listenForPolicyNews)).report();
  printAndExit({ text: formatPolicyReport(report, format), exitCode: exitCodeOfReport(report) });
}

/**
 * Starts the module and answers its face. Null when the app is not to go on, because it was only asked a question. Throws
 * a `SetupError` when it cannot start.
 */
export async function openModule(start: ModuleStart): Promise<Softphone | null> {
  const { command } = start;
  const isRemoval = command?.kind === 'remove-data';
  const policy = await openPolicy(listenForPolicyNews);
  const obstacle = findStartObstacle(policy.report());
  // What is kept can be removed under any policy: no service is asked meanwhile.
  if (obstacle !== null && !isRemoval) {
    policy.close();
    throw new SetupError('blocked-by-policy', 'policy', obstacle);
  }
  const product = compose(start, policy, policy.current().keepSignedIn || isRemoval);
  if (isRemoval) {
    printAndExit(printRemoval(await removeEverything(product), command.format));
    return null;
  }
  if (command?.kind === 'self-test') {
    printAndExit(printSelfTest(await answerSelfTest(product), command.format));
    return null;
  }
  if (command?.kind === 'support-bundle') {
    printAndExit(printBundle(await answerSupportBundle(product, command.file), command.format));
    return null;
  }
  await startProduct(product);
  return product.login.softphone;
}

/** The product on Electron and on what this computer keeps. Nothing here touches the keychain or the network. */
function compose(start: ModuleStart, policy: LivePolicyReader, keeps: boolean): Product {
  const configuration = start.endpoints;
  const { settingsFolder, logDirectory, version } = start.prepared;
  const platform = createElectronPlatform(
    { settingsFolder, version },
    start,
    start.environment,
    start.shell,
  );
  const { now } = platform;
  const preferences = createPreferences({ directory: settingsFolder, now });
  const diagnostics = createDiagnostics({
    logDirectory,
    version,
    policy,
    clientIds: forEachProvider((name) => configuration[name].clientId),
    hear: start.log,
    now,
  });
  if (!isQuicOff()) diagnostics.noteHttp3();
  const keychain = createSystemKeychain({
    service: start.keychainService,
    childModule: join(bundles, 'main', 'keychain-process.js'),
    spawnChild: platform.forkChild,
    look: createSystemLook(process.platform, process.env),
  });
  const given = { configuration, platform, policy, preferences, keychain, diagnostics, keeps };
  const { ownsApp, isPackaged, opensAtStart } = start;
  return { ...given, ...composeLogin(given), ownsApp, isPackaged, opensAtStart };
}

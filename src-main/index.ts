import { join } from 'node:path';
import { composeLogin } from './compose-login.ts';
import { createSystemLook } from './credentials/keychain-state.ts';
import { createDiagnostics } from './diagnostics/diagnostics.ts';
import { createElectronPlatform, listenForPolicyNews } from './electron/electron-platform.ts';
import { endApp, printAndExit } from './electron/end-app.ts';
import { isStartRefused, type PreparedApp, prepareApp } from './electron/prepare-app.ts';
import type { LivePolicyReader } from './policy/policy-reader.ts';
import { findStartObstacle } from './policy/policy-report.ts';
import { openPolicy } from './policy/system-policy-source.ts';
import { createPreferences } from './preferences/preferences.ts';
import { forEachProvider } from './providers/all.ts';
import type { Softphone } from './session/softphone.ts';
import {
  printPolicy,
  printRemoval,
  printSelfTest,
  printStillRunning,
  readCommand,
} from './start/command-line.ts';
import { type Environment, ownEnvironment } from './start/own-environment.ts';
import { answerSelfTest, type Product, removeEverything, startProduct } from './start-product.ts';
import { createSystemKeychain } from './stores.ts';

export type { AccountChange, Objection } from './session/change-guard.ts';
export type { Softphone, SoftphoneSession } from './session/softphone.ts';
export type { Provisioning } from './sonar/sonar-service.ts';

/** What a softphone may tell the module at its start. */
export interface SonarLoginOptions {
  /** Switches that the softphone takes itself, in small letters and without the dashes: an installed app refuses others. */
  readonly ownSwitches?: readonly string[];
}

/**
 * Starts the sign-in module in an Electron main process: opens the window, resumes the sessions and answers the face
 * for the softphone. Null when the app is not to start: it runs already, was told something unusable, or was only
 * asked a question on the command line. Call it once, before `app` is ready.
 */
export async function startSonarLogin({
  ownSwitches = [],
}: SonarLoginOptions = {}): Promise<Softphone | null> {
  // At once: Chromium changes it while the app gets ready.
  const environment = ownEnvironment(process.env, process.execPath);
  if (isStartRefused(ownSwitches)) return null;
  const command = readCommand(process.argv);
  if (command?.kind === 'print-policy') {
    const policy = await openPolicy(listenForPolicyNews);
    printAndExit(printPolicy(policy.report(), command.format));
    return null;
  }
  const prepared = prepareApp({
    isOnlyInstance: command?.kind !== 'self-test',
    onSecond:
      command?.kind === 'remove-data'
        ? () => printAndExit(printStillRunning(command.format))
        : undefined,
  });
  if (prepared === null) return null;
  const policy = await openPolicy(listenForPolicyNews);
  const isRemoval = command?.kind === 'remove-data';
  const obstacle = findStartObstacle(policy.report());
  // What is kept can be removed under any policy: no service is asked meanwhile.
  if (obstacle !== null && !isRemoval) {
    endApp('configuration', obstacle);
    return null;
  }
  const keeps = policy.current().keepSignedIn || isRemoval;
  const product = compose(prepared, environment, policy, keeps);
  if (isRemoval) {
    printAndExit(printRemoval(await removeEverything(product), command.format));
    return null;
  }
  if (command?.kind === 'self-test') {
    printAndExit(printSelfTest(await answerSelfTest(product), command.format));
    return null;
  }
  return (await startProduct(product)) ? product.login.softphone : null;
}

/** The product on Electron and on what this computer keeps. Nothing here touches the keychain or the network. */
function compose(
  { configuration, settingsFolder, logDirectory, version }: PreparedApp,
  environment: Environment,
  policy: LivePolicyReader,
  keeps: boolean,
): Product {
  const bundles = join(import.meta.dirname, '..');
  const platform = createElectronPlatform({ settingsFolder, version }, environment, bundles);
  const { now } = platform;
  const preferences = createPreferences({ directory: settingsFolder, now });
  const diagnostics = createDiagnostics({
    logDirectory,
    version,
    policy,
    clientIds: forEachProvider((name) => configuration[name].clientId),
    now,
  });
  const keychain = createSystemKeychain({
    service: configuration.keychainService,
    childModule: join(bundles, 'main', 'keychain-process.js'),
    spawnChild: platform.forkChild,
    look: createSystemLook(process.platform, process.env),
  });
  const given = { configuration, platform, policy, preferences, keychain, diagnostics, keeps };
  return { ...given, ...composeLogin(given) };
}

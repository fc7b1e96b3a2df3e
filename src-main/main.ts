import { endApp, endForFault } from './electron/end-app.ts';
import type { Ending } from './electron/endings.ts';
import { readHostApp } from './electron/prepare-app.ts';
import { SetupError } from './errors/login-error.ts';
import { openModule, takeCommandLine } from './open-module.ts';
import { productEndpoints } from './product.ts';
import { ConfigurationError, readConfiguration } from './start/configuration.ts';
import { ownEnvironment } from './start/own-environment.ts';

// The product itself: the sign-in module without a softphone around it. It is not awaited here, because Electron is
// ready only when this module has been evaluated (electron/electron#40719).
startAlone().catch(endForSetup);

/** Sets what a softphone may set, and one thing more: that the app is the module's own. */
async function startAlone(): Promise<void> {
  // At once: Chromium changes it while the app gets ready.
  const environment = ownEnvironment(process.env, process.execPath);
  const { userData, isPackaged } = readHostApp();
  const command = await takeCommandLine([]);
  if (command === 'ended') return;
  const { userDataDirectory, keychainService, ...endpoints } = readConfiguration({
    isPackaged,
    argv: process.argv,
    env: process.env,
    product: productEndpoints,
  });
  await openModule({
    endpoints,
    dataFolder: userDataDirectory ?? userData,
    keychainService,
    opensAtStart: true,
    quitWithWindow: true,
    menu: true,
    singleInstance: true,
    outside: { tray: true, notifications: true, badge: true },
    log: null,
    ownsApp: true,
    isPackaged,
    isFolderChosen: userDataDirectory !== null,
    environment,
    command,
  });
}

/** What is wrong with a start, as the product ends for it. */
const endings: Readonly<Partial<Record<SetupError['code'], Ending>>> = {
  'blocked-by-policy': 'configuration',
  'no-folder': 'no-folder',
  damaged: 'damaged',
};

function endForSetup(thrown: unknown): void {
  if (thrown instanceof ConfigurationError) {
    endApp('configuration', `${thrown.message}.`);
  } else if (!(thrown instanceof SetupError)) {
    endForFault(thrown);
  } else if (thrown.key === 'dataFolder') {
    // A person has set it under another name.
    endApp('configuration', thrown.message.replace('dataFolder', 'SONAR_LOGIN_USER_DATA'));
  } else {
    endApp(endings[thrown.code] ?? 'unexpected', thrown.message);
  }
}

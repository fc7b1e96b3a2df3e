import { setImmediate } from 'node:timers/promises';
import { endApp, endForFault } from './electron/end-app.ts';
import type { Ending } from './electron/endings.ts';
import { isStartRefused, prepareApp, readHostApp } from './electron/prepare-app.ts';
import { createShell, requireWindowFiles } from './electron/shell.ts';
import { SetupError } from './errors/login-error.ts';
import { productEndpoints } from './product.ts';
import { readCommand } from './start/command-line.ts';
import type { ConfigurationSources, Endpoints } from './start/configuration.ts';
import { ownEnvironment } from './start/own-environment.ts';
import { ConfigurationError, readOwnSettings } from './start/own-settings.ts';

/** What a start knows of itself before Electron is ready; null: it ends here. */
async function begin() {
  // At once: Chromium changes it while the app gets ready.
  const environment = ownEnvironment(process.env, process.execPath);
  if (isStartRefused([])) return null;
  const { userData, isPackaged } = readHostApp();
  const { argv, env } = process;
  const command = readCommand(argv);
  const started = { isPackaged, argv, env, product: productEndpoints };
  const { userDataDirectory, keychainService } = readOwnSettings(started);
  if (command?.kind === 'print-policy') {
    const { answerPolicy } = await import('./open-module.ts');
    await answerPolicy(command.format);
    return null;
  }
  // A mistake of a developer's is told before anything opens; an installed app has had its own looked at.
  if (!isPackaged) await loadEndpoints(started);
  const start = {
    dataFolder: userDataDirectory ?? userData,
    isFolderChosen: userDataDirectory !== null,
    ownsApp: true,
    singleInstance: true,
    command,
  };
  const prepared = prepareApp(start);
  if (prepared === null) return null;
  if (command === null) requireWindowFiles();
  return { ...start, started, prepared, keychainService, isPackaged, environment };
}

/** What `open-module.ts` needs, in parts: between them the process of the page, which comes up meanwhile, is answered. */
const parts = [
  () => import('./start/configuration.ts'),
  () => import('./diagnostics/diagnostics.ts'),
  () => import('./login.ts'),
];

async function loadEndpoints(started: ConfigurationSources): Promise<Endpoints> {
  const { readEndpoints } = await import('./start/configuration.ts');
  return readEndpoints(started);
}

async function goOn({
  started,
  ...start
}: NonNullable<Awaited<ReturnType<typeof begin>>>): Promise<void> {
  const shell = createShell(start.command === null);
  await shell.scriptServed;
  for (const load of parts) {
    await load();
    await setImmediate();
  }
  const endpoints = await loadEndpoints(started);
  const { openModule } = await import('./open-module.ts');
  await openModule({
    ...start,
    shell,
    endpoints,
    opensAtStart: true,
    quitWithWindow: true,
    menu: true,
    outside: { tray: true, notifications: true, badge: true },
    log: null,
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

// The product itself: the sign-in module without a softphone around it, with one thing more than a softphone may set:
// that the app is the module's own. Electron is ready only when this module has been evaluated (electron/electron#40719):
// what has to be done before that is awaited here, and the rest is loaded while the window comes up.
const begun = await begin().catch(endForSetup);
if (begun) goOn(begun).catch(endForSetup);

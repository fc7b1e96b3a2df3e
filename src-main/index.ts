import { isStartRefused, prepareApp, readHostApp } from './electron/prepare-app.ts';
import { registerScheme } from './electron/scheme.ts';
import { createShell, requireWindowFiles } from './electron/shell.ts';
import { SetupError } from './errors/login-error.ts';
import { answerPolicy, openModule } from './open-module.ts';
import type { Softphone } from './session/softphone.ts';
import { readCommand } from './start/command-line.ts';
import { type Environment, ownEnvironment } from './start/own-environment.ts';
import { readOptions, type SonarLoginOptions } from './start/start-options.ts';

export type { ErrorActions, ErrorCode, Failure } from '../preload/contract/errors.ts';
export type { Provider, ProviderLabels } from '../preload/contract/providers.ts';
export type {
  AccountSummary,
  AskablePage,
  IdentityLabel,
  SessionView,
} from '../preload/contract/state.ts';
export type { LogEntry } from './diagnostics/log-file.ts';
// biome-ignore lint/performance/noBarrelFile: this file is all that a softphone imports.
export { type FailureFacts, LoginError, type SetupCode, SetupError } from './errors/login-error.ts';
export type { AccountChange, Objection } from './session/change-guard.ts';
export type { Softphone, StartedSignIn } from './session/softphone.ts';
export type { SignInHint } from './session/softphone-arguments.ts';
export type { SessionEvent } from './session/softphone-events.ts';
export type {
  Attention,
  AttentionNews,
  MenuEntry,
  SoftphoneSession,
} from './session/softphone-sessions.ts';
export type { SoftphoneAccessToken } from './session/softphone-tokens.ts';
export type { Provisioning } from './sonar/sonar-service.ts';
export type {
  OutsideOptions,
  OwnCommandLine,
  ProviderRegistration,
  SonarLoginConfiguration,
  SonarLoginOptions,
} from './start/start-options.ts';

let foundEnvironment: Environment | null = null;

/**
 * Registers the scheme of the module's window. Call it at the top of the main module, before Electron is ready, when you
 * call `startSonarLogin` later than that; schemes of your own stay, be they registered before or after. Throws a
 * `SetupError` `scheme-not-registered` when Electron is ready already.
 */
export function registerSonarLoginScheme(): void {
  foundEnvironment ??= ownEnvironment(process.env, process.execPath);
  registerScheme();
}

/**
 * Starts the sign-in module in an Electron main process: resumes the sessions, opens the window and answers the face for
 * the softphone. Only `configuration` has to be given: then the module is a guest. It keeps its own folder, keychain
 * items and window, and leaves menu, command line, switches and the end of the app alone. Null only with
 * `singleInstance` or `commandLine`, when the app is not to go on: it runs already, or was only asked a question.
 * Rejects with a `SetupError` that names the option or the condition that is wrong; nothing was touched then.
 */
export async function startSonarLogin(options: SonarLoginOptions): Promise<Softphone | null> {
  // At once: Chromium changes it while the app gets ready.
  const environment = foundEnvironment ?? ownEnvironment(process.env, process.execPath);
  const host = readHostApp();
  const { commandLine, ...settings } = readOptions(options, host);
  const release = claimProcess();
  try {
    if (commandLine !== null && isStartRefused(commandLine.ownSwitches)) return null;
    const command = commandLine === null ? null : readCommand(process.argv);
    if (command?.kind === 'print-policy') {
      await answerPolicy(command.format);
      return null;
    }
    const start = {
      ...settings,
      ownsApp: false,
      isFolderChosen: options.dataFolder !== undefined,
      command,
    };
    const prepared = prepareApp(start);
    if (prepared === null) return null;
    // Before anything listens to the app: a start that fails leaves it as it was.
    if (command === null) requireWindowFiles();
    const { isPackaged } = host;
    return await openModule({
      ...start,
      prepared,
      shell: createShell(false),
      isPackaged,
      environment,
    });
  } catch (thrown) {
    release();
    throw thrown;
  }
}

/** Known to every copy of the module in this process, whatever its version. */
const running = Symbol.for('sonar-login.running');

/** Makes sure that this is the only module in the app; answers how to give that up. */
function claimProcess(): () => void {
  const shared = globalThis as { [running]?: true };
  if (shared[running]) {
    const message =
      'The module runs in this app already: call startSonarLogin once, and hand its answer to who needs it.';
    throw new SetupError('already-started', 'startSonarLogin', message);
  }
  shared[running] = true;
  return () => void delete shared[running];
}

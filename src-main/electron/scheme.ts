import { app, protocol } from 'electron';
import { appScheme } from '../common/app-origin.ts';
import { SetupError } from '../errors/login-error.ts';

/** Where Electron keeps the lists of standard and of secure schemes for the processes of pages. */
const standardSchemes = 'standard-schemes';
const secureSchemes = 'secure-schemes';

/**
 * Makes the module's scheme a standard and secure one; throws a `SetupError` once the app is ready. Electron forgets which
 * schemes were secure before when it is called once more (`registerSchemesAsPrivileged` "can be called only once"): those
 * of the app around the module are put back beside ours.
 */
export function registerScheme(): void {
  if (isSchemeRegistered()) return;
  requireScheme();
  const before = readList(secureSchemes);
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: false } },
  ]);
  addSecure(before);
}

/** Throws a `SetupError` when it was not registered, and cannot be any more. */
export function requireScheme(): void {
  if (isSchemeRegistered() || !app.isReady()) return;
  const message =
    'Electron is ready already: call registerSonarLoginScheme() before that, at the top of the main module. In a CommonJS app an import() comes too late for it.';
  throw new SetupError('scheme-not-registered', 'registerSonarLoginScheme', message);
}

/** Puts ours back where the app has registered schemes of its own after it; before the first page of the module. */
export function keepSchemeSecure(): void {
  addSecure([appScheme]);
}

function addSecure(schemes: readonly string[]): void {
  const listed = readList(secureSchemes);
  const missing = schemes.filter((scheme) => !listed.includes(scheme));
  if (missing.length === 0) return;
  app.commandLine.appendSwitch(secureSchemes, [...listed, ...missing].join(','));
}

/** Whether it was registered: Electron adds to this list whoever calls, and takes nothing out of it. */
function isSchemeRegistered(): boolean {
  return readList(standardSchemes).includes(appScheme);
}

function readList(name: string): readonly string[] {
  const list = app.commandLine.getSwitchValue(name);
  return list.split(',').filter((scheme) => scheme !== '');
}

import { app, protocol } from 'electron';
import { appScheme } from '../common/app-origin.ts';

/** Where Electron keeps the list of secure schemes for the processes of pages. */
const secureSchemes = 'secure-schemes';

/**
 * Makes the module's scheme a standard and secure one; call it before the app is ready. Electron forgets which schemes were
 * secure before when it is called once more (`registerSchemesAsPrivileged` "can be called only once"): those of the app
 * around the module are put back beside ours.
 */
export function registerScheme(): void {
  if (isSchemeRegistered()) return;
  const before = readSecureSchemes();
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: false } },
  ]);
  if (before.length > 0) {
    app.commandLine.appendSwitch(secureSchemes, [...before, appScheme].join(','));
  }
}

/** Whether pages know it as a secure scheme; a list that the app registered later has pushed it out. */
export function isSchemeRegistered(): boolean {
  return readSecureSchemes().includes(appScheme);
}

function readSecureSchemes(): readonly string[] {
  const list = app.commandLine.getSwitchValue(secureSchemes);
  return list.split(',').filter((scheme) => scheme !== '');
}

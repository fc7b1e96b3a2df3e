import { protocol } from 'electron';
import { appScheme } from './origin.ts';

/** Makes the app's own scheme a standard and secure one. Call it before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: false } },
  ]);
}

import { protocol } from 'electron';
import { appScheme } from './origin.ts';

/** Makes the app's own scheme a standard and secure one. Call it before the app is ready; https needs none of it. */
export function registerScheme(): void {
  if (appScheme === 'https') return;
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: false } },
  ]);
}

import { shell } from 'electron';
import type { OpenBrowser } from '../oauth/open-browser.ts';
import { createActivationTokenSource } from './activation-token.ts';
import { createLinuxBrowser } from './browser-linux.ts';
import type { Environment } from './own-environment.ts';

/**
 * How this system shows an address in the person's browser. It rejects when the system is known to have shown nothing,
 * and checks nothing about the address. `environment`: the person's own.
 */
export function createBrowser(platform: NodeJS.Platform, environment: Environment): OpenBrowser {
  const openExternal = (url: string) => shell.openExternal(url, { activate: true });
  if (platform !== 'linux') return openExternal;
  return createLinuxBrowser({
    environment,
    takeActivationToken: createActivationTokenSource({ environment, openExternal }),
  });
}

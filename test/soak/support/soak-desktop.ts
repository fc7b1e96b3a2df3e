import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  type Sandbox,
  type SandboxOptions,
  startSandbox,
} from '../../../services/start-sandbox.ts';
import { type App, startApp } from '../../e2e/support/app.ts';
import { builtApp } from '../../e2e/support/desktop.ts';
import { startKeyring } from '../../support/keyring.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
import { type PlainBrowser, startPlainBrowser } from './plain-browser.ts';

type Keyring = Awaited<ReturnType<typeof startKeyring>>;

/** One computer for a long run: a real keyring, the stand-ins, and a browser without a screen. */
export interface SoakDesktop {
  readonly folder: string;
  /** Where the app keeps its settings. */
  readonly profile: string;
  readonly keychainService: string;
  readonly sandbox: Sandbox;
  readonly keyring: Keyring;
  readonly browser: PlainBrowser;
  startApp(env?: Readonly<Record<string, string>>): Promise<App>;
}

/** Runs `use` on a fresh computer, and ends everything on it afterwards. */
export function withSoakDesktop<T>(
  options: Omit<SandboxOptions, 'dataDirectory'>,
  use: (desktop: SoakDesktop) => Promise<T>,
): Promise<T> {
  return withTempFolder(async (folder) => {
    const ends: (() => Promise<unknown>)[] = [];
    let running: App | undefined;
    try {
      const sandbox = await startSandbox({ ...options, dataDirectory: join(folder, 'sandbox') });
      ends.push(() => sandbox.close());
      const keyring = await startKeyring(join(folder, 'keyring'));
      ends.push(() => keyring.stop());
      const browser = await startPlainBrowser(folder);
      ends.push(() => browser.close());
      const profile = join(folder, 'profile');
      const keychainService = `Sonar soak ${randomUUID()}`;
      return await use({
        folder,
        profile,
        keychainService,
        sandbox,
        keyring,
        browser,
        async startApp(env = {}) {
          running = await startApp(builtApp(), {
            ...keyring.env,
            PATH: `${browser.binFolder}:${process.env.PATH ?? ''}`,
            SONAR_LOGIN_CONFIG: sandbox.description.config,
            SONAR_LOGIN_USER_DATA: profile,
            SONAR_LOGIN_KEYCHAIN_SERVICE: keychainService,
            LANG: 'en_US.UTF-8',
            LANGUAGE: 'en_US',
            ...env,
          });
          return running;
        },
      });
    } finally {
      await running?.kill();
      for (const end of ends.reverse()) await end();
    }
  });
}

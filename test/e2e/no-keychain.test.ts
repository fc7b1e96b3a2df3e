import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { endProcessGroup } from '../../services/desktop/child-process.ts';
import { callOverBus, startSessionBus } from '../../services/desktop/session-bus.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { waitUntil } from '../support/wait-until.ts';
import { heading } from './support/account-pages.ts';
import { signIn, withDesktop } from './support/desktop.ts';
import { recordSecrets } from './support/record-secrets.ts';
import { findSecrets, readFolder } from './support/secret-search.ts';

const noBus = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };

/** Settings that somebody wrote to have secrets kept in a file. */
const forged = {
  version: 1,
  credentialStore: 'plain',
  passwordStore: 'basic',
  secrets: { 'session/a': 'forged' },
};

/** A bus without a keyring, and one whose keyring has no login collection, as on a desktop without a login manager. */
const keyrings = {
  'no keychain service': async () => ({ env: noBus, stop: async () => {} }),
  'a keyring without a login collection': async (folder: string) => {
    const bus = await startSessionBus(folder);
    const control = join(folder, 'control');
    const daemon = spawn(
      'gnome-keyring-daemon',
      ['--foreground', '--components=secrets', `--control-directory=${control}`],
      {
        detached: true,
        stdio: 'ignore',
        env: {
          PATH: process.env.PATH ?? '',
          HOME: folder,
          XDG_DATA_HOME: folder,
          XDG_RUNTIME_DIR: folder,
          DBUS_SESSION_BUS_ADDRESS: bus.address,
        },
      },
    );
    const ask = [
      '--dest=org.freedesktop.secrets',
      '/org/freedesktop/secrets',
      'org.freedesktop.DBus.Properties.Get',
      'string:org.freedesktop.Secret.Service',
      'string:Collections',
    ];
    let collections = '';
    await waitUntil(async () => {
      collections = await callOverBus(bus.address, ask).catch(() => '');
      return collections.includes('collection/session');
    }, 'the keyring');
    expect(collections).not.toContain('collection/login');
    return {
      env: { DBUS_SESSION_BUS_ADDRESS: bus.address },
      async stop() {
        await endProcessGroup(daemon);
        await bus.stop();
      },
    };
  },
} as const;

test.each([
  ['KC-01', 'no keychain service', [], null],
  ['KC-06', 'no keychain service', ['--password-store=basic'], forged],
  ['B-23', 'a keyring without a login collection', [], null],
] as const)(
  '%s: with %s somebody is signed in until quit, is told so, and no file holds a secret, whatever is asked for: %j',
  (_id, kind, args, settings) =>
    withTempFolder((folder) =>
      withDesktop(async (desktop) => {
        const record = recordSecrets();
        const { env, stop } = await keyrings[kind](folder);
        try {
          const profile = join(desktop.folder, 'profile');
          if (settings !== null) {
            await mkdir(profile, { mode: 0o700 });
            await writeFile(join(profile, 'preferences.json'), JSON.stringify(settings));
          }
          const evening = await desktop.startApp({ env, args });
          await signIn(desktop, evening, 'google-one-account');
          await heading(evening, 'Ana Silva').waitFor();
          await evening.page.getByText('You’ll be signed out when you quit').first().waitFor();
          expect(await evening.quit()).toBe(0);
          expect(new Set(record.secrets.values())).toContain('refresh_token');
          expect(findSecrets(record.secrets, await readFolder(profile))).toEqual([]);
          const morning = await desktop.startApp({ env, args });
          await morning.page.getByRole('button', { name: /^Continue as Ana Silva/ }).waitFor();
          expect(await morning.page.getByText('Online').count()).toBe(0);
          expect(await morning.quit()).toBe(0);
        } finally {
          record.stop();
          await stop();
        }
      }),
    ),
);

import { execFileSync, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { endProcessGroup } from '../../services/desktop/child-process.ts';
import type { Keyring } from '../../services/desktop/keyring.ts';
import { callOverBus, startSessionBus } from '../../services/desktop/session-bus.ts';
import { startKeyring } from '../support/keyring.ts';
import { isRunning } from '../support/processes.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { waitUntil } from '../support/wait-until.ts';
import { heading } from './support/account-pages.ts';
import { signIn, withDesktop } from './support/desktop.ts';
import {
  builtChild,
  type KeychainHost,
  type ParentOptions,
  startKeychainHost,
} from './support/hosts.ts';
import { findSecrets, readFolder, recordSecrets } from './support/secret-search.ts';

const done = { kind: 'done' };
const found = { kind: 'found', value: 'value' };

/** A real keyring, and the product's store in front of it in Electron's main process. */
function withHost(
  use: (host: KeychainHost, keyring: Keyring) => Promise<void>,
  options: Partial<ParentOptions> = {},
): Promise<void> {
  return withTempFolder(async (folder) => {
    const keyring = await startKeyring();
    let host: KeychainHost | undefined;
    try {
      host = await startKeychainHost(folder, keyring.env, {
        service: 'Sonar Login test',
        childModule: builtChild,
        waitMs: 60_000,
        ...options,
      });
      await use(host, keyring);
    } finally {
      await host?.kill();
      await keyring.stop();
    }
  });
}

test('the utility process loads keytar, stores an item in a real keyring and reads it', () =>
  withHost(async (host) => {
    expect(await host.write('k', 'value')).toEqual(done);
    expect(await host.read('k')).toEqual(found);
    expect(host.children).toHaveLength(1);
    expect(host.losses).toEqual([]);
  }));

test('a child that hangs in the keychain is ended at once by the close of the store', () =>
  withHost(async (host, keyring) => {
    expect(await host.write('k', 'value')).toEqual(done);
    keyring.freeze();
    const hanging = host.read('k');
    await host.close();
    expect(await hanging).toMatchObject({ kind: 'cannot-tell' });
    expect(host.losses).toEqual([]);
    await waitUntil(() => !isRunning(host.children[0] ?? 0), 'the hanging child is gone', 5_000);
  }));

test('a child that hears nothing any more, not even that it shall end, does not outlive an app that quits', () =>
  withHost(async (host) => {
    expect(await host.write('k', 'value')).toEqual(done);
    const child = host.children[0] ?? 0;
    process.kill(child, 'SIGSTOP');
    try {
      await host.quit();
      await waitUntil(() => !isRunning(child), 'the stopped child is gone', 5_000);
    } finally {
      if (isRunning(child)) process.kill(child, 'SIGKILL');
    }
  }));

test('a child whose parent was killed ends by itself, though it hangs in the keychain', () =>
  withHost(
    async (host, keyring) => {
      await host.tryAgain();
      expect(await host.write('k', 'value')).toEqual(done);
      keyring.freeze();
      // Answered when it is no longer waited for: the child hangs by then.
      expect(await host.read('k')).toMatchObject({ code: 'keychain-locked' });
      await host.kill();
      await waitUntil(() => !isRunning(host.children[0] ?? 0), 'the orphaned child is gone');
    },
    { waitMs: 5_000 },
  ));

test('KC-05: a child that was killed at work is told with how it ended, and the next use starts another', () =>
  withHost(async (host) => {
    expect(await host.write('k', 'value')).toEqual(done);
    process.kill(host.children[0] ?? 0, 'SIGKILL');
    await waitUntil(() => host.losses.length > 0, 'the loss is told');
    expect(host.losses[0]).toMatchObject({ reason: 'died at work', exitCode: expect.any(Number) });
    expect(await host.read('k')).toEqual(found);
    expect(host.children).toHaveLength(2);
  }));

test('an unused child ends, the next use starts another, and nothing is lost by it', () =>
  withHost(
    async (host) => {
      expect(await host.write('k', 'value')).toEqual(done);
      await waitUntil(() => !isRunning(host.children[0] ?? 0), 'the unused child is gone');
      expect(await host.read('k')).toEqual(found);
      expect(host.children).toHaveLength(2);
      expect(host.losses).toEqual([]);
    },
    { idleMs: 500 },
  ));

test('a child whose program is not there is started twice, and then not again until it is asked for', () =>
  withHost(
    async (host) => {
      const broken = { code: 'keychain-broken' };
      expect(await host.read('k')).toMatchObject(broken);
      expect(await host.write('k', 'value')).toMatchObject(broken);
      expect(host.losses.map(({ reason }) => reason)).toEqual(['died at start', 'died at start']);
      await host.tryAgain();
      expect(await host.read('k')).toMatchObject(broken);
      expect(host.losses).toHaveLength(3);
    },
    { childModule: '/nonexistent/keychain-process.js' },
  ));

// What Node and Electron ask of a native module before they call it. Python can call it without either.
test.runIf(process.platform === 'linux')('keytar is built for Node-API 3, as it declares', () => {
  const binary = fileURLToPath(
    new URL('../../node_modules/keytar/build/Release/keytar.node', import.meta.url),
  );
  const ask = `import ctypes, sys
print(ctypes.CDLL(sys.argv[1], mode=1).node_api_module_get_api_version_v1())`;
  const version = execFileSync('python3', ['-c', ask, binary], { encoding: 'utf8' });
  expect(Number(version)).toBe(3);
});

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

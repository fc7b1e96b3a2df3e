import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createUtilityChildSpawner } from '../../../src-main/credentials/utility-child.ts';
import { startKeyring } from '../../support/keyring.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { isRunning, openStore } from './keychain.ts';

const parentPort = fileURLToPath(
  new URL('../../../sandbox/chromium-host/electron/parent-port.ts', import.meta.url),
);

test('the program answers over a parent port as well, and ends at once though it hangs', {
  timeout: 90_000,
}, async () => {
  const keyring = await startKeyring();
  const children: number[] = [];
  const { store } = openStore(keyring, {
    spawnChild: createUtilityChildSpawner((modulePath) => {
      const child = fork(modulePath, [], {
        execArgv: ['--import', parentPort],
        env: { ...process.env, ...keyring.env },
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      children.push(child.pid ?? 0);
      return {
        ...(child.pid === undefined ? {} : { pid: child.pid }),
        postMessage: (message: unknown) => void child.send(message as object),
        on: (event: 'message' | 'exit', listener: (message: unknown) => void) =>
          child.on(event, listener),
        // Electron asks politely; a process that hangs may not hear it.
        kill: () => true,
      };
    }),
  });
  try {
    expect(await store.write('k', 'value')).toEqual({ kind: 'done' });
    expect(await store.read('k', { expected: true })).toEqual({ kind: 'found', value: 'value' });
    keyring.freeze();
    const hanging = store.read('k', { expected: true });
    store.close();
    expect((await hanging).kind).toBe('cannot-tell');
    await waitUntil(() => !isRunning(children[0] ?? 0), 'the hanging child is gone');
  } finally {
    store.close();
    await keyring.stop();
  }
});

test('a child whose parent was killed ends by itself, though it hangs in the keychain', {
  timeout: 90_000,
}, async () => {
  const keyring = await startKeyring();
  const parent = fork(fileURLToPath(new URL('./doomed-parent.ts', import.meta.url)), [], {
    execArgv: [],
    env: { ...process.env, ...keyring.env },
  });
  try {
    const child = await new Promise<number>((resolve) => {
      parent.on('message', (message) => resolve(Number(message)));
    });
    keyring.freeze();
    parent.send('read');
    await new Promise((resolve) => parent.once('message', resolve));
    parent.kill('SIGKILL');
    await waitUntil(() => !isRunning(child), 'the orphaned child is gone');
  } finally {
    parent.kill('SIGKILL');
    await keyring.stop();
  }
});

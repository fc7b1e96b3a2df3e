/**
 * The main process of an app that has nothing but the keychain store of the product and the real way to its child
 * process; told what to do by the test that started it.
 */
import { app } from 'electron';
import { createUtilityChildSpawner } from '../../../src-main/credentials/keychain-connection.ts';
import { createSystemLook } from '../../../src-main/credentials/keychain-state.ts';
import { createKeychainStore } from '../../../src-main/credentials/keychain-store.ts';
import { forkUtility } from '../../../src-main/electron/electron-platform.ts';
import type { ParentOptions, ParentWord } from './hosts.ts';
import type { Order, Word } from './processes.ts';

const options: ParentOptions = JSON.parse(process.env.KEYCHAIN_PARENT ?? '{}');

function say(word: ParentWord | Word): void {
  process.send?.(word);
}

void app.whenReady().then(() => {
  const store = createKeychainStore({
    ...options,
    profileId: 'profile',
    look: createSystemLook(process.platform, process.env),
    onChildLost: (loss) => say({ kind: 'lost', loss }),
    spawnChild: createUtilityChildSpawner((modulePath) => {
      const child = forkUtility(modulePath);
      child.once('spawn', () => say({ kind: 'child', pid: child.pid ?? 0 }));
      return child;
    }),
  });
  process.on('message', ({ id, op, args }: Order) => {
    const [key = '', value = ''] = args as string[];
    const answer = (result: unknown) => say({ kind: 'answer', id, result });
    switch (op) {
      case 'read':
        return void store.read(key, { expected: true }).then(answer);
      case 'write':
        return void store.write(key, value).then(answer);
      case 'try-again':
        return void store.tryAgain().then(answer);
      case 'close':
        store.close();
        return answer(null);
      case 'quit':
        store.close();
        return app.exit(0);
    }
  });
  say({ kind: 'ready' });
});

/** A process with a keychain child: tells the child's id, then reads when told, then waits to be killed. */
import { openStore } from './keychain.ts';

const { store, children } = openStore({ env: {} });
await store.write('k', 'value');
process.send?.(children[0]);
process.once('message', () => {
  void store.read('k', { expected: true });
  process.send?.('reading');
});

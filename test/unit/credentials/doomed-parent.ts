/** A process with a keychain child: tells the child's id; when told, reads until it no longer waits, and says so. */
import { openStore } from './keychain.ts';

const { store, children } = openStore({ env: {} }, { waitMs: 1_000 });
await store.write('k', 'value');
process.send?.(children[0]);
process.once('message', () => {
  void store.read('k', { expected: true }).then(() => process.send?.('the child hangs'));
});

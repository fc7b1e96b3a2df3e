import type { PageGlobals } from './page-globals.ts';
import type { WorldPeer } from './world-peer.ts';

/**
 * Runs in the page's own world before any script of the page: takes the channel from the preload's world and puts what
 * is exposed there on the global object. The handshake is over before the page's first script, which is left with the
 * exposed objects and nothing else. It stands by itself: its source text runs in the page.
 */
export function installMainWorld(
  createWorldPeer: (channel: EventTarget, here: string, there: string) => WorldPeer,
  handshake: string,
): void {
  const page = globalThis as unknown as PageGlobals;
  if (page.top !== page.self) return;
  // As with a refused window in Electron. One that is opened in another way is closed by the host.
  Object.defineProperty(globalThis, 'open', { value: () => null });
  page.addEventListener(
    handshake,
    (event) => {
      event.stopImmediatePropagation();
      const peer = createWorldPeer(event.relatedTarget, 'page', 'preload');
      peer.onExposed((name, value) =>
        Object.defineProperty(globalThis, name, { value, enumerable: true }),
      );
    },
    { capture: true, once: true },
  );
}

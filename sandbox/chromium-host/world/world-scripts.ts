import { installMainWorld } from './main-world.ts';
import { installPreloadWorld } from './preload-world.ts';
import { createValueCodec } from './value-codec.ts';
import { createWorldPeer } from './world-peer.ts';

/** Name of the isolated world in which the preload runs. */
export const preloadWorldName = 'chromium-host-preload';
/** Name of the binding that this world, and no other, has. */
export const bindingName = 'chromiumHostTell';
const handshake = 'chromium-host-handshake';

/** The script for the page's own world; it must be added before the one for the preload's world. */
export function mainWorldScript(): string {
  return `(${installMainWorld})(${createWorldPeer}, ${JSON.stringify(handshake)});`;
}

/** The script for the preload's world around `preload`, the text of a CommonJS bundle. */
export function preloadWorldScript(preload: string): string {
  return `(${installPreloadWorld})({
    createWorldPeer: ${createWorldPeer},
    createValueCodec: ${createValueCodec},
    handshake: ${JSON.stringify(handshake)},
    binding: ${JSON.stringify(bindingName)},
    runPreload(require) {
      const module = { exports: {} };
      (function (exports) {${preload}
      })(module.exports);
    },
  });`;
}

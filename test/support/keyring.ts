import { type Keyring, startKeyring as start } from '../../services/desktop/keyring.ts';

/**
 * Starts a real gnome-keyring on a private bus, unlocked. With `dataDir` its files outlive it, so that a second start
 * finds the same keyring. Who starts one stops it in a `finally`; should the test be killed, it goes by itself.
 */
export function startKeyring(dataDir?: string): Promise<Keyring> {
  return start(dataDir);
}

import { session } from 'electron';
import type { Fetch } from '../network/network.ts';

/** The network of the app, apart from the window's: system proxy and certificates, no cookies, no cache. */
export function createElectronFetch(): Fetch {
  const network = () => session.fromPartition('network', { cache: false });
  return (input, init) =>
    network().fetch(input, { ...init, credentials: 'omit', cache: 'no-store' });
}

/** Sends the app's requests through the system's proxy, or past it. */
export function setProxyMode(mode: 'system' | 'direct'): Promise<void> {
  return session.fromPartition('network', { cache: false }).setProxy({ mode });
}

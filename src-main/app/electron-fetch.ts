import { app, session } from 'electron';
import type { Fetch } from '../network/network.ts';
import { declineClientCertificates } from './decline-client-certificates.ts';

/**
 * The network of the app, apart from the window's: system proxy and certificates, no cookies, no cache, and no
 * certificate of the person's own.
 */
export function createElectronFetch(): Fetch {
  declineClientCertificates(app);
  const network = () => session.fromPartition('network', { cache: false });
  return (input, init) =>
    network().fetch(input, { ...init, credentials: 'omit', cache: 'no-store' });
}

/** Sends the app's requests through the system's proxy, or past it. */
export function setProxyMode(mode: 'system' | 'direct'): Promise<void> {
  return session.fromPartition('network', { cache: false }).setProxy({ mode });
}

import { app } from 'electron';
import { issuerName } from '../network/certificate-issuer.ts';
import type { Fetch } from '../network/network.ts';
import { createSendOnce } from '../network/send-once.ts';
import { declineClientCertificates } from './decline-client-certificates.ts';
import {
  type HeldSession,
  holdSession,
  type NamePartition,
  type NetworkModes,
  type Wanted,
} from './held-session.ts';

/** The network of the app, apart from the window's. */
export interface AppNetwork {
  /**
   * System proxy and certificates as policy wants them, no cookies, no cache, no certificate of the person's own, and
   * nothing but reading requests sent twice by Chromium. Waits until `hold` was called.
   */
  readonly fetch: Fetch;
  /** Holds all requests to these modes from now on; ends when that is so, or was noted as a failure. */
  hold(modes: NetworkModes): Promise<void>;
  /**
   * Holds a partition that a library of ours uses to the same modes; rejects when that cannot be: another certificate
   * mode than its first one waits for the next start of the app.
   */
  holdPartition(name: string): Promise<void>;
  /**
   * Who has issued the certificate that a server shows on this way, if anybody says so; rejects as `fetch` does where it
   * is not believed, or cannot be had.
   */
  readIssuer(url: string, signal: AbortSignal): Promise<string>;
}

/**
 * Makes it. `noteFailure` is told when a mode could not be brought into force; no request goes out until it is, and each
 * one tries again.
 */
export function createAppNetwork(noteFailure: () => void): AppNetwork {
  declineClientCertificates(app);
  const sessions = new Map<string, HeldSession>();
  const told = Promise.withResolvers<void>();
  let modes: NetworkModes | null = null;
  let looks = 0;
  const wanted: Wanted = {
    known: told.promise,
    modes() {
      if (modes === null) throw new Error('policy was not read');
      return modes;
    },
  };

  function open(name: string, namePartition: NamePartition = partitionsOf(name)): HeldSession {
    const held = sessions.get(name) ?? holdSession(namePartition, wanted);
    sessions.set(name, held);
    return held;
  }

  return {
    fetch: createSendOnce({
      // A partition can be opened only when the app is ready.
      shared: async (input, init) => open('network').fetch(input, init),
      openLine: (number) => open(`once-${number}`),
    }),
    async hold({ proxyMode, certificateMode }) {
      modes = { proxyMode, certificateMode };
      told.resolve();
      open('network');
      await Promise.all([...sessions.values()].map((held) => held.apply().catch(noteFailure)));
    },
    holdPartition: (name) => open(name, onePartition(name)).apply(),
    async readIssuer(url, signal) {
      const { hostname } = new URL(url);
      let issuer = '';
      looks += 1;
      // A partition of its own for each look: one that knows a certificate does not show it again.
      const held = holdSession(partitionsOf(`look-${looks}`), wanted, (finding) => {
        if (finding.hostname !== hostname) return;
        const { organizations, commonName } = finding.certificate.issuer;
        issuer = issuerName({ O: organizations, CN: commonName }) ?? '';
      });
      try {
        await held.fetch(url, { method: 'HEAD', redirect: 'manual', signal });
      } finally {
        await held.closeConnections();
      }
      return issuer;
    },
  };
}

function partitionsOf(name: string): NamePartition {
  return (mode) => (mode === 'system' ? name : `${name}-${mode}`);
}

/** The one partition that a library knows. */
function onePartition(name: string): NamePartition {
  let first: NetworkModes['certificateMode'] | null = null;
  return (mode) => {
    first ??= mode;
    if (mode !== first) throw new Error('the certificate mode of this partition cannot change');
    return name;
  };
}

/**
 * Keeps Chromium from HTTP/3 before the app is ready: a request over it that fails is sent again over TCP, whatever it
 * holds, and no setting of a session turns it off.
 */
export function doWithoutQuic(): void {
  app.commandLine.appendSwitch('disable-quic');
}

import { app } from 'electron';
import { issuerName } from '../network/network-fault.ts';
import { createSendOnce } from '../network/send-once.ts';
import type { Network, NetworkModes } from '../platform.ts';
import {
  declineClientCertificates,
  type HeldSession,
  holdSession,
  type NamePartition,
  type Wanted,
} from './held-session.ts';

/**
 * Makes the network of the app, apart from the window's. `noteFailure` is told when a mode could not be brought into
 * force; no request goes out until it is, and each one tries again. `ownsApp`: no request of the app is somebody else's.
 */
export function createAppNetwork(noteFailure: () => void, ownsApp: boolean): Network {
  const hosts = new Set<string>();
  const noteHost = (url: string) => hosts.add(new URL(url).host);
  declineClientCertificates(app, (url) => ownsApp || hosts.has(new URL(url).host));
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

  const sendOnce = createSendOnce({
    // A partition can be opened only when the app is ready.
    shared: async (input, init) => open('network').fetch(input, init),
    openLine: (number) => open(`once-${number}`),
  });
  return {
    async fetch(input, init) {
      noteHost(input);
      return sendOnce(input, init);
    },
    async hold({ proxyMode, certificateMode }) {
      modes = { proxyMode, certificateMode };
      told.resolve();
      open('network');
      await Promise.all([...sessions.values()].map((held) => held.apply().catch(noteFailure)));
    },
    holdPartition: (name) => open(name, onePartition(name)).apply(),
    async readIssuer(url, signal) {
      const { hostname } = new URL(url);
      noteHost(url);
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
  // Beside partitions of a softphone around the module.
  const own = `sonar-login-${name}`;
  return (mode) => (mode === 'system' ? own : `${own}-${mode}`);
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

import { type Session, session } from 'electron';
import type { Fetch } from '../network/bounded-fetch.ts';
import type { NetworkModes } from '../platform.ts';

/** A session of Electron that requests of the app go through: in memory, without cookies and cache, under policy. */
export interface HeldSession {
  /** Sends a request when the modes that are wanted are in force; rejects when they cannot be brought to. */
  readonly fetch: Fetch;
  /** Brings the modes that are wanted into force, if they are not. */
  apply(): Promise<void>;
  /** Ends every open connection. */
  closeConnections(): Promise<void>;
}

/** What policy wants of the network. */
export interface Wanted {
  /** Ends when policy was read. */
  readonly known: Promise<void>;
  /** Asked after that only. */
  readonly modes: () => NetworkModes;
}

/** Names the partition for a certificate mode; throws when there is none. */
export type NamePartition = (mode: NetworkModes['certificateMode']) => string;

/**
 * Holds a session to the modes that are wanted at the time. A stricter mode ends the requests that are under way
 * and the connections that stay open: nothing more comes by a way that is not allowed any more. Chromium keeps the
 * verdict on a certificate with the partition, also when the way of verifying changes; so one partition
 * never sees two certificate modes. `onCertificate` sees each certificate that the partition is shown for the first time.
 */
export function holdSession(
  namePartition: NamePartition,
  wanted: Wanted,
  onCertificate?: (finding: CertificateFinding) => void,
): HeldSession {
  const opened = new Set<Session>();
  let current: Session | null = null;
  let applied: NetworkModes | null = null;
  const underWay = new Set<AbortController>();

  function open(mode: NetworkModes['certificateMode']): Session {
    const found = session.fromPartition(namePartition(mode), { cache: false });
    fetchNoDictionary(found);
    if (mode !== 'system' || onCertificate !== undefined) {
      found.setCertificateVerifyProc((request, answer) => {
        onCertificate?.(request);
        answer(judgeCertificate(mode, request));
      });
    }
    opened.add(found);
    return found;
  }

  async function apply(): Promise<void> {
    await wanted.known;
    while (!isSame(applied, wanted.modes())) {
      const modes = wanted.modes();
      const isCut = applied !== null && isStricter(applied, modes);
      if (isCut) {
        for (const request of underWay) request.abort();
      }
      try {
        const next = open(modes.certificateMode);
        await next.setProxy({ mode: modes.proxyMode });
        // Meanwhile others may be wanted, and in force.
        if (!isSame(modes, wanted.modes())) continue;
        current = next;
        applied = modes;
      } finally {
        if (isCut) await Promise.all([...opened].map((each) => each.closeAllConnections()));
      }
    }
  }

  async function ready(): Promise<Session> {
    await apply();
    if (current === null) throw new Error('no mode is in force');
    return current;
  }

  return {
    apply,
    closeConnections: async () => (await ready()).closeAllConnections(),
    async fetch(input, init) {
      const held = await ready();
      const request = new AbortController();
      underWay.add(request);
      const forget = () => underWay.delete(request);
      // A caller's signal ends with the request, answer and body: then nothing of it is kept here.
      init.signal?.addEventListener('abort', () => request.abort(init.signal?.reason), {
        once: true,
      });
      request.signal.addEventListener('abort', forget, { once: true });
      if (init.signal?.aborted) request.abort(init.signal.reason);
      const { signal } = request;
      const sent = held.fetch(input, { ...init, signal, credentials: 'omit', cache: 'no-store' });
      void sent.then(init.signal ? undefined : forget, forget);
      return sent;
    },
  };
}

function isSame(one: NetworkModes | null, other: NetworkModes): boolean {
  return one?.proxyMode === other.proxyMode && one.certificateMode === other.certificateMode;
}

/** Another way to the network is never one that was allowed before. */
function isStricter(before: NetworkModes, now: NetworkModes): boolean {
  return before.proxyMode !== now.proxyMode || now.certificateMode === 'public';
}

/**
 * Keeps Chromium from fetching a dictionary for a session as soon as there is one, on Linux: from Google, by the system's
 * proxy and before anybody could tell it otherwise. No field of ours is checked for spelling.
 */
export function fetchNoDictionary(session: Session): void {
  session.setSpellCheckerLanguages([]);
}

/** What Chromium found out about a server's certificate, as far as it matters here (Electron's `Request`). */
interface CertificateFinding {
  readonly hostname: string;
  readonly certificate: {
    readonly issuer: { readonly organizations: readonly string[]; readonly commonName: string };
  };
  readonly verificationResult: string;
  /** False when an administrator of this computer installed the root, as for an inspecting proxy. */
  readonly isIssuedByKnownRoot: boolean;
}

/** Chromium's own verdict stands. */
const asChromiumSays = -3;
/** `ERR_CERT_AUTHORITY_INVALID`. */
const authorityInvalid = -202;

/** The verdict on a certificate: policy can only refuse what Chromium accepts, never the other way round. */
export function judgeCertificate(
  mode: 'system' | 'public',
  finding: Pick<CertificateFinding, 'verificationResult' | 'isIssuedByKnownRoot'>,
): number {
  const isAccepted =
    finding.verificationResult === 'net::OK' || finding.verificationResult === 'OK';
  const isRefused = mode === 'public' && isAccepted && !finding.isIssuedByKnownRoot;
  return isRefused ? authorityInvalid : asChromiumSays;
}

/** What is used of Electron's `App`. */
interface CertificateAskingApp {
  on(
    event: 'select-client-certificate',
    listener: (
      event: { preventDefault(): void },
      contents: unknown,
      url: string,
      certificates: readonly unknown[],
      answer: () => void,
    ) => void,
  ): unknown;
}

/**
 * Sends no certificate of this person to a server that asks for one, where `isOurs` is true of the address. Since
 * version 44 Electron asks for requests that no window made too, and sends the first certificate of the system's store
 * to whoever asked when nobody answers. Windows are not ours to answer for: a softphone may have its own.
 */
export function declineClientCertificates(
  app: CertificateAskingApp,
  isOurs: (url: string) => boolean,
): void {
  app.on('select-client-certificate', (event, contents, url, _certificates, answer) => {
    if (contents !== null || !isOurs(url)) return;
    event.preventDefault();
    answer();
  });
}

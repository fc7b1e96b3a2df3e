import { type CallTarget, nameOfTarget, plainName, sipAddressOf } from '../call/target.ts';
import type { LineCredentials } from '../contract.ts';
import { type Line, openLine, type Registration, type SipSession } from './lines.ts';

/** The one call that there can be. */
export interface Call {
  readonly accountId: string;
  readonly isIncoming: boolean;
  /** Who is called or calls: a name, or else the address. */
  readonly who: string;
  readonly address: string;
  readonly phase: 'ringing' | 'calling' | 'talking';
  /** When somebody answered, milliseconds since 1970. */
  readonly since: number | null;
  readonly isMuted: boolean;
}

/** All that the page shows of its lines and its call. */
export interface CallState {
  readonly registrations: Readonly<Record<string, Registration>>;
  readonly domains: Readonly<Record<string, string>>;
  readonly call: Call | null;
  /** How the last call ended; null: it is not worth a word. */
  readonly ending: string | null;
}

/** Lines and calls of the page. */
export interface Calls {
  getState(): CallState;
  subscribe(listener: () => void): () => void;
  /** Opens the line of an account, or gives it new credentials. */
  renew(credentials: LineCredentials): void;
  /** Closes the lines of all other accounts. */
  keepOnly(accountIds: readonly string[]): void;
  start(accountId: string, target: CallTarget): void;
  answer(): void;
  hangUp(): void;
  setMuted(isMuted: boolean): void;
}

interface CallParts {
  readonly tellRegistration: (accountId: string, outcome: 'registered' | 'refused') => void;
  readonly tellCall: (call: 'none' | 'ringing' | 'talking') => void;
  /** Where the other side is heard. */
  readonly speaker: HTMLAudioElement;
}

const media = {
  mediaConstraints: { audio: true, video: false },
  // Both sides are reached directly; a service adds its STUN and TURN here.
  pcConfig: { iceServers: [] },
};
const busyHere = 486;
const decline = 603;

/** What is said of the usual ends; null: nothing, for the person did it or saw it. */
const endings: Readonly<Record<string, string | null>> = {
  Terminated: 'The call has ended.',
  Canceled: 'The call was missed.',
  Busy: 'The other side is busy.',
  Rejected: 'The call was declined.',
  Unavailable: 'Nobody can be reached there at the moment.',
  'Not Found': 'There is nobody under this number.',
  'No Answer': 'Nobody answered.',
  'Authentication Error': 'The call was refused: the account may not call at the moment.',
  'User Denied Media Access': 'There is no microphone, or the phone may not use it.',
  'Connection Error': 'There is no connection to the telephone service.',
};

/** Makes the page's lines and calls: as many lines as accounts, and one call at a time. */
export function createCalls(parts: CallParts): Calls {
  const lines = new Map<string, Line>();
  const listeners = new Set<() => void>();
  let session: SipSession | null = null;
  let call: Call | null = null;
  let ending: string | null = null;
  let state = describe();

  function describe(): CallState {
    const open = [...lines.values()];
    const registrations = open.map((line) => [line.accountId, line.getRegistration()]);
    const domains = open.map((line) => [line.accountId, line.domain]);
    return {
      registrations: Object.fromEntries(registrations),
      domains: Object.fromEntries(domains),
      call,
      ending,
    };
  }

  function changed(): void {
    state = describe();
    for (const listener of listeners) listener();
  }

  function setCall(next: Call | null): void {
    const phase = next?.phase ?? 'none';
    if (phase !== (call?.phase ?? 'none')) {
      parts.tellCall(phase === 'calling' ? 'talking' : phase);
    }
    call = next;
    changed();
  }

  function open(credentials: LineCredentials): void {
    const { accountId } = credentials;
    const line = openLine(credentials, {
      onChange: changed,
      tell: (outcome) => parts.tellRegistration(accountId, outcome),
      hasCall: () => call?.accountId === accountId,
      onIncoming(incoming) {
        if (session !== null) return incoming.terminate({ status_code: busyHere });
        const { display_name, uri } = incoming.remote_identity;
        const address = plainName(`${uri.user}@${uri.host}`);
        const who = plainName(display_name ?? '') || address;
        follow(incoming, { accountId, isIncoming: true, who, address, phase: 'ringing' }, null);
      },
    });
    lines.set(accountId, line);
    changed();
  }

  function follow(
    followed: SipSession,
    begin: Omit<Call, 'since' | 'isMuted'>,
    tones: string | null,
  ): void {
    session = followed;
    ending = null;
    setCall({ ...begin, since: null, isMuted: false });
    const listen = (connection: RTCPeerConnection) => {
      connection.addEventListener('track', ({ streams, track }) => {
        parts.speaker.srcObject = streams[0] ?? new MediaStream([track]);
      });
    };
    if (begin.isIncoming) followed.on('peerconnection', (event) => listen(event.peerconnection));
    else listen(followed.connection);
    followed.on('accepted', () => {
      if (session !== followed || call === null) return;
      setCall({ ...call, phase: 'talking', since: Date.now() });
    });
    followed.on('confirmed', () => {
      if (tones !== null) followed.sendDTMF(tones);
    });
    const end = (originator: string, cause: string) => {
      if (session !== followed) return;
      session = null;
      parts.speaker.srcObject = null;
      const known = cause in endings ? endings[cause] : `The call failed: ${cause}.`;
      ending =
        originator === 'local' && cause !== 'User Denied Media Access' ? null : (known ?? null);
      setCall(null);
    };
    followed.on('ended', (event) => end(event.originator, event.cause));
    followed.on('failed', (event) => end(event.originator, event.cause));
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    renew(credentials) {
      const line = lines.get(credentials.accountId);
      // A line that has a call keeps it, whatever else is wrong with it.
      const isBusy = call?.accountId === credentials.accountId;
      if (line !== undefined && (isBusy || line.fits(credentials))) return line.renew(credentials);
      line?.close();
      open(credentials);
    },
    keepOnly(accountIds) {
      for (const [id, line] of lines) {
        if (accountIds.includes(id)) continue;
        lines.delete(id);
        line.close();
      }
      changed();
    },
    start(accountId, target) {
      const line = lines.get(accountId);
      if (line === undefined || session !== null) return;
      const outgoing = line.call(sipAddressOf(target, line.domain), media);
      const who = nameOfTarget(target);
      const begin = { accountId, isIncoming: false, who, address: who, phase: 'calling' } as const;
      follow(outgoing, begin, target.tones);
    },
    answer() {
      if (call?.phase === 'ringing') session?.answer(media);
    },
    hangUp() {
      session?.terminate(call?.phase === 'ringing' ? { status_code: decline } : {});
    },
    setMuted(isMuted) {
      if (session === null || call === null) return;
      if (isMuted) session.mute({ audio: true });
      else session.unmute({ audio: true });
      setCall({ ...call, isMuted });
    },
  };
}

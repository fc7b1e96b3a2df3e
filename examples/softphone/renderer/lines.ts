import { debug, UA, WebSocketInterface } from 'jssip';
import { domainOf } from '../call/target.ts';
import type { LineCredentials } from '../contract.ts';

/** How a line stands with its registrar. */
export type Registration =
  | { readonly kind: 'registering' }
  | { readonly kind: 'registered' }
  /** No connection to the registrar; it is tried again by itself. */
  | { readonly kind: 'offline' }
  | { readonly kind: 'refused'; readonly words: string };

/** A session of jssip: a call. */
export type SipSession = ReturnType<UA['call']>;

/** jssip types the two directions apart, and its listener cannot be both. */
interface NewSession {
  readonly originator: string;
  readonly session: SipSession;
}

/** One account at its registrar. */
export interface Line {
  readonly accountId: string;
  readonly domain: string;
  /** False when these credentials, a connection that has gone dead, or a registration that has, need a line of their own. */
  fits(credentials: LineCredentials): boolean;
  /** Takes new credentials and registers with them; the registration before lives on until they are taken. */
  renew(credentials: LineCredentials): void;
  getRegistration(): Registration;
  call(target: string, options: Parameters<UA['call']>[1]): SipSession;
  /** Ends the registration at once, and the line when its calls have ended. */
  close(): void;
}

interface LineParts {
  readonly onChange: () => void;
  readonly tell: (outcome: 'registered' | 'refused') => void;
  readonly onIncoming: (session: SipSession) => void;
  readonly hasCall: () => boolean;
}

// What jssip writes down holds whole messages, and with them who calls whom.
debug.disable();

/** The longest time that a timer counts. */
const longestTimerMs = 2 ** 31 - 1;
const closeCheckMs = 500;
/** The answer to the end of a registration is waited for so long. */
const closeWaitMs = 3_000;

function lifeSeconds({ expiresAt }: LineCredentials): number {
  return Math.max(Math.floor((expiresAt - Date.now()) / 1_000), 10);
}

/** Opens a line: one user agent, that registers now, and anew whenever it gets credentials or a connection. */
export function openLine(first: LineCredentials, parts: LineParts): Line {
  const { accountId, sipAddress } = first;
  let credentials = first;
  let registration: Registration = { kind: 'registering' };
  let isClosing = false;
  let isSilent = false;
  let ending: ReturnType<typeof setTimeout>;

  const agent = new UA({
    sockets: [new WebSocketInterface(first.webSocket)],
    uri: sipAddress,
    display_name: first.displayName,
    authorization_user: first.username,
    password: first.password,
    register: false,
    register_expires: lifeSeconds(first),
    session_timers: false,
    connection_recovery_max_interval: 15,
  });

  function isExpired(): boolean {
    return credentials.expiresAt <= Date.now();
  }

  /** The line stands otherwise once its credentials have ended, and jssip may have nothing to tell then. */
  function awaitEnd(): void {
    clearTimeout(ending);
    const leftMs = Math.max(credentials.expiresAt - Date.now(), 0);
    ending = setTimeout(parts.onChange, Math.min(leftMs + 1, longestTimerMs));
  }

  function set(next: Registration): void {
    registration = next;
    parts.onChange();
  }

  /** jssip forgets the password once it has answered a challenge, so that both are set before each use. */
  function setCredentials(): void {
    agent.set('authorization_user', credentials.username);
    agent.set('password', credentials.password);
  }

  function register(): void {
    if (isClosing || !agent.isConnected()) return;
    // They would only be refused, and what was registered with them has ended.
    if (isExpired()) return;
    if (registration.kind !== 'registered') set({ kind: 'registering' });
    setCredentials();
    agent.register();
  }

  agent.on('connected', register);
  agent.on('registrationExpiring', register);
  agent.on('disconnected', () => {
    if (!isClosing) set({ kind: 'offline' });
  });
  agent.on('registered', () => {
    if (isClosing) return agent.unregister();
    set({ kind: 'registered' });
    parts.tell('registered');
  });
  agent.on('registrationFailed', ({ response, cause }) => {
    if (isClosing) return;
    // Without an answer it is the connection's fault, and jssip connects anew.
    if (!agent.isConnected()) return set({ kind: 'offline' });
    const status = response?.status_code;
    // A connection that answers nothing is dead, though it looks alive.
    isSilent = status === undefined;
    const words = isSilent ? String(cause) : `${status} ${response.reason_phrase}`;
    set({ kind: 'refused', words });
    parts.tell('refused');
  });
  agent.on('newRTCSession', ({ originator, session }: NewSession) => {
    if (originator !== 'remote') return;
    if (isClosing) session.terminate({ status_code: 480 });
    else parts.onIncoming(session);
  });
  awaitEnd();
  agent.start();

  return {
    accountId,
    domain: domainOf(sipAddress),
    fits: (next) =>
      !isSilent &&
      !isExpired() &&
      next.sipAddress === sipAddress &&
      next.webSocket === first.webSocket,
    renew(next) {
      credentials = next;
      awaitEnd();
      if (!agent.isConnected()) setCredentials();
      register();
      parts.onChange();
    },
    // jssip takes one that has ended by its time for registered, and does not tell of the next: hence a new line. One that
    // was refused because the credentials ended on the way has nothing wrong with it but that.
    getRegistration: () =>
      registration.kind !== 'registering' && isExpired() ? { kind: 'offline' } : registration,
    call(target, options) {
      setCredentials();
      return agent.call(target, options);
    },
    close() {
      if (isClosing) return;
      isClosing = true;
      clearTimeout(ending);
      const stopBy = Date.now() + closeWaitMs;
      let isUnregistered = !agent.isRegistered() || isExpired();
      agent.on('unregistered', () => {
        isUnregistered = true;
      });
      if (!isUnregistered) {
        setCredentials();
        agent.unregister();
      }
      // jssip ends the calls of an agent that stops, so it stops when there is none.
      const timer = setInterval(() => {
        if (parts.hasCall() || (!isUnregistered && Date.now() < stopBy)) return;
        clearInterval(timer);
        agent.stop();
      }, closeCheckMs);
    },
  };
}

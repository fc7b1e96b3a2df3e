import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Locale } from '../../preload/contract/state.ts';
import { within } from '../common/within.ts';
import { LoginError } from '../errors/login-error.ts';
import type { IsOwnPeer } from '../network/peer-owner.ts';
import { isLoopbackHttp } from '../network/service-url.ts';
import type { ResponseVerdict } from './authorization.ts';
import {
  type BrowserNews,
  type CallbackHandler,
  callbackPath,
  createCallbackHandler,
} from './callback-handler.ts';
import {
  canReachListener,
  closeLoopback,
  createLoopbackServer,
  type LoopbackAddress,
  type LoopbackServer,
  listenOnLoopback,
  type PortRange,
} from './loopback-server.ts';
import { createStartPages } from './open-browser.ts';

/** How long the landing page stays available when nobody closes the listener. */
const landingMs = 5_000;

/** How long `close` waits for a landing page that the browser has not fetched yet; below the promised 1 s. */
const closingGraceMs = 800;

/** A listener for one authorization response (RFC 8252 section 7.3). */
export interface LoopbackRedirect {
  /** For the authorization request and the token request; holds the port. */
  readonly redirectUri: string;
  /**
   * A fresh address to open in the browser, which leads to the provider's page: on the redirect URI's own host and port,
   * for one browser.
   */
  newStartPage(authorizationUrl: string): string;
  /** The authorization code; rejects with the `LoginError` that ended the wait. */
  readonly code: Promise<string>;
  /** Ends the wait as `cancelled` if nothing came yet, and frees the port within 1 s; never rejects. */
  close(): Promise<void>;
}

/** What is seen of a browser while the attempt goes on. `tls`: it insists on a secure connection to this computer. */
export type LoopbackNews = BrowserNews | 'tls';

/** What a listener needs to know of its attempt. */
export interface LoopbackOptions {
  /** With `localhost` the browser may come over IPv4 or IPv6, so both are listened on, with the same port. */
  readonly host: '127.0.0.1' | 'localhost';
  readonly ports: PortRange;
  /** Judges the parameters of each request to the redirect URI. */
  readonly judge: (parameters: URLSearchParams) => ResponseVerdict;
  /** Asked of each connection as soon as it was accepted; somebody else's gets a page that says nothing. */
  readonly isOwnPeer: IsOwnPeer;
  /** Hears what is seen of the browser while the attempt goes on. */
  readonly onNews: (news: LoopbackNews) => void;
  /** Language of the pages; null: what the browser asks for. */
  readonly locale: Locale | null;
  /** Ends the wait with its reason if that is a `LoginError`, else with `cancelled`. */
  readonly signal: AbortSignal;
  /** Milliseconds until the wait ends with `timed-out`. */
  readonly deadlineMs: number;
}

/**
 * Starts the listener and has it answer a question over each of its addresses before anybody else is sent there.
 * Fails with `callback-unavailable` when it cannot listen or does not hear itself.
 */
export async function openLoopbackRedirect(options: LoopbackOptions): Promise<LoopbackRedirect> {
  const { host, judge, locale, signal, onNews } = options;
  const selfTest = { path: `/${randomValue()}`, answer: randomValue() };
  const startPages = createStartPages();
  const peers = judgeTogether(options.isOwnPeer);
  const handler = createCallbackHandler({
    host,
    startPages,
    judge,
    onNews,
    isOwn: peers.isOwn,
    locale,
    selfTest,
  });
  const addresses: LoopbackAddress[] = host === 'localhost' ? ['127.0.0.1', '::1'] : ['127.0.0.1'];
  const { port, servers } = await listenOnLoopback(addresses, options.ports, () =>
    createLoopbackServer(
      (request, response) =>
        peers.whenJudged(request.socket, () => handler.handle(request, response)),
      {
        onConnection: peers.add,
        onTls: (socket, refuse) =>
          peers.whenJudged(socket, () => {
            if (peers.isOwn(socket)) onNews('tls');
            refuse();
          }),
      },
    ),
  );
  try {
    await testListeners(servers, port, selfTest);
    if (signal.aborted) throw toEnd(signal);
  } catch (error) {
    await closeLoopback(servers);
    throw error;
  }
  return {
    redirectUri: `http://${host}:${port}${callbackPath}`,
    newStartPage(authorizationUrl) {
      if (!isWebAddress(authorizationUrl)) throw new LoginError('unexpected');
      return `http://${host}:${port}${startPages.create(authorizationUrl)}`;
    },
    ...waitForCode(handler, servers, options),
  };
}

/** Whether a browser may be sent there: https, or a stand-in on this machine, exactly as a URL parser writes it. */
function isWebAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { href, protocol } = new URL(url);
  return href === url && (protocol === 'https:' || isLoopbackHttp(url));
}

async function testListeners(
  servers: readonly LoopbackServer[],
  port: number,
  selfTest: { readonly path: string; readonly answer: string },
): Promise<void> {
  const answers = await Promise.all(
    servers.map(({ address }) => canReachListener(address, port, selfTest.path, selfTest.answer)),
  );
  if (answers.includes(false)) throw new LoginError('callback-unavailable');
}

function waitForCode(
  handler: CallbackHandler,
  servers: readonly LoopbackServer[],
  { signal, deadlineMs }: LoopbackOptions,
): Pick<LoopbackRedirect, 'code' | 'close'> {
  const wait = Promise.withResolvers<string>();
  // The rejection reaches the caller that waits for the code. Until one does it must not count as unhandled.
  wait.promise.catch(() => {});
  let closing: Promise<void> | null = null;
  let timer = setTimeout(() => end(new LoginError('timed-out')), deadlineMs);
  const onAbort = () => end(toEnd(signal));
  signal.addEventListener('abort', onAbort, { once: true });

  void handler.verdict.then((verdict) => {
    clearTimeout(timer);
    if (closing !== null) return;
    timer = setTimeout(close, landingMs);
    void handler.landed.then(close);
    if (verdict.kind === 'code') wait.resolve(verdict.code);
    else wait.reject(verdict.error);
  });

  function end(reason: LoginError): void {
    wait.reject(reason);
    void close();
  }

  function close(): Promise<void> {
    closing ??= closeNow();
    return closing;
  }

  async function closeNow(): Promise<void> {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    wait.reject(new LoginError('cancelled'));
    if (handler.isAnswered()) await within(closingGraceMs, handler.landed, () => undefined);
    await closeLoopback(servers);
  }

  return { code: wait.promise, close };
}

function toEnd(signal: AbortSignal): LoginError {
  const reason: unknown = signal.reason;
  return reason instanceof LoginError ? reason : new LoginError('cancelled', {}, reason);
}

function randomValue(): string {
  return randomBytes(16).toString('base64url');
}

/** Whose connections are, asked for all together that came while nobody could look. */
interface JudgedPeers {
  /** Takes a connection that was accepted this moment. */
  add(socket: Socket): void;
  /** Whether a connection was found to be this person's own; false before it was judged. */
  isOwn(socket: Socket): boolean;
  /** Calls `then` once the connection was judged; at once when it was. */
  whenJudged(socket: Socket, then: () => void): void;
}

/**
 * Looking takes a fifth of the time at most, and nobody waits longer than this for a look to begin. What a sign-in needs
 * by itself, the test of the listener and the browser right behind it, waits for nothing.
 */
const pauseOfCost = 4;
const longestPauseMs = 500;
const freeCostMs = 60;

/**
 * Judges connections as soon as they are accepted, those that came together with one look: a look through the system's
 * connections takes the longer the more there are. A program that opens them without end must keep neither the window
 * nor the person's own browser waiting.
 */
export function judgeTogether(isOwnPeer: IsOwnPeer): JudgedPeers {
  const answers = new WeakMap<Socket, boolean>();
  const waiting = new Map<Socket, (() => void)[]>();
  let costMs = 0;
  let costAt = performance.now();
  /** What looking has taken, less what the time since then has made good. */
  function costLeft(now: number): number {
    return Math.max(costMs - (now - costAt) / pauseOfCost, 0);
  }

  function judge(): void {
    const begun = performance.now();
    const judged = [...waiting];
    waiting.clear();
    // In one go, so that they share what is read.
    for (const [socket] of judged) answers.set(socket, !socket.destroyed && isOwnPeer(socket));
    const ended = performance.now();
    costMs = Math.min(costLeft(begun) + ended - begun, freeCostMs + longestPauseMs / pauseOfCost);
    costAt = ended;
    for (const then of judged.flatMap(([, calls]) => calls)) then();
  }

  return {
    add(socket) {
      if (waiting.size === 0) {
        const pause = (costLeft(performance.now()) - freeCostMs) * pauseOfCost;
        if (pause > 1) setTimeout(judge, pause);
        else setImmediate(judge);
      }
      waiting.set(socket, []);
    },
    isOwn: (socket) => answers.get(socket) === true,
    whenJudged(socket, then) {
      const calls = waiting.get(socket);
      if (calls === undefined) then();
      else calls.push(then);
    },
  };
}

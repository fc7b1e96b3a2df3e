import { connect } from 'node:net';
import { createPeerOwner } from '../../../src-main/network/peer-owner.ts';
import { judgeAuthorizationResponse } from '../../../src-main/oauth/authorization.ts';
import {
  type LoopbackNews,
  type LoopbackOptions,
  type LoopbackRedirect,
  openLoopbackRedirect,
} from '../../../src-main/oauth/loopback-redirect.ts';
import { readGoogleError } from '../../../src-main/providers/google.ts';
import {
  bringResponse,
  type CookieJar,
  createCookieJar,
  openStartPage,
} from '../../support/browse.ts';

/** Sends bytes to a port of this machine and answers everything that comes back until the other side closes. */
export function sendRaw(port: number, bytes: string, host = '127.0.0.1'): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host });
    let received = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      received += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(received));
    socket.write(bytes);
  });
}

/** The status of a raw HTTP answer; 0 when the connection was closed without one. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
}

/** A GET request as a browser's bytes. */
export function getBytes(target: string, host: string, headers: readonly string[] = []): string {
  return [`GET ${target} HTTP/1.1`, `Host: ${host}`, ...headers, '', ''].join('\r\n');
}

/** Whether anything accepts a connection there. */
export function canConnect(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 5_000 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', () => end(true));
    socket.on('error', () => end(false));
    socket.on('timeout', () => end(false));
  });
}

/** The state of every attempt opened here. */
export const goodState = 'kU3hPq-6Yv0sJ2wLr8nTzXbC5mDfG1aE7oIiQ9uRtWy';

/** Where every start page leads here. */
export const authorizationUrl = `https://issuer.invalid/authorize?state=${goodState}`;

/** A listener as the sign-in opens it, and what a test needs to reach it. */
export interface OpenAttempt extends LoopbackRedirect {
  readonly port: number;
  readonly cancel: AbortController;
  /** The person's browser; it has opened the start page. */
  readonly jar: CookieJar;
  /** What it sends in raw requests. */
  readonly cookieLine: string;
  /** What the listener told of browsers since then, in order. */
  readonly news: readonly LoopbackNews[];
  /** Brings a response with these parameters in the person's browser; answers the page that this ends at. */
  bring(query: string): Promise<Response>;
}

/**
 * Opens a listener that judges as the app does, and unless `isVisited` is false its start page; close it in `finally`.
 */
export async function openAttempt(
  options: Partial<LoopbackOptions> = {},
  isVisited = true,
): Promise<OpenAttempt> {
  const cancel = new AbortController();
  const jar = createCookieJar();
  const news: LoopbackNews[] = [];
  const redirect = await openLoopbackRedirect({
    host: '127.0.0.1',
    ports: { first: 0, last: 0 },
    locale: null,
    isOwnPeer: createPeerOwner(process.platform),
    onNews: (one) => news.push(one),
    signal: cancel.signal,
    deadlineMs: 300_000,
    judge: (parameters) =>
      judgeAuthorizationResponse(parameters, {
        provider: 'google',
        state: goodState,
        issuer: 'https://issuer.invalid',
        issuerRequired: false,
        readOwnError: readGoogleError,
      }),
    ...options,
  });
  const { redirectUri } = redirect;
  if (isVisited) await openStartPage(jar, redirect.newStartPage(authorizationUrl));
  news.length = 0;
  return {
    ...redirect,
    port: Number(new URL(redirectUri).port),
    cancel,
    jar,
    cookieLine: `Cookie: ${jar.header(redirectUri)}`,
    news,
    bring: (query) => bringResponse(jar, `${redirectUri}?${query}`),
  };
}

/** The code an ended wait was rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
  return 'no failure';
}

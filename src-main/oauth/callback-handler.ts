import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Locale } from '../../preload/contract/state.ts';
import { LoginError } from '../errors/login-error.ts';
import type { ResponseVerdict } from './authorization.ts';
import {
  type CallbackPage,
  chooseCallbackLocale,
  pageHeaders,
  renderCallbackPage,
} from './callback-page.ts';
import { type StartPages, startPrefix } from './open-browser.ts';

/**
 * The path of the redirect URI. Constant, not random: Microsoft ignores only the port of a registered loopback URI,
 * never its path. What keeps strangers out is the state, which they cannot know, and the cookie of the start page.
 */
export const callbackPath = '/callback';

/** Where the browser is sent once the answer was taken, so that neither address bar nor history keep the code. */
const landingPath = '/done';

/** The authorization response that ends the wait; there is at most one. */
type FinalVerdict = Extract<ResponseVerdict, { readonly kind: 'code' | 'failed' }>;

/**
 * What the listener sees of a browser while the attempt goes on. `opened`: it has asked for a start page.
 * `unknown-browser`: an answer came from one that has not. `incomplete`: an answer that holds nothing.
 * `stranger`: somebody else of this machine has asked for something.
 */
export type BrowserNews = 'opened' | 'unknown-browser' | 'incomplete' | 'stranger';

/** Answers requests to one listener until it has taken one authorization response. */
export interface CallbackHandler {
  readonly handle: RequestListener;
  /** The one response that was taken. */
  readonly verdict: Promise<FinalVerdict>;
  /** Fulfils when the browser has the whole landing page; it comes after `verdict`. */
  readonly landed: Promise<void>;
  /** True from the moment a response was taken. */
  isAnswered(): boolean;
}

/**
 * Makes the request handler of one attempt. Everything but the one right request gets a harmless page and changes
 * nothing; no answer has CORS or private-network headers.
 */
export function createCallbackHandler(options: {
  readonly host: '127.0.0.1' | 'localhost';
  readonly startPages: StartPages;
  readonly judge: (parameters: URLSearchParams) => ResponseVerdict;
  readonly onNews: (news: BrowserNews) => void;
  /** Whether a connection was, when it was accepted, this person's own. */
  readonly isOwn: (socket: Socket) => boolean;
  readonly locale: Locale | null;
  readonly selfTest: { readonly path: string; readonly answer: string };
}): CallbackHandler {
  const { startPages, onNews } = options;
  const verdict = Promise.withResolvers<FinalVerdict>();
  const landed = Promise.withResolvers<void>();
  const paths = [callbackPath, landingPath, options.selfTest.path];
  const isPath = (path: string) => paths.includes(path) || path.startsWith(startPrefix);
  let landing: CallbackPage | null = null;

  function handle(request: IncomingMessage, response: ServerResponse): void {
    if (!options.isOwn(request.socket)) {
      onNews('stranger');
      sendPage(request, response, 403, 'wrong-page');
      return;
    }
    const asked = readLoopbackRequest(request, { host: options.host, isPath });
    if (asked.kind === 'refused') sendPage(request, response, asked.status, 'wrong-page');
    else if (asked.path === options.selfTest.path) sendSelfTest(response, options.selfTest.answer);
    else if (asked.path === landingPath) sendLanding(request, response);
    else if (asked.path === callbackPath) takeResponse(request, response, asked.parameters);
    else sendStart(request, response, asked.path);
  }

  /** The one-time page that begins the way to the provider. */
  function sendStart(request: IncomingMessage, response: ServerResponse, path: string): void {
    if (isAhead(request)) {
      // It asks again when somebody really goes there.
      sendPage(request, response, 503, 'wrong-page');
      return;
    }
    const visit =
      landing === null
        ? startPages.visit(path, request.headers.cookie)
        : { kind: 'unknown' as const };
    switch (visit.kind) {
      case 'unknown':
        sendPage(request, response, 404, 'wrong-page');
        return;
      case 'elsewhere':
        // Which of the two was the person's cannot be told, so neither goes on.
        end(response, 'opened-elsewhere', {
          kind: 'failed',
          error: new LoginError('opened-elsewhere'),
        });
        return;
      case 'first':
      case 'again':
        redirect(response, visit.target, startPages.cookies(request.headers.cookie));
        onNews('opened');
    }
  }

  function takeResponse(
    request: IncomingMessage,
    response: ServerResponse,
    parameters: URLSearchParams,
  ): void {
    const judged = landing === null ? options.judge(parameters) : { kind: 'ignored' as const };
    if (judged.kind === 'ignored') {
      sendPage(request, response, 400, 'wrong-page');
    } else if (!startPages.isKnown(request.headers.cookie)) {
      sendPage(request, response, 403, 'unknown-browser');
      onNews('unknown-browser');
    } else if (judged.kind === 'incomplete') {
      sendPage(request, response, 400, 'incomplete');
      onNews('incomplete');
    } else {
      end(response, judged.kind === 'code' ? 'done' : 'not-finished', judged);
    }
  }

  function end(response: ServerResponse, page: CallbackPage, final: FinalVerdict): void {
    landing = page;
    redirect(response, landingPath, [startPages.expiredCookie]);
    verdict.resolve(final);
  }

  function sendLanding(request: IncomingMessage, response: ServerResponse): void {
    if (landing === null) {
      sendPage(request, response, 404, 'wrong-page');
      return;
    }
    // Not `finish` of the response but the end of its connection: by then the page is with the browser in full.
    request.socket.once('close', () => landed.resolve());
    sendPage(request, response, 200, landing);
  }

  function sendPage(
    request: IncomingMessage,
    response: ServerResponse,
    status: number,
    page: CallbackPage,
  ): void {
    const locale = options.locale ?? chooseCallbackLocale(request.headers['accept-language']);
    const { headers, body } = renderCallbackPage(page, locale);
    const allow = status === 405 ? { allow: 'GET' } : {};
    response.writeHead(status, { ...headers, ...allow, connection: 'close' });
    response.end(body);
  }

  return {
    handle,
    verdict: verdict.promise,
    landed: landed.promise,
    isAnswered: () => landing !== null,
  };
}

/** Whether a browser only looks ahead (`Sec-Purpose`, and what browsers sent before it): nobody has gone there yet. */
function isAhead({ headers }: IncomingMessage): boolean {
  return ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].some((name) =>
    /\bpre(?:fetch|render|view)\b/i.test(String(headers[name] ?? '')),
  );
}

function redirect(response: ServerResponse, location: string, cookies: readonly string[]): void {
  const headers = { ...pageHeaders(), location, 'content-length': '0' };
  response.writeHead(303, { ...headers, 'set-cookie': [...cookies] });
  response.end();
}

function sendSelfTest(response: ServerResponse, answer: string): void {
  response.writeHead(200, { ...pageHeaders(), 'content-type': 'text/plain', connection: 'close' });
  response.end(answer);
}

/** What a request asks for: the path without its query and the query's parameters, or the status that refuses it. */
type LoopbackRequest =
  | { readonly kind: 'get'; readonly path: string; readonly parameters: URLSearchParams }
  | { readonly kind: 'refused'; readonly status: 400 | 404 | 405 };

/**
 * Reads a request to the listener. Refused are: a Host that is not this listener (a foreign name that was made to
 * resolve to loopback, DNS rebinding) or not alone (RFC 9112 section 3.2), paths that `isPath` does not take byte by
 * byte, any method but GET, and a body.
 *
 * GET only: both providers answer with `response_mode=query`. The form post that MSAL's own listener has by default
 * would need a page that submits itself, which script blockers and the browsers' rules about loopback can stop.
 */
export function readLoopbackRequest(
  request: Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'headersDistinct'> & {
    readonly socket: { readonly localPort?: number | undefined };
  },
  expected: {
    readonly host: '127.0.0.1' | 'localhost';
    readonly isPath: (path: string) => boolean;
  },
): LoopbackRequest {
  const { method, url = '', headers } = request;
  const [host = '', ...otherHosts] = request.headersDistinct.host ?? [];
  const isOwn = isOwnHost(host, expected.host, request.socket.localPort);
  if (!isOwn || otherHosts.length > 0) return refuse(400);
  const at = url.indexOf('?');
  const path = at === -1 ? url : url.slice(0, at);
  if (!expected.isPath(path)) return refuse(404);
  if (method !== 'GET') return refuse(405);
  const length = headers['content-length'];
  if ((length !== undefined && length !== '0') || headers['transfer-encoding'] !== undefined) {
    return refuse(400);
  }
  return { kind: 'get', path, parameters: new URLSearchParams(at === -1 ? '' : url.slice(at + 1)) };
}

function isOwnHost(
  header: string,
  host: '127.0.0.1' | 'localhost',
  port: number | undefined,
): boolean {
  const names = host === 'localhost' ? ['localhost', '127.0.0.1', '[::1]'] : ['127.0.0.1'];
  return names.some((name) => header.toLowerCase() === `${name}:${port}`);
}

function refuse(status: 400 | 404 | 405): LoopbackRequest {
  return { kind: 'refused', status };
}

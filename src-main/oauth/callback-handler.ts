import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Locale } from '../../preload/contract.ts';
import type { ResponseVerdict } from './authorization-response.ts';
import { pageHeaders, renderCallbackPage } from './callback-page.ts';
import { type CallbackPage, chooseCallbackLocale } from './callback-words.ts';
import { readLoopbackRequest } from './loopback-request.ts';

/**
 * The path of the redirect URI. Constant, not random: Microsoft ignores only the port of a registered loopback URI,
 * never its path. What keeps strangers out is the state, which they cannot know.
 */
export const callbackPath = '/callback';

/** Where the browser is sent once the answer was taken, so that neither address bar nor history keep the code. */
const landingPath = '/done';

/** The authorization response that ends the wait; there is at most one. */
export type FinalVerdict = Exclude<ResponseVerdict, { readonly kind: 'ignored' }>;

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
  readonly judge: (parameters: URLSearchParams) => ResponseVerdict;
  readonly locale: Locale | null;
  readonly selfTest: { readonly path: string; readonly answer: string };
}): CallbackHandler {
  const verdict = Promise.withResolvers<FinalVerdict>();
  const landed = Promise.withResolvers<void>();
  const paths = [callbackPath, landingPath, options.selfTest.path];
  let landing: CallbackPage | null = null;

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const asked = readLoopbackRequest(request, { host: options.host, paths });
    if (asked.kind === 'refused') sendPage(request, response, asked.status, 'wrong-page');
    else if (asked.path === options.selfTest.path) sendSelfTest(response, options.selfTest.answer);
    else if (asked.path === landingPath) sendLanding(request, response);
    else takeResponse(request, response, asked.parameters);
  }

  function takeResponse(
    request: IncomingMessage,
    response: ServerResponse,
    parameters: URLSearchParams,
  ): void {
    const judged = landing === null ? options.judge(parameters) : { kind: 'ignored' as const };
    if (judged.kind === 'ignored') {
      sendPage(request, response, 400, 'wrong-page');
      return;
    }
    landing = judged.kind === 'code' ? 'done' : 'not-finished';
    response.writeHead(303, { ...pageHeaders(), location: landingPath, 'content-length': '0' });
    response.end();
    verdict.resolve(judged);
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

function sendSelfTest(response: ServerResponse, answer: string): void {
  response.writeHead(200, { ...pageHeaders(), 'content-type': 'text/plain', connection: 'close' });
  response.end(answer);
}

import type { Protocol } from 'devtools-protocol/types/protocol.js';
import type { ProtocolSession } from './protocol/protocol-client.ts';

/** What decides about a request of the page. */
export interface RequestRules {
  /** False: the request is refused. */
  isAllowed(url: string): boolean;
  /** What serves this scheme; undefined: nothing does, and the request is refused. */
  handlerOf(scheme: string): ((request: Request) => Response | Promise<Response>) | undefined;
  /** False: a navigation that the page began is called off. */
  mayNavigate(url: string, isMainFrame: boolean): boolean;
}

/** Answers every request of the page by the app's rules; nothing ever goes out to a network. */
export async function interceptRequests(
  session: ProtocolSession,
  mainFrameId: string,
  rules: RequestRules,
): Promise<void> {
  session.on('Fetch.requestPaused', (event) => {
    // A request that ended meanwhile, or a page that is gone, needs no answer.
    void decide(session, mainFrameId, rules, event).catch(() => {});
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
}

async function decide(
  session: ProtocolSession,
  mainFrameId: string,
  rules: RequestRules,
  { requestId, request, resourceType, frameId }: Protocol.Fetch.RequestPausedEvent,
): Promise<void> {
  if (new URL(request.url).pathname === '/favicon.ico') {
    // Chromium asks by itself, where Electron does not.
    await session.send('Fetch.fulfillRequest', { requestId, responseCode: 204 });
    return;
  }
  const isNavigation = resourceType === 'Document';
  if (isNavigation && !rules.mayNavigate(request.url, frameId === mainFrameId)) {
    // "Aborted" leaves the page that is there; "blocked" would replace it by an error page.
    await session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
    return;
  }
  const handler = rules.isAllowed(request.url)
    ? rules.handlerOf(new URL(request.url).protocol.slice(0, -1))
    : undefined;
  if (handler === undefined) {
    await session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
    return;
  }
  const response = await handler(new Request(request.url, { method: request.method }));
  const body = Buffer.from(await response.arrayBuffer());
  await session.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
    body: body.toString('base64'),
  });
}

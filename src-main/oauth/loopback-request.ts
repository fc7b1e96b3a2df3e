import type { IncomingMessage } from 'node:http';

/** What a request asks for: the path without its query and the query's parameters, or the status that refuses it. */
export type LoopbackRequest =
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

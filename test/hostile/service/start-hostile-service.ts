import { createServer, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** Ways in which a Sonar service, or whatever stands in its place, misbehaves. */
export const faults = {
  'refuses the connection': null,
  'resets the connection': (response: ServerResponse) => response.destroy(),
  'answers 500 with a problem': problem(500, 'internal-error'),
  'answers 503 with Retry-After': (response: ServerResponse) => {
    response.setHeader('retry-after', '120');
    problem(503, 'service-unavailable')(response);
  },
  'answers 503 with an absurd Retry-After': (response: ServerResponse) => {
    response.setHeader('retry-after', '1e300');
    problem(503, 'service-unavailable')(response);
  },
  'answers 502 as a page': text(502, 'text/html', '<html>Bad gateway</html>'),
  'answers 401 as a page': text(401, 'text/html', '<html>Sign in to the guest network</html>'),
  'answers 400 without a code': text(400, 'application/json', '{"error":"invalid_grant"}'),
  'answers 401 with a code of a newer service': problem(401, 'something-new'),
  'answers half a document': text(200, 'application/json', '{"sessionId":"s1","acc'),
  'answers a document of another shape': text(200, 'application/json', '{"ok":true}'),
  'answers a list': text(200, 'application/json', '[]'),
  'answers nothing': text(200, 'application/json', ''),
  'answers null': text(200, 'application/json', 'null'),
  'answers tokens that are no text': text(
    200,
    'application/json',
    '{"accessToken":1,"refreshToken":{},"accessTokenExpiresIn":"soon","account":null}',
  ),
  'answers too much': text(200, 'application/json', `"${'x'.repeat(3_000_000)}"`),
  'answers a small archive of much': (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    response.end(gzipSync('"'.padEnd(30_000_000, 'x')));
  },
  'sends elsewhere': (response: ServerResponse) => {
    response.writeHead(307, { location: 'http://127.0.0.1:9/' });
    response.end();
  },
} as const;
export type Fault = keyof typeof faults;

/** A running service that does nothing but misbehave. */
export interface HostileService {
  readonly origin: string;
  misbehave(fault: Fault): void;
  close(): Promise<void>;
}

/** Starts it on loopback. */
export async function startHostileService(): Promise<HostileService> {
  let fault: Fault = 'answers nothing';
  const server = createServer((request, response) => {
    request.resume().on('end', () => faults[fault]?.(response));
  });
  const listening = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', listening.resolve);
  await listening.promise;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    // Port 9 is the discard service, which nobody runs: the connection is refused.
    get origin() {
      return `http://127.0.0.1:${faults[fault] === null ? 9 : address.port}`;
    },
    misbehave(next) {
      fault = next;
    },
    close() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      return closed.promise;
    },
  };
}

function text(status: number, type: string, body: string) {
  return (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': type });
    response.end(body);
  };
}

function problem(status: number, code: string) {
  const body = { type: `urn:sonar:problem:${code}`, title: code, status, code };
  return text(status, 'application/problem+json', JSON.stringify(body));
}

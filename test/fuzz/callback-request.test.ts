import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLoopbackRequest } from '../../src-main/oauth/callback-handler.ts';
import { fuzz, fuzzTimeoutMs } from './fuzz.ts';

const port = 49_321;
const paths = ['/callback', '/done'];
const text = fc.oneof(
  fc.constantFrom(
    '/callback',
    '/done',
    '/CALLBACK',
    '//callback',
    '/callback/',
    '/call%62ack',
    '*',
  ),
  fc.webPath(),
  fc.string({ maxLength: 40 }),
);
const host = fc.oneof(
  fc.constantFrom(`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, '127.0.0.1', ''),
  fc.domain(),
  fc.string({ maxLength: 30 }),
);
const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'TRACE', 'get', ''),
  url: fc
    .tuple(text, fc.oneof(fc.constant(''), fc.webQueryParameters()))
    .map(([path, query]) => (query === '' ? path : `${path}?${query}`)),
  headers: fc.record(
    {
      'content-length': fc.constantFrom('0', '1', '-1', 'x'),
      'transfer-encoding': fc.constantFrom('chunked', 'identity'),
    },
    { requiredKeys: [] },
  ),
  headersDistinct: fc.record({ host: fc.array(host, { maxLength: 2 }) }),
});

test('LB-07, LB-08, LB-09: whatever is asked, only a plain GET of a known path at our own name is read', {
  timeout: fuzzTimeoutMs,
}, () => {
  fuzz(request, (asked) => {
    const read = readLoopbackRequest(
      { ...asked, socket: { localPort: port } },
      { host: '127.0.0.1', isPath: (path) => paths.includes(path) },
    );
    if (read.kind === 'refused') {
      expect([400, 404, 405]).toContain(read.status);
      return;
    }
    expect(asked.method).toBe('GET');
    expect(asked.headersDistinct.host).toEqual([`127.0.0.1:${port}`]);
    expect(paths).toContain(asked.url.split('?')[0]);
    expect(asked.headers['transfer-encoding']).toBeUndefined();
    expect(asked.headers['content-length'] ?? '0').toBe('0');
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ConfigurationError, readConfiguration } from '../../src-main/start/configuration.ts';
import { anyJson, damaged, fuzz, fuzzTimeoutMs } from './fuzz.ts';

const good = {
  sonar: { baseUrl: 'https://sonar.example.com/v1' },
  google: { clientId: 'google-client', issuer: 'https://accounts.google.com' },
  microsoft: { clientId: 'microsoft-client', authority: 'https://login.example.com/organizations' },
};

const part = fc.oneof(
  anyJson,
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.constantFrom(
    'http://127.0.0.1:1',
    'http://localhost.evil.example',
    'file:///etc/passwd',
    'https:',
    ' ',
  ),
);
const product = fc.oneof(
  anyJson,
  fc.tuple(fc.nat(), part).map(([path, one]) => damaged(good, path, one)),
);

test('ID-13, SV-17: a configuration is taken whole and right, or refused with the key that is wrong', {
  timeout: fuzzTimeoutMs,
}, () => {
  fuzz(product, (value) => {
    try {
      const read = readConfiguration({ isPackaged: true, argv: [], env: {}, product: value });
      for (const address of [read.sonar.baseUrl, read.google.issuer, read.microsoft.authority]) {
        const { protocol, hostname, username, search } = new URL(address);
        const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
        expect(protocol === 'https:' || (protocol === 'http:' && isHere)).toBe(true);
        expect(username + search).toBe('');
      }
      expect(read.google.clientId).toMatch(/^[\x21-\x7e]+$/);
      expect(read.microsoft.clientId).toMatch(/^[\x21-\x7e]+$/);
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigurationError);
    }
  });
});

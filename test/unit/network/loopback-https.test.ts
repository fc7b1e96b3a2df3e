import { expect, test } from 'vitest';
import {
  isLoopbackHttp,
  mapLoopbackHttps,
  toHttpsSpelling,
} from '../../../src-main/network/service-url.ts';

test.each([
  ['https://127.0.0.1:4001/organizations/x?y=1', 'http://127.0.0.1:4001/organizations/x?y=1'],
  ['https://127.0.0.1:4002/', 'https://127.0.0.1:4002/'],
  ['https://localhost:4001/', 'https://localhost:4001/'],
  ['https://127.0.0.1.evil.invalid:4001/', 'https://127.0.0.1.evil.invalid:4001/'],
  ['http://127.0.0.1:4001/', 'http://127.0.0.1:4001/'],
  ['https://login.example.com/', 'https://login.example.com/'],
])('of the origins only the configured one is mapped: %s goes to %s', async (asked, sent) => {
  const seen: string[] = [];
  const record = (input: string) => {
    seen.push(input);
    return Promise.resolve(new Response());
  };
  const configured = [
    'http://127.0.0.1:4001',
    'http://login.example.com',
    'https://127.0.0.1:4002',
  ];
  await mapLoopbackHttps(record, configured)(asked, {});
  expect(seen).toEqual([sent]);
});

test.each([
  ['http://127.0.0.1:1/x', true],
  ['http://localhost/x', true],
  ['http://[::1]:1/', true],
  ['https://127.0.0.1/', false],
  ['http://127.0.0.2/', false],
  ['http://127.0.0.1.evil.invalid/', false],
  ['http://127.0.0.1@evil.invalid/', false],
])('%s as loopback http: %s', (url, expected) => {
  expect(isLoopbackHttp(url)).toBe(expected);
  expect(toHttpsSpelling(url).startsWith('https:')).toBe(expected || url.startsWith('https:'));
});

import { expect, test } from 'vitest';
import type { Fetch } from '../../../src-main/network/network.ts';
import { sendTokenRequest } from '../../../src-main/oauth/tokens.ts';
import { readGoogleError } from '../../../src-main/providers/google.ts';
import { failureOf } from './open-attempt.ts';

const tokenEndpoint = 'https://issuer.invalid/token';

function startRequest(status: number, send: (fetch: Fetch) => Promise<unknown>) {
  const sent: string[] = [];
  const body = JSON.stringify({ token_type: 'Bearer', id_token: 'a.b.c' });
  const fetch: Fetch = async (input) => {
    sent.push(input);
    return new Response(body, { status });
  };
  const exchange = sendTokenRequest(
    {
      provider: 'google',
      grantType: 'refresh_token',
      tokenEndpoint,
      readOwnError: readGoogleError,
      fetch,
      signal: new AbortController().signal,
      now: Date.now,
    },
    send,
  );
  return { sent, exchange };
}

test('TK-02: a library that tries again is not let out a second time, and the first answer counts', async () => {
  const { sent, exchange } = startRequest(503, async (fetch) => {
    await fetch(tokenEndpoint, {}).catch(() => null);
    return fetch(tokenEndpoint, {});
  });
  expect(await failureOf(exchange)).toBe('provider-busy');
  expect(sent).toEqual([tokenEndpoint]);
});

test('TK-08: a library that goes anywhere but to the token endpoint is not let out at all', async () => {
  const { sent, exchange } = startRequest(200, (fetch) => fetch('https://evil.invalid/token', {}));
  expect(await failureOf(exchange)).toBe('unexpected');
  expect(sent).toEqual([]);
});

test('what a library has against an answer is handed on, and hides no answer', async () => {
  const complaint = new Error('canary-of-the-library');
  const { exchange } = startRequest(200, async (fetch) => {
    await fetch(tokenEndpoint, {});
    throw complaint;
  });
  const { response, objection } = await exchange;
  expect(response.idToken).toBe('a.b.c');
  expect(objection).toBe(complaint);
});

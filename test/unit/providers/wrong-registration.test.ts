import { afterAll, beforeAll, expect, test } from 'vitest';
import { LoginError } from '../../../src-main/errors/login-error.ts';
import {
  type HostileProvider,
  sendJson,
  startHostileProvider,
} from '../../hostile/provider/hostile-provider.ts';
import { hostileClientId, type Style } from '../../hostile/provider/token-maker.ts';
import { openProvider, signInAt } from './open-provider.ts';

const hostile = new Map<Style, HostileProvider>();
beforeAll(async () => {
  for (const style of ['google', 'microsoft'] as const) {
    hostile.set(style, await startHostileProvider(style));
  }
});
afterAll(() => Promise.all([...hostile.values()].map((provider) => provider.close())));

/** Answers to the code exchange that say that the app is registered wrongly, or that the code is used up. */
const refusals: readonly (readonly [
  style: Style,
  what: string,
  status: number,
  error: string,
  words: string,
  number: string | undefined,
])[] = [
  [
    'google',
    'a client secret that is missing',
    400,
    'invalid_request',
    'client_secret is missing.',
    undefined,
  ],
  ['google', 'a client id that is unknown', 401, 'invalid_client', 'Unauthorized', undefined],
  ['google', 'a code that was used before', 400, 'invalid_grant', 'Bad Request', undefined],
  [
    'microsoft',
    'a registration that is not for desktops',
    401,
    'invalid_client',
    'AADSTS7000218: The request body must contain client_assertion or client_secret.',
    'AADSTS7000218',
  ],
  [
    'microsoft',
    'a code that was used before',
    400,
    'invalid_grant',
    'AADSTS54005: OAuth2 Authorization code was already redeemed.',
    'AADSTS54005',
  ],
];

test.each(refusals)(
  'B-29: at the code exchange %s refuses %s: told as turned away, with the number',
  async (style, _, status, error, words, number) => {
    const provider = hostile.get(style);
    if (provider === undefined) throw new Error('it was started');
    provider.misbehave({
      tokenEndpoint: (response) => sendJson(response, { error, error_description: words }, status),
    });
    const before = provider.counts.token;
    const ours = openProvider(style, hostileClientId, provider.address);
    const failed = await signInAt(ours).catch((thrown: unknown) => thrown);
    if (!(failed instanceof LoginError)) throw failed;
    expect(failed.code).toBe('provider-refused');
    expect(failed.facts.providerErrorNumber).toBe(number);
    expect(provider.counts.token - before).toBe(1);
  },
);

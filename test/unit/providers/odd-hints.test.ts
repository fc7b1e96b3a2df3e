import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type HostileProvider,
  startHostileProvider,
} from '../../hostile/provider/hostile-provider.ts';
import { hostileClientId } from '../../hostile/provider/token-maker.ts';
import { newAuthorizationInput, noEnd, openProvider } from './open-provider.ts';

const hints = [
  'ana+sonar@acme.test',
  "o'hara@acme.test",
  'a&b=c@acme.test',
  'a%26b%2Bc@acme.test',
  'ana_acme.test#EXT#@maple.onmicrosoft.test',
  'zoë.müller@acme.test',
  'ана@acme.test',
  'ana😀@acme.test',
  'a b@acme.test',
];

describe.each(['google', 'microsoft'] as const)('%s', (style) => {
  let hostile: HostileProvider;
  beforeAll(async () => {
    hostile = await startHostileProvider(style);
  });
  afterAll(() => hostile.close());

  test.each(hints)('B-30: the hint %s arrives unchanged', async (loginHint) => {
    const provider = openProvider(style, hostileClientId, hostile.address);
    const input = { ...newAuthorizationInput(provider), prompt: null, loginHint };
    const url = await provider.buildAuthorizationUrl(input, noEnd);
    expect(new URL(url).searchParams.getAll('login_hint')).toEqual([loginHint]);
    // As it may stand in a header of the start page.
    expect(url).toMatch(/^[\x21-\x7e]+$/);
  });
});

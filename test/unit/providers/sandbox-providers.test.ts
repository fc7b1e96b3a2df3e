import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { googleClientId, googleStyle } from '../../../services/identity-providers/google.ts';
import {
  microsoftClientId,
  microsoftStyle,
} from '../../../services/identity-providers/microsoft.ts';
import {
  peopleOfSeed,
  type RunningProvider,
  startProvider,
} from '../../../services/identity-providers/start-provider.ts';
import { defaultSeed } from '../../../services/seed/default-seed.ts';
import { createPeerOwner } from '../../../src-main/network/peer-owner.ts';
import { judgeAuthorizationResponse } from '../../../src-main/oauth/authorization-response.ts';
import { openLoopbackRedirect } from '../../../src-main/oauth/loopback-redirect.ts';
import type { IdentityProvider, ProviderTokens } from '../../../src-main/providers/definition.ts';
import {
  bringResponse,
  createCookieJar,
  openStartPage,
  signInAtProvider,
} from '../../support/browse.ts';
import { withTempFolder } from '../../support/temp-folder.ts';
import { failureOf } from '../oauth/open-attempt.ts';
import { dropRotated, newAuthorizationInput, noEnd, openProvider } from './open-provider.ts';

const standIns = {
  google: { style: googleStyle, clientId: googleClientId, mount: '' },
  microsoft: { style: microsoftStyle, clientId: microsoftClientId, mount: '/organizations' },
};

describe.each(['google', 'microsoft'] as const)('with the stand-in of %s', (name) => {
  const { style, clientId, mount } = standIns[name];
  const people = peopleOfSeed(defaultSeed.people, name);
  const [person, other] = people;
  const key = person?.key ?? '';
  let standIn: RunningProvider;
  let provider: IdentityProvider;
  const stop = Promise.withResolvers<void>();
  let stopped: Promise<void>;

  beforeAll(async () => {
    const started = Promise.withResolvers<RunningProvider>();
    stopped = withTempFolder(async (dataDirectory) => {
      const running = await startProvider(style, { dataDirectory, port: 0, clientId, people });
      started.resolve(running);
      await stop.promise;
      await running.close();
    });
    stopped.catch(started.reject);
    standIn = await started.promise;
    provider = openProvider(name, clientId, `${standIn.origin}${mount}`);
  });
  afterAll(async () => {
    stop.resolve();
    await stopped;
  });

  /** A whole sign-in but for the browser: listener, authorization request, picker, response, token request. */
  async function signIn(as: string): Promise<ProviderTokens> {
    const input = newAuthorizationInput(provider);
    const { issuer, required } = await provider.getResponseIssuer(noEnd);
    const { readOwnError } = provider;
    const { state } = input;
    const expected = { provider: name, state, issuer, issuerRequired: required, readOwnError };
    const redirect = await openLoopbackRedirect({
      host: provider.redirectHost,
      ports: { first: 0, last: 0 },
      judge: (parameters) => judgeAuthorizationResponse(parameters, expected),
      isOwnPeer: createPeerOwner(process.platform),
      onNews: () => {},
      locale: 'en',
      signal: noEnd,
      deadlineMs: 60_000,
    });
    try {
      const { redirectUri } = redirect;
      const url = await provider.buildAuthorizationUrl({ ...input, redirectUri }, noEnd);
      const cookieJar = createCookieJar();
      const startPage = redirect.newStartPage(url);
      expect(await openStartPage(cookieJar, startPage)).toBe(url);
      const { redirectUrl } = await signInAtProvider(url, as, { cookieJar });
      await bringResponse(cookieJar, redirectUrl);
      const code = await redirect.code;
      return await provider.exchangeCode({ ...input, code, redirectUri, freshSince: null }, noEnd);
    } finally {
      await redirect.close();
    }
  }

  function refresh({ identity, refreshToken }: ProviderTokens): Promise<ProviderTokens> {
    const input = { refreshToken: refreshToken ?? '', expectedKey: identity.key };
    return provider.refresh({ ...input, keep: dropRotated }, noEnd);
  }

  test('a person signs in and is silently verified again with rotating refresh tokens', async () => {
    const first = await signIn(key);
    expect(first.identity.email).toBe(person?.email);
    const second = await refresh(first);
    const third = await refresh(second);
    expect(third.identity.key).toBe(first.identity.key);
    expect(third.identity.issuedAt).toBeGreaterThan(first.identity.issuedAt);
    expect(new Set([first, second, third].map((tokens) => tokens.refreshToken)).size).toBe(3);
  });

  test('every further sign-in brings a refresh token as well', async () => {
    await signIn(key);
    expect((await signIn(key)).refreshToken).not.toBeNull();
  });

  test('a refresh token that was used before ends the session for good', async () => {
    const first = await signIn(key);
    const second = await refresh(first);
    expect(await failureOf(refresh(first))).toBe('session-expired');
    expect(await failureOf(refresh(second))).toBe('session-expired');
  });

  test('a revoked grant ends the session, an interaction that is wanted does not', async () => {
    const tokens = await signIn(key);
    standIn.control.setInteractionRequired(key, true);
    expect(await failureOf(refresh(tokens))).toBe('interaction-required');
    standIn.control.setInteractionRequired(key, false);
    standIn.control.revokeGrants(key);
    expect(await failureOf(refresh(tokens))).toBe('session-expired');
  });

  test('a provider that is down ends nothing', async () => {
    const tokens = await signIn(key);
    standIn.control.setDown(true);
    expect(await failureOf(refresh(tokens))).toBe('provider-busy');
    standIn.control.setDown(false);
    expect((await refresh(tokens)).identity.key).toBe(tokens.identity.key);
  });

  test('a renamed person is the same identity with another label', async () => {
    const renamed = other?.key ?? '';
    const tokens = await signIn(renamed);
    standIn.control.renameEmail(renamed, 'new.name@maple.example');
    const again = await refresh(tokens);
    expect(again.identity.key).toBe(tokens.identity.key);
    expect(again.identity.email).toBe('new.name@maple.example');
  });

  test('who refuses at the provider is told access-denied', async () => {
    expect(await failureOf(signIn('refuse'))).toBe('access-denied');
  });
});

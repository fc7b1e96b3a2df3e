import type { DatabaseSync } from 'node:sqlite';
import type { JWK } from 'jose';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { checkAccount } from './account-check.ts';
import type { Directory } from './directory.ts';
import { renderErrorPage } from './error-page.ts';
import { createInteractionPolicy, mountOfContext } from './interaction-policy.ts';
import type { ProviderStyle } from './provider-style.ts';
import { createRecordAdapter } from './record-adapter.ts';
import { loadCookieSecret } from './signing-key.ts';

/** Lifetimes in seconds of what a stand-in gives out from now on. */
export interface ProviderTtls {
  authorizationCode: number;
  idToken: number;
  accessToken: number;
  refreshToken: number;
  browserSession: number;
}

/** Lifetimes about as the real providers have them. */
export const defaultTtls: Readonly<ProviderTtls> = {
  authorizationCode: 60,
  idToken: 3600,
  accessToken: 3600,
  refreshToken: 180 * 24 * 3600,
  browserSession: 14 * 24 * 3600,
};

/** What the engine is configured from. */
export interface EngineInput {
  readonly style: ProviderStyle;
  readonly directory: Directory;
  readonly database: DatabaseSync;
  readonly signingKey: JWK;
  readonly clientId: string;
  readonly port: number;
  readonly ttls: ProviderTtls;
}

/** A grant of its own for each sign-in: consent is implicit, and a replayed token ends one sign-in, not all. */
async function grantFor(input: EngineInput, ctx: KoaContextWithOIDC) {
  const { oidc } = ctx;
  const { account, client, provider, params } = oidc;
  if (!account || !client) return undefined;
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  grant.addOIDCScope(String(params?.scope ?? ''));
  const consented = input.directory.hasConsented(account.accountId);
  if (input.style.wantsRefreshToken(ctx, consented)) grant.addOIDCScope('offline_access');
  await grant.save();
  return grant;
}

/** oidc-provider set up as a stand-in: one public client, PKCE with S256 always, rotation with reuse detection. */
export function createEngineConfiguration(input: EngineInput): Configuration {
  const { style, directory, database, ttls } = input;
  const lifetime = (kind: keyof ProviderTtls) => () => ttls[kind];
  const cookiePrefix = `sandbox-${style.name}-${input.port}`;
  return {
    adapter: createRecordAdapter(database),
    clients: [
      {
        client_id: input.clientId,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        redirect_uris: ['http://127.0.0.1', 'http://localhost', 'http://[::1]'],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        require_auth_time: style.canTellSignInTime,
      },
    ],
    jwks: { keys: [input.signingKey] },
    routes: style.routes,
    responseTypes: ['code'],
    clientAuthMethods: ['none'],
    claims: { ...style.claims, acr: null, auth_time: null, iss: null, sid: null },
    scopes: ['openid', 'email', 'profile', 'offline_access'],
    conformIdTokenClaims: false,
    clockTolerance: 0,
    // Browsers share cookies between the ports of a host.
    cookies: {
      keys: [loadCookieSecret(database)],
      names: {
        session: `${cookiePrefix}-session`,
        interaction: `${cookiePrefix}-interaction`,
        resume: `${cookiePrefix}-resume`,
      },
    },
    extraParams: style.extraParams,
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      revocation: { enabled: true },
      userinfo: { enabled: true },
    },
    findAccount(ctx, subject) {
      const person = checkAccount(directory, ctx, subject);
      if (!person) return undefined;
      const claims = { ...style.claimsOf(person), sub: subject };
      return { accountId: subject, claims: () => claims };
    },
    interactions: {
      policy: createInteractionPolicy(style, directory),
      url: (ctx, interaction) => `${mountOfContext(ctx)}/pick/${interaction.uid}`,
    },
    loadExistingGrant: (ctx) => grantFor(input, ctx),
    issueRefreshToken(ctx, _client, code) {
      const grant = ctx.oidc.entities.Grant;
      const isOffline = grant?.getOIDCScope().split(' ').includes('offline_access') ?? false;
      if (isOffline && code.accountId) directory.setConsented(code.accountId, true);
      return isOffline;
    },
    expiresWithSession: () => false,
    rotateRefreshToken: true,
    clientBasedCORS: () => false,
    pkce: { required: () => true },
    renderError: (ctx, out) => renderErrorPage(ctx, style, out),
    ttl: {
      AuthorizationCode: lifetime('authorizationCode'),
      IdToken: lifetime('idToken'),
      AccessToken: lifetime('accessToken'),
      RefreshToken: lifetime('refreshToken'),
      Grant: lifetime('refreshToken'),
      Session: lifetime('browserSession'),
      Interaction: 3600,
    },
  };
}

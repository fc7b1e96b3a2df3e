import type { DatabaseSync } from 'node:sqlite';
import type { JWK } from 'jose';
import { type Configuration, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { renderErrorPage } from './page.ts';
import { checkAccount, type Directory, type DirectoryEntry } from './people.ts';
import type { ProviderState } from './provider-state.ts';
import { createRecordAdapter } from './provider-store.ts';
import type { ProviderStyle } from './provider-style.ts';
import { loadCookieSecret } from './token-answer.ts';

const { Check, Prompt, base } = interactionPolicy;

/** Whether a `login_hint` means this person: an address in any case, or the subject. */
export function isHinted(person: DirectoryEntry, hint: string): boolean {
  return (
    hint === person.subject ||
    (person.email !== null && hint.toLowerCase() === person.email.toLowerCase())
  );
}

/** Browsers share cookies between the ports of a host. */
export function cookieName(
  { name }: ProviderStyle,
  port: number | string,
  what: 'session' | 'interaction' | 'resume',
): string {
  return `sandbox-${name}-${port}-${what}`;
}

/** The tenant part of an engine request's original path. */
function mountOfContext(ctx: KoaContextWithOIDC): string {
  return (ctx.req as { readonly mount?: string }).mount ?? '';
}

/**
 * When the picker is shown: no provider session, `prompt=select_account` or `login`, a session of somebody who is gone,
 * of another tenant, or not the one that `login_hint` means. Otherwise the browser goes straight through.
 * Consent is implicit, so `prompt=consent` alone asks nothing.
 */
function createInteractionPolicy(
  style: ProviderStyle,
  directory: Directory,
): readonly interactionPolicy.Prompt[] {
  const policy = base();
  const login = policy.get('login');
  const consent = policy.get('consent');
  consent?.checks.clear();
  login?.checks.add(
    new Check('session_unfit', 'the signed-in person is not the one to go on', (ctx) => {
      const { session, params, result } = ctx.oidc;
      if (!session?.accountId || result?.login) return false;
      const person = directory.findBySubject(session.accountId);
      if (!person || person.disabled || person.departed) return true;
      if (!style.admits(person, mountOfContext(ctx))) return true;
      const hint = params?.login_hint;
      return typeof hint === 'string' && hint !== '' && !isHinted(person, hint);
    }),
  );
  policy.add(new Prompt({ name: 'select_account', requestable: true }), 0);
  return policy;
}

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
  readonly state: Pick<ProviderState, 'keepsRefreshTokensBack'>;
}

/** A grant of its own for each sign-in: consent is implicit, and a replayed token ends one sign-in, not all. */
async function grantFor(input: EngineInput, ctx: KoaContextWithOIDC) {
  const { oidc } = ctx;
  const { account, client, provider, params } = oidc;
  if (!account || !client) return undefined;
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  grant.addOIDCScope(String(params?.scope ?? ''));
  const { keepsRefreshTokensBack } = input.state;
  const consented = keepsRefreshTokensBack && input.directory.hasConsented(account.accountId);
  if (input.style.wantsRefreshToken(ctx, consented)) grant.addOIDCScope('offline_access');
  await grant.save();
  return grant;
}

/** oidc-provider set up as a stand-in: one public client, PKCE with S256 always, rotation with reuse detection. */
export function createEngineConfiguration(input: EngineInput): Configuration {
  const { style, directory, database, ttls } = input;
  const lifetime = (kind: keyof ProviderTtls) => () => ttls[kind];
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
    cookies: {
      keys: [loadCookieSecret(database)],
      names: {
        session: cookieName(style, input.port, 'session'),
        interaction: cookieName(style, input.port, 'interaction'),
        resume: cookieName(style, input.port, 'resume'),
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

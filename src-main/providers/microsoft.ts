import { z } from 'zod';
import { LoginError } from '../errors/login-error.ts';
import type { Fetch } from '../network/bounded-fetch.ts';
import {
  isLoopbackHttp,
  mapLoopbackHttps,
  serviceUrl,
  toHttpsSpelling,
} from '../network/service-url.ts';
import { isGuid, tenantPlaceholder } from '../oauth/issuer.ts';
import {
  type AuthorizationInput,
  clientId,
  type IdentityProvider,
  type ProviderDefinition,
  type ProviderSurroundings,
} from './definition.ts';
import { chooseLabel, createIdentityProvider, type IdentityReader } from './identity-provider.ts';
import { createMicrosoftClient } from './microsoft-client.ts';
import { readMicrosoftError } from './microsoft-errors.ts';

/** Work and school accounts of any organization. */
const microsoftAuthority = 'https://login.microsoftonline.com/organizations';

/** MSAL adds `offline_access`, which brings the refresh token, to every request; `openid` and `profile` as well. */
const scopes = ['openid', 'profile', 'email'];

const settings = z.strictObject({ clientId, authority: serviceUrl.default(microsoftAuthority) });

/** How to reach Microsoft: by default through any work or school account. */
type MicrosoftOptions = z.input<typeof settings> & ProviderSurroundings;

/** Microsoft: work and school accounts, of any organization or of some tenants. */
export const microsoft = {
  name: 'microsoft',
  settings,
  organizations: {
    policy: {
      key: 'AllowedMicrosoftTenants',
      field: 'allowedMicrosoftTenants',
      format: 'tenant-id',
      example: ['8a9f1d52-6c1e-4b0b-9d63-2f5f0a6c7e11'],
      title: {
        en: 'Allowed Microsoft tenants',
        'fr-CA': 'Locataires Microsoft autorisés',
        es: 'Inquilinos de Microsoft permitidos',
      },
      help: {
        en: 'Tenant ids (GUIDs) whose people may sign in. Not set: any tenant. Checked on the ID token.',
        'fr-CA':
          'Identifiants de locataire (GUID) dont les personnes peuvent se connecter. Non défini : tous. Vérifié dans le jeton d’identité.',
        es: 'Identificadores de inquilino (GUID) cuyas personas pueden iniciar sesión. Sin definir: cualquiera. Se comprueba en el token de identidad.',
      },
    },
    anyOrganizationHint: null,
  },
  errorNumber: /^AADSTS\d{1,9}$/,
  explainError: (number) =>
    `https://login.microsoftonline.com/error?code=${number.replace(/\D/g, '')}`,
  consentAddress: adminConsentAddress,
  sharedComputerWarning: null,
  // `end_session_endpoint` of its discovery document.
  signOutAddress: ({ authority }) => `${authority.replace(/\/$/, '')}/oauth2/v2.0/logout`,
  create: createMicrosoftProvider,
} as const satisfies ProviderDefinition<z.output<typeof settings>>;

/**
 * Where an administrator of an organization can agree for everybody; `tenant` as id, or any organization. It is the
 * address of "Grant tenant-wide admin consent": the one below `/v2.0` wants a `redirect_uri`, and nobody listens on ours
 * while no sign-in runs.
 */
function adminConsentAddress(clientId: string, tenant = 'organizations'): string {
  const url = new URL(
    `https://login.microsoftonline.com/${encodeURIComponent(tenant)}/adminconsent`,
  );
  url.searchParams.set('client_id', clientId);
  return url.href;
}

/** Microsoft through MSAL's manual path, where the redirect URI and the listener on it are ours. */
export function createMicrosoftProvider(options: MicrosoftOptions): IdentityProvider {
  const { clientId } = options;
  const authority = readAuthority(options.authority ?? microsoftAuthority);
  if (authority === null) throw new LoginError('unexpected', { provider: 'microsoft' });
  const registration = { clientId, authority: authority.url };
  return createIdentityProvider(
    {
      name: 'microsoft',
      // Microsoft ignores the port of a registered loopback redirect URI only when its host is `localhost`.
      redirectHost: 'localhost',
      consentBringsRefreshToken: false,
      clientId,
      expectedMetadata: {
        url: `${authority.url}/v2.0/.well-known/openid-configuration`,
        isRightIssuer: (issuer) => isAuthorityIssuer(issuer, authority),
        endpointOrigins: authority.origins,
      },
      hasRightIssuer: (claims, { issuer }) => isTenantIssuer(claims, issuer),
      readIdentity: readMicrosoftIdentity,
      readOwnError: readMicrosoftError,
      tellsSignInTime: true,
      async buildAuthorizationUrl(input, metadata) {
        const client = await createMicrosoftClient(registration, metadata, refuseFetch);
        const url = new URL(await client.getAuthCodeUrl(readInput(input)));
        if (!input.offline) dropOfflineAccess(url.searchParams);
        return url.href;
      },
      async sendCode(input, { metadata, fetch, correlationId }) {
        const { code, codeVerifier, nonce, redirectUri, offline } = input;
        const send = offline ? fetch : withoutOfflineAccess(fetch);
        const client = await createMicrosoftClient(registration, metadata, send);
        const request = { code, codeVerifier, nonce, redirectUri, scopes, correlationId };
        return client.acquireTokenByCode(request);
      },
      async sendRefreshToken(refreshToken, { metadata, fetch, correlationId }) {
        const client = await createMicrosoftClient(registration, metadata, fetch);
        return client.acquireTokenByRefreshToken({ refreshToken, scopes, correlationId });
      },
    },
    { ...options, fetch: mapLoopbackHttps(options.fetch, [new URL(authority.url).origin]) },
  );
}

function readInput(input: AuthorizationInput) {
  return {
    scopes,
    responseMode: 'query' as const,
    redirectUri: input.redirectUri,
    state: input.state,
    nonce: input.nonce,
    codeChallenge: input.codeChallenge,
    codeChallengeMethod: 'S256',
    ...(input.prompt === null ? {} : { prompt: input.prompt }),
    ...(input.loginHint === null ? {} : { loginHint: input.loginHint }),
    ...(input.domainHint === null ? {} : { domainHint: input.domainHint }),
  };
}

/** Takes out of a request what MSAL has added: a refresh token is not wanted. */
function dropOfflineAccess(parameters: URLSearchParams): void {
  const asked = parameters.get('scope')?.split(' ') ?? [];
  parameters.set('scope', asked.filter((scope) => scope !== 'offline_access').join(' '));
}

function withoutOfflineAccess(fetch: Fetch): Fetch {
  return (input, init) => {
    const form = new URLSearchParams(String(init.body));
    dropOfflineAccess(form);
    return fetch(input, { ...init, body: form.toString() });
  };
}

/** Building an address needs no network. */
const refuseFetch: Fetch = () =>
  Promise.reject(new LoginError('unexpected', { provider: 'microsoft' }));

/** Authorities that stand for many tenants; their metadata have `{tenantid}` in the issuer. */
const sharedTenants = new Set(['organizations', 'common']);

/** An authority taken apart: `https://host/tenant`. */
interface Authority {
  readonly url: string;
  readonly tenant: string;
  /** The origin, and its https spelling when it is plain loopback http. */
  readonly origins: readonly string[];
}

/** Reads `https://host/tenant`, or http on loopback; null for anything else. */
function readAuthority(authority: string): Authority | null {
  if (!URL.canParse(authority)) return null;
  const { origin, pathname, protocol, search, hash, username } = new URL(authority);
  const tenant = /^\/([\w.-]+)\/?$/.exec(pathname)?.[1];
  if (tenant === undefined || search !== '' || hash !== '' || username !== '') return null;
  if (protocol !== 'https:' && !isLoopbackHttp(authority)) return null;
  const origins = [...new Set([origin, new URL(toHttpsSpelling(origin)).origin])];
  return { url: `${origin}/${tenant}`, tenant, origins };
}

/** Whether a discovery document of this authority may name that issuer. */
function isAuthorityIssuer(issuer: string, { tenant, origins }: Authority): boolean {
  return origins.some((origin) => {
    const id =
      issuer.startsWith(`${origin}/`) && issuer.endsWith('/v2.0')
        ? issuer.slice(origin.length + 1, -'/v2.0'.length)
        : '';
    if (sharedTenants.has(tenant)) return id === tenantPlaceholder;
    return isGuid(tenant) ? id.toLowerCase() === tenant.toLowerCase() : isGuid(id);
  });
}

type Claims = Readonly<Record<string, unknown>>;

/** Whether `iss` is the issuer of exactly the tenant that `tid` names. */
function isTenantIssuer({ iss, tid }: Claims, issuer: string): boolean {
  return isGuid(tid) && iss === issuer.replace(tenantPlaceholder, tid) && iss.includes(`/${tid}/`);
}

/**
 * The identity is tenant and object id: the same for every app, and kept when the address changes. A tenant may put any
 * address into `email`; the name to sign in with is in a domain of its own. People decide by what they are shown, so the
 * address is shown only where its domain's owner is known.
 */
export const readMicrosoftIdentity: IdentityReader = (claims) => {
  const { tid, oid, preferred_username, xms_edov: isOwner } = claims;
  if (!isGuid(tid) || !isGuid(oid)) return null;
  const email = isOwner === true || isOwner === '1' ? claims.email : null;
  return {
    provider: 'microsoft',
    key: `${tid.toLowerCase()} ${oid.toLowerCase()}`,
    email: chooseLabel(email, preferred_username),
    organization: tid.toLowerCase(),
  };
};

import { createHash, randomUUID } from 'node:crypto';
import type { Person } from './people.ts';
import type { ProviderStyle } from './provider-style.ts';

/** The client id (an application id) of the seeded public client. */
export const microsoftClientId = '5a1f0c52-7c1e-4a55-9d0b-52f2d1f2c001';

const sharedTenants = new Set(['organizations', 'common', 'consumers']);
/** The numbers that Microsoft explains these errors by, for people. */
const errorNumbers: Partial<Record<string, number>> = {
  interaction_required: 50076,
  invalid_grant: 50173,
};

const routes = {
  authorization: '/oauth2/v2.0/authorize',
  token: '/oauth2/v2.0/token',
  jwks: '/discovery/v2.0/keys',
  revocation: '/oauth2/v2.0/revoke',
  userinfo: '/oidc/userinfo',
};

/** Microsoft's `sub` is pairwise: another one for each client (OpenID Connect Core section 8.1). */
export function microsoftSubject(tid: string, oid: string): string {
  return createHash('sha256').update(`${microsoftClientId} ${tid} ${oid}`).digest('base64url');
}

function base64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/**
 * Microsoft as MSAL meets it in its default protocol mode: authority `http://127.0.0.1:P/organizations` (`/common`,
 * `/{tid}`), discovery at `{authority}/v2.0/.well-known/openid-configuration`.
 *
 * Every address in the discovery document is plain loopback http, the issuer too: for the shared tenants it is the
 * literal template `http://127.0.0.1:P/{tenantid}/v2.0`, and the `iss` of an ID token is that with the person's `tid`.
 * MSAL wants an https authority, and a discovered issuer of the authority's own scheme; so a caller that gives MSAL
 * `https://127.0.0.1:P/…` either passes it this document as `authorityMetadata` or rewrites the scheme on the way.
 * The token answer carries `client_info`, the authorization response no `iss`, as in life.
 */
export const microsoftStyle: ProviderStyle = {
  name: 'microsoft',
  title: 'Microsoft',
  accent: ['#0067b8', '#75b6e7'],
  routes,
  signOutPath: '/oauth2/v2.0/logout',
  claims: {
    openid: ['sub'],
    email: ['email', 'xms_edov'],
    profile: ['name', 'preferred_username', 'oid', 'tid'],
  },
  fixedClaims: { ver: '2.0' },
  sendsResponseIssuer: false,
  advertisesRevocation: false,
  canTellSignInTime: true,
  // Registered as `http://localhost`: any port and path, but that host.
  allowsRedirect: (url) => url.hostname === 'localhost',
  mountOf(path, directory) {
    if (path === routes.userinfo) return '';
    const tenant = path.split('/')[1] ?? '';
    const isTenant =
      sharedTenants.has(tenant) || directory.list().some(({ claims }) => claims.tid === tenant);
    return isTenant ? `/${tenant}` : null;
  },
  // In life only `/common` lets personal accounts in; here every story must be within reach of one authority.
  admits(person, mount) {
    const tenant = mount.slice(1);
    return tenant === '' || sharedTenants.has(tenant) || person.claims.tid === tenant;
  },
  claimsOf: ({ email, name, claims }) => ({
    ...(email === null ? {} : { email, preferred_username: email }),
    name,
    ...claims,
  }),
  issuerOf: (person, origin) => `${origin}/${person.claims.tid}/v2.0`,
  answer(_request, path, mount, origin) {
    if (path !== '/v2.0/.well-known/openid-configuration') return undefined;
    const base = `${origin}${mount}`;
    const issuerTenant = sharedTenants.has(mount.slice(1)) ? '{tenantid}' : mount.slice(1);
    return {
      status: 200,
      body: {
        issuer: `${origin}/${issuerTenant}/v2.0`,
        authorization_endpoint: `${base}${routes.authorization}`,
        token_endpoint: `${base}${routes.token}`,
        jwks_uri: `${base}${routes.jwks}`,
        userinfo_endpoint: `${origin}${routes.userinfo}`,
        end_session_endpoint: `${base}${this.signOutPath}`,
        response_types_supported: ['code'],
        response_modes_supported: ['query', 'fragment', 'form_post'],
        subject_types_supported: ['pairwise'],
        id_token_signing_alg_values_supported: ['RS256'],
        scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
        token_endpoint_auth_methods_supported: ['none'],
        code_challenge_methods_supported: ['S256'],
        claims_supported: [
          'sub',
          'iss',
          'tid',
          'oid',
          'preferred_username',
          'name',
          'email',
          'ver',
        ],
        tenant_region_scope: null,
      },
    };
  },
  wantsRefreshToken: ({ oidc }) =>
    String(oidc.params?.scope ?? '')
      .split(' ')
      .includes('offline_access'),
  extraParams: {
    client_info: null,
    domain_hint: null,
    // The engine drops `offline_access` without `prompt=consent` (OpenID Connect Core section 11); Microsoft does not.
    sso_reload(ctx) {
      const requested = String(ctx.query.scope ?? '').split(' ');
      if (!ctx.oidc.params || !requested.includes('offline_access')) return;
      const kept = String(ctx.oidc.params.scope ?? '').split(' ');
      if (!kept.includes('offline_access')) {
        ctx.oidc.params.scope = [...kept, 'offline_access'].join(' ').trim();
      }
    },
  },
  tokenExtras(person, error) {
    if (error) {
      const number = errorNumbers[error.error];
      const description = error.error_description ?? error.error;
      return {
        error_description: number === undefined ? description : `AADSTS${number}: ${description}`,
        error_codes: number === undefined ? [] : [number],
        trace_id: randomUUID(),
        correlation_id: randomUUID(),
      };
    }
    if (!person) return {};
    const { oid, tid } = person.claims;
    return { client_info: base64url({ uid: oid, utid: tid }) };
  },
  withEmail: (person) => person.claims,
  successorOf(person): Person {
    const oid = randomUUID();
    return {
      ...person,
      key: `${person.key}-2`,
      subject: microsoftSubject(String(person.claims.tid), oid),
      claims: { ...person.claims, oid },
    };
  },
};

import { isLoopbackHttp, toHttpsSpelling } from '../network/loopback-https.ts';
import { isGuid, tenantPlaceholder } from '../oauth/issuer.ts';
import { chooseLabel } from './identity-label.ts';
import type { IdentityReader } from './provider-tokens.ts';

type Claims = Readonly<Record<string, unknown>>;

/** Work and school accounts of any organization. */
export const microsoftAuthority = 'https://login.microsoftonline.com/organizations';

/** Authorities that stand for many tenants; their metadata have `{tenantid}` in the issuer. */
const sharedTenants = new Set(['organizations', 'common']);

/** An authority taken apart: `https://host/tenant`. */
export interface Authority {
  readonly url: string;
  readonly tenant: string;
  /** The origin, and its https spelling when it is plain loopback http. */
  readonly origins: readonly string[];
}

/** Reads `https://host/tenant`, or http on loopback; null for anything else. */
export function readAuthority(authority: string): Authority | null {
  if (!URL.canParse(authority)) return null;
  const { origin, pathname, protocol, search, hash, username } = new URL(authority);
  const tenant = /^\/([\w.-]+)\/?$/.exec(pathname)?.[1];
  if (tenant === undefined || search !== '' || hash !== '' || username !== '') return null;
  if (protocol !== 'https:' && !isLoopbackHttp(authority)) return null;
  const origins = [...new Set([origin, new URL(toHttpsSpelling(origin)).origin])];
  return { url: `${origin}/${tenant}`, tenant, origins };
}

/** Whether a discovery document of this authority may name that issuer. */
export function isAuthorityIssuer(issuer: string, { tenant, origins }: Authority): boolean {
  return origins.some((origin) => {
    const id =
      issuer.startsWith(`${origin}/`) && issuer.endsWith('/v2.0')
        ? issuer.slice(origin.length + 1, -'/v2.0'.length)
        : '';
    if (sharedTenants.has(tenant)) return id === tenantPlaceholder;
    return isGuid(tenant) ? id.toLowerCase() === tenant.toLowerCase() : isGuid(id);
  });
}

/** Whether `iss` is the issuer of exactly the tenant that `tid` names. */
export function isTenantIssuer({ iss, tid }: Claims, issuer: string): boolean {
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

/** An identity: who the provider says somebody is. */
export type Identity =
  | { readonly provider: string; readonly issuer: string; readonly subject: string }
  | { readonly provider: 'microsoft'; readonly tid: string; readonly oid: string };

/** A stand-in on this machine listens on another port after each start and is still the same issuer. */
function issuerName(issuer: string): string {
  const url = new URL(issuer);
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  return isLoopback ? `${url.protocol}//${url.hostname}${url.pathname}` : issuer;
}

/** The key of an identity: Microsoft `tid` + `oid`, any other's `iss` + `sub`. The e-mail is no part of it. */
export function identityKeyOf(identity: Identity): string {
  return 'issuer' in identity
    ? `${identity.provider} ${issuerName(identity.issuer)} ${identity.subject}`
    : `microsoft ${identity.tid} ${identity.oid}`;
}

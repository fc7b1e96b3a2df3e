import { randomInt } from 'node:crypto';
import type { Person } from './people.ts';
import type { ProviderStyle } from './provider-style.ts';

/** The client id of the seeded desktop client; a client secret may be sent and proves nothing. */
export const googleClientId = '407408718192-sandbox.apps.googleusercontent.com';

/** A 21-digit account number, as Google's `sub` is one. */
function newSubject(): string {
  return `1${Array.from({ length: 20 }, () => randomInt(10)).join('')}`;
}

/**
 * Google as the app meets it: issuer `http://127.0.0.1:P`, discovery below it, a native client that may use any
 * loopback redirect URI and must use PKCE, `iss` in the authorization response (RFC 9207), and a refresh token for
 * `access_type=offline`: always, or where the control says so only at the first consent and with `prompt=consent`.
 */
export const googleStyle: ProviderStyle = {
  name: 'google',
  title: 'Google',
  accent: ['#0b57d0', '#a8c7fa'],
  routes: {
    authorization: '/o/oauth2/v2/auth',
    token: '/token',
    jwks: '/oauth2/v3/certs',
    revocation: '/revoke',
    userinfo: '/v1/userinfo',
  },
  signOutPath: '/Logout',
  claims: { openid: ['sub', 'hd'], email: ['email', 'email_verified'], profile: ['name'] },
  fixedClaims: {},
  sendsResponseIssuer: true,
  advertisesRevocation: true,
  canTellSignInTime: false,
  allowsRedirect: () => true,
  mountOf: () => '',
  admits: () => true,
  claimsOf: ({ email, name, claims }) => ({
    ...(email === null ? {} : { email }),
    name,
    ...claims,
  }),
  issuerOf: (_person, origin) => origin,
  answer: () => undefined,
  wantsRefreshToken({ oidc }, consented) {
    const prompts = String(oidc.params?.prompt ?? '').split(' ');
    return oidc.params?.access_type === 'offline' && (prompts.includes('consent') || !consented);
  },
  extraParams: { access_type: null, hd: null, include_granted_scopes: null },
  tokenExtras: () => ({}),
  withEmail(person, email) {
    return typeof person.claims.hd === 'string'
      ? { ...person.claims, hd: email.slice(email.indexOf('@') + 1) }
      : person.claims;
  },
  successorOf: (person): Person => ({ ...person, key: `${person.key}-2`, subject: newSubject() }),
};

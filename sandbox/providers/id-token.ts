import { type JWK, decodeJwt, importJWK, SignJWT } from 'jose';
import type { Directory } from './directory.ts';
import type { ProviderState } from './provider-state.ts';
import type { ProviderStyle } from './provider-style.ts';

/** What an ID token is reshaped with. */
export interface ReshapeInput {
  readonly idToken: string;
  readonly isRenewal: boolean;
  readonly origin: string;
  readonly style: ProviderStyle;
  readonly directory: Directory;
  readonly signingKey: JWK;
  readonly state: Pick<ProviderState, 'tellsSignInTime'>;
}

/**
 * Signs the engine's ID token again as the real provider would have made it: the issuer of the person's tenant, no
 * `nonce` after a renewal (OpenID Connect Core section 12.2), a later `iat` each time, `auth_time` where the provider has
 * it and the registration asks for it, none of the engine's own claims.
 */
export async function reshapeIdToken(input: ReshapeInput): Promise<string> {
  const { style, directory, signingKey } = input;
  const { sid: _sid, nonce, auth_time: signedInAt, ...claims } = decodeJwt(input.idToken);
  const tellsSignInTime = style.canTellSignInTime && input.state.tellsSignInTime;
  const subject = String(claims.sub);
  const person = directory.findBySubject(subject);
  if (!person) throw new Error('an ID token for nobody in the directory');
  const issuedAt = directory.nextIssuedAt(subject, Number(claims.iat));
  const lifetime = Number(claims.exp) - Number(claims.iat);
  return new SignJWT({
    ...claims,
    ...style.fixedClaims,
    ...(tellsSignInTime ? { auth_time: signedInAt } : {}),
    ...(input.isRenewal || nonce === undefined ? {} : { nonce }),
    iss: style.issuerOf(person, input.origin),
    iat: issuedAt,
    exp: issuedAt + lifetime,
  })
    .setProtectedHeader({
      alg: 'RS256',
      typ: 'JWT',
      ...(signingKey.kid ? { kid: signingKey.kid } : {}),
    })
    .sign(await importJWK(signingKey, 'RS256'));
}

import { LoginError } from '../errors/login-error.ts';
import { type ExpectedIdToken, verifyIdToken } from '../oauth/id-token.ts';
import type { TokenExchange } from '../oauth/token-request.ts';
import type { ProviderTokens, VerifiedIdentity } from './provider.ts';

/** The parts of an identity that its claims give; null when they do not have the provider's shapes. */
export type IdentityReader = (
  claims: Readonly<Record<string, unknown>>,
) => Pick<VerifiedIdentity, 'provider' | 'key' | 'email' | 'organization'> | null;

/**
 * Verifies what a token endpoint gave and makes the identity of it. With `expectedKey` (a refresh) another identity
 * than that one is `identity-mismatch`.
 */
export async function verifyTokens(
  { response, objection }: TokenExchange,
  expected: Omit<ExpectedIdToken, 'serverDateMs'>,
  readIdentity: IdentityReader,
  expectedKey: string | null,
  signal: AbortSignal,
): Promise<ProviderTokens> {
  const { idToken, refreshToken, serverDateMs } = response;
  if (idToken === null) throw new LoginError('identity-not-verified');
  const claims = await verifyIdToken(idToken, { ...expected, serverDateMs }, signal);
  const identity = readIdentity(claims);
  // A library may know a reason that we do not; that it is content is not enough, that it is not is.
  if (identity === null || objection !== null) {
    throw new LoginError('identity-not-verified', {}, objection);
  }
  if (expectedKey !== null && identity.key !== expectedKey) {
    throw new LoginError('identity-mismatch');
  }
  return { identity: { ...identity, idToken, issuedAt: Number(claims.iat) }, refreshToken };
}

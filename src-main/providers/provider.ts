import type { Provider as ProviderName } from '../../preload/contract.ts';
import type { ReadOwnError } from '../oauth/provider-error.ts';

/** What is verified of a person once an ID token has passed every check. */
export interface VerifiedIdentity {
  readonly provider: ProviderName;
  /** Key of the identity: Google `iss` + `sub`, Microsoft `tid` + `oid`, joined by a space. */
  readonly key: string;
  /** A label and a hint, never a key. */
  readonly email: string | null;
  /** Google's `hd` or the Microsoft `tid`, for policy. */
  readonly organization: string | null;
  /** The ID token as it came, to be sent to Sonar once. */
  readonly idToken: string;
  /** The `iat` claim, seconds since 1970. */
  readonly issuedAt: number;
}

/** What the token endpoint gave, ID token verified. */
export interface ProviderTokens {
  readonly identity: VerifiedIdentity;
  /** Absent when the provider kept the old one valid (RFC 6749 section 6). */
  readonly refreshToken: string | null;
}

/** What an authorization request needs; the values live for one attempt. */
export interface AuthorizationInput {
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly codeChallenge: string;
  /** Show the provider's account picker (`prompt=select_account`), ask for the password (`login`), or neither. */
  readonly prompt: 'select_account' | 'login' | null;
  readonly loginHint: string | null;
  /** Restricts the picker to one Google Workspace domain; a hint, checked again on the claims. */
  readonly domainHint: string | null;
  /** Whether a refresh token is asked for; not on a shared computer, where nobody may be signed in silently. */
  readonly offline: boolean;
}

/** Google or Microsoft: the same four questions. Every method ends by its signal with a `LoginError`. */
export interface IdentityProvider {
  readonly name: ProviderName;
  /** `127.0.0.1` or `localhost`, as the provider's registration wants it in the redirect URI. */
  readonly redirectHost: '127.0.0.1' | 'localhost';
  /** What the errors of its own say, be they in the browser's answer or the token endpoint's. */
  readonly readOwnError: ReadOwnError;
  /** Whether the authorization response must carry `iss` (RFC 9207), and which value. */
  getResponseIssuer(
    signal: AbortSignal,
  ): Promise<{ readonly issuer: string; readonly required: boolean }>;
  /** The address to open in the browser (RFC 6749 section 4.1.1, RFC 7636, RFC 8252). */
  buildAuthorizationUrl(input: AuthorizationInput, signal: AbortSignal): Promise<string>;
  /**
   * Exchanges the code, once, and verifies the ID token with `nonce`. Without `offline` no refresh token comes out of
   * it, whatever was sent.
   */
  exchangeCode(
    input: {
      readonly code: string;
      readonly redirectUri: string;
      readonly codeVerifier: string;
      readonly nonce: string;
      readonly offline: boolean;
      /**
       * When the attempt began whose person had to sign in anew, milliseconds since 1970; null: nobody asked for that.
       * Only a provider that tells when a person signed in is held to it.
       */
      readonly freshSince: number | null;
    },
    signal: AbortSignal,
  ): Promise<ProviderTokens>;
  /** Gets a fresh ID token silently. */
  refresh(
    input: {
      readonly refreshToken: string;
      /** The key of the identity that it must be. */
      readonly expectedKey: string;
      /**
       * Is given the refresh token that takes the place of the one that was sent, before anything else is done with the
       * answer: the provider may already have dropped the old one, whatever comes of the ID token beside it.
       */
      readonly keep: (rotated: string) => Promise<void>;
    },
    signal: AbortSignal,
  ): Promise<ProviderTokens>;
}

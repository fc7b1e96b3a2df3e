import { z } from 'zod';
import type { Provider as ProviderName } from '../../preload/contract/providers.ts';
import type { Locale } from '../../preload/contract/state.ts';
import type { Fetch, Now } from '../network/bounded-fetch.ts';
import type { ReadOwnError } from '../oauth/provider-error.ts';

/** The rest of the application that a provider needs. */
export interface ProviderSurroundings {
  readonly fetch: Fetch;
  readonly now: Now;
  /** Milliseconds for each network call; 10 s unless a test is in a hurry. */
  readonly deadlineMs?: number;
}

/** Text for administrators, in every language of the product. */
type Texts = Readonly<Record<Locale, string>>;

/** What an organization is at a provider, and the policy that lets the people of some of them in only. */
interface OrganizationRule {
  readonly policy: {
    readonly key: string;
    readonly field: string;
    readonly format: 'domain' | 'tenant-id';
    readonly example: readonly string[];
    readonly title: Texts;
    readonly help: Texts;
  };
  /** The domain hint that means "any organization, no personal account"; null: the policy gives no hint. */
  readonly anyOrganizationHint: string | null;
}

/**
 * A provider as one object: everything that the app knows of it before it asks it anything. What people call it stands in
 * the contract and its mark in the renderer; configuration, policy, log, self-test and buttons are made from the list.
 */
export interface ProviderDefinition<Settings extends object = { readonly clientId: string }> {
  readonly name: ProviderName;
  /** Its part of the configuration. The default issuer stands here. */
  readonly settings: z.ZodType<Settings>;
  /** Null: the people of all organizations may sign in. */
  readonly organizations: OrganizationRule | null;
  /** The numbers and words that its own errors are told by; what has another form gets into no log. */
  readonly errorNumber: RegExp | null;
  /** Where the provider explains such a number or word. */
  explainError(number: string): string;
  /**
   * Where an administrator can agree to the app for everybody in `organization`, or in their own; null where the provider
   * has no such page.
   */
  readonly consentAddress: ((clientId: string, organization?: string) => string) | null;
  /** The page at which a person ends its session in their browser, for all of their accounts there. */
  signOutAddress(settings: Settings): string;
  /** What administrators are told of a shared computer on which it may be used. */
  readonly sharedComputerWarning: { readonly code: string; readonly words: string } | null;
  /** Makes the provider; throws for settings that nobody should sign in with. */
  create(options: Settings & ProviderSurroundings): IdentityProvider;
}

/** What the app is known by at a provider. */
export const clientId = z
  .string('must be a text')
  .min(1, 'must not be empty')
  .max(500, 'must have at most 500 characters')
  .regex(/^[\x21-\x7e]*$/, 'must have no spaces');

/** What is verified of a person once an ID token has passed every check. */
export interface VerifiedIdentity {
  readonly provider: ProviderName;
  /** Key of the identity: Microsoft `tid` + `oid`, any other `iss` + `sub`, joined by a space. */
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
  /**
   * Show the provider's account picker (`prompt=select_account`), ask for the password (`login`) or for the person's
   * agreement (`consent`), or for none of these.
   */
  readonly prompt: 'select_account' | 'login' | 'consent' | null;
  readonly loginHint: string | null;
  /** Restricts the picker to one Google Workspace domain; a hint, checked again on the claims. */
  readonly domainHint: string | null;
  /** Whether a refresh token is asked for; not on a shared computer, where nobody may be signed in silently. */
  readonly offline: boolean;
}

/** A provider that can be asked: the same four questions at each. Every method ends by its signal with a `LoginError`. */
export interface IdentityProvider {
  readonly name: ProviderName;
  /** `127.0.0.1` or `localhost`, as the provider's registration wants it in the redirect URI. */
  readonly redirectHost: '127.0.0.1' | 'localhost';
  /** Whether a refresh token that did not come by itself may come with the person's agreement (`prompt=consent`). */
  readonly consentBringsRefreshToken: boolean;
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

import type { OAuth2Client } from 'google-auth-library';
import { z } from 'zod';
import { LoginError } from '../errors/login-error.ts';
import type { Fetch } from '../network/bounded-fetch.ts';
import { isLoopbackHttp, serviceUrl } from '../network/service-url.ts';
import type { ProviderMetadata } from '../oauth/issuer.ts';
import type { ErrorAnswer, ErrorMeaning, OwnError } from '../oauth/provider-error.ts';
import {
  type AuthorizationInput,
  clientId,
  type IdentityProvider,
  type ProviderDefinition,
  type ProviderSurroundings,
} from './definition.ts';
import { chooseLabel, createIdentityProvider, type IdentityReader } from './identity-provider.ts';

/** Google's issuer. */
const googleIssuer = 'https://accounts.google.com';

const scopes = ['openid', 'email', 'profile'];

/** The secret that Google gives desktop clients is none (RFC 8252 section 8.5). */
const settings = z.strictObject({
  clientId,
  clientSecret: clientId.optional(),
  issuer: serviceUrl.default(googleIssuer),
});

/** How to reach Google: its own issuer by default. */
type GoogleOptions = z.input<typeof settings> & ProviderSurroundings;

/** Google: any Google account, or those of some Workspace domains. */
export const google = {
  name: 'google',
  settings,
  organizations: {
    policy: {
      key: 'AllowedGoogleDomains',
      field: 'allowedGoogleDomains',
      format: 'domain',
      example: ['example.com'],
      title: {
        en: 'Allowed Google domains',
        'fr-CA': 'Domaines Google autorisés',
        es: 'Dominios de Google permitidos',
      },
      help: {
        en: 'Primary domains of the Google Workspace organizations whose people may sign in; a domain alias matches nobody. Not set: any domain and personal Google accounts. Checked on the ID token (hd).',
        'fr-CA':
          'Domaines principaux des organisations Google Workspace dont les personnes peuvent se connecter; un alias de domaine ne correspond à personne. Non défini : tous, comptes Google personnels compris. Vérifié dans le jeton d’identité (hd).',
        es: 'Dominios principales de las organizaciones de Google Workspace cuyas personas pueden iniciar sesión; un alias de dominio no corresponde a nadie. Sin definir: cualquiera, también cuentas personales de Google. Se comprueba en el token de identidad (hd).',
      },
    },
    anyOrganizationHint: '*',
  },
  errorNumber: /^[a-z]{1,16}(?:_[a-z]{1,16}){0,4}$/,
  explainError: () => 'https://support.google.com/accounts/answer/16668185',
  consentAddress: null,
  sharedComputerWarning: {
    code: 'google-asks-no-password',
    words:
      'on a shared computer Google asks for no password while its session in the browser lasts. Clear the browser when it closes, or allow Microsoft only.',
  },
  // Google's discovery document names no such page.
  signOutAddress: ({ issuer }) =>
    issuer === googleIssuer
      ? 'https://accounts.google.com/Logout'
      : new URL('/Logout', issuer).href,
  create: createGoogleProvider,
} as const satisfies ProviderDefinition<z.output<typeof settings>>;

/** Google through google-auth-library; endpoints come from the issuer's discovery document. */
export function createGoogleProvider(options: GoogleOptions): IdentityProvider {
  const { clientId, issuer = googleIssuer } = options;
  if (!URL.canParse(issuer) || !(issuer.startsWith('https://') || isLoopbackHttp(issuer))) {
    throw new LoginError('unexpected', { provider: 'google' });
  }
  return createIdentityProvider(
    {
      name: 'google',
      redirectHost: '127.0.0.1',
      // Google says that installed apps always get one; people were seen to get none once they had agreed (ADR 0016).
      consentBringsRefreshToken: true,
      clientId,
      expectedMetadata: {
        url: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        isRightIssuer: (found) => found === issuer,
        endpointOrigins: googleEndpointOrigins(issuer),
      },
      hasRightIssuer: ({ iss }) => isGoogleIssuer(iss, issuer),
      readIdentity: createGoogleIdentityReader(issuer),
      readOwnError: readGoogleError,
      // Google knows no `prompt=login` and gives no `auth_time`: nothing there makes a person type a password.
      tellsSignInTime: false,
      async buildAuthorizationUrl(input, metadata) {
        const { CodeChallengeMethod } = await import('google-auth-library');
        const client = await createGoogleClient(options, metadata, refuseFetch);
        return client.generateAuthUrl({
          ...readInput(input),
          code_challenge_method: CodeChallengeMethod.S256,
        });
      },
      async sendCode({ code, codeVerifier, redirectUri }, { metadata, fetch }) {
        const client = await createGoogleClient(options, metadata, fetch);
        return client.getToken({ code, codeVerifier, redirect_uri: redirectUri });
      },
      async sendRefreshToken(refreshToken, { metadata, fetch }) {
        const client = await createGoogleClient(options, metadata, fetch);
        client.setCredentials({ refresh_token: refreshToken });
        return client.refreshAccessToken();
      },
    },
    options,
  );
}

/** Google knows no `prompt=login`; its account picker comes nearest. */
function readInput(input: AuthorizationInput) {
  const prompt = input.prompt === 'login' ? 'select_account' : input.prompt;
  return {
    scope: scopes,
    access_type: input.offline ? 'offline' : 'online',
    ...(prompt === null ? {} : { prompt }),
    redirect_uri: input.redirectUri,
    state: input.state,
    nonce: input.nonce,
    code_challenge: input.codeChallenge,
    ...(input.loginHint === null ? {} : { login_hint: input.loginHint }),
    ...(input.domainHint === null ? {} : { hd: input.domainHint }),
  };
}

/** Building an address needs no network. */
const refuseFetch: Fetch = () =>
  Promise.reject(new LoginError('unexpected', { provider: 'google' }));

/** Where Google has its endpoints; codes and refresh tokens go to no other host. */
const googleOrigins = [
  googleIssuer,
  'https://oauth2.googleapis.com',
  'https://www.googleapis.com',
] as const;

/** The origins that an issuer's endpoints may be on: Google's compiled list, else the issuer's own. */
function googleEndpointOrigins(issuer: string): readonly string[] {
  return issuer === googleIssuer ? googleOrigins : [new URL(issuer).origin];
}

/** Whether `iss` is the configured issuer; Google may also write its own without the scheme. */
function isGoogleIssuer(iss: unknown, issuer: string): boolean {
  return iss === issuer || (issuer === googleIssuer && iss === 'accounts.google.com');
}

/**
 * The identity is issuer and subject; the key always has the issuer as configured. An address that Google has not verified
 * is not shown: people decide by it whose identity it is.
 */
export function createGoogleIdentityReader(issuer: string): IdentityReader {
  return ({ sub, email, email_verified: isVerified, hd }) => ({
    provider: 'google',
    key: `${issuer} ${String(sub)}`,
    email: chooseLabel(isVerified === true ? email : null),
    organization: isDomain(hd) ? hd.toLowerCase() : null,
  });
}

/** In either form of a domain with an umlaut; policy compares them as one. */
function isDomain(hd: unknown): hd is string {
  return typeof hd === 'string' && /^[\p{L}\p{M}\p{N}.-]{1,253}$/u.test(hd);
}

/**
 * Google's own words, in `error` or `error_subtype`, and who can put each right. Most of these Google tells the person on
 * its own page and sends no answer at all; some come back from the token endpoint, for a refresh above all.
 *
 * Source: "Authorization errors", https://developers.google.com/identity/protocols/oauth2/native-app, and
 * https://support.google.com/accounts/answer/16668185, the page that explains them to people.
 */
const meaningOfWord: ReadonlyMap<string, ErrorMeaning> = new Map([
  // The Workspace administrator does not let the app in, or has not set it up.
  ['admin_policy_enforced', 'administrator'],
  ['access_not_configured', 'administrator'],
  // The app is registered for the accounts of one organization.
  ['org_internal', 'administrator'],
  ['rate_limit_exceeded', 'busy'],
]);

/** Looks Google's own words up; one that is in the table is told as it is, any other not at all. */
export function readGoogleError({ error, reasons }: ErrorAnswer): OwnError {
  const word = [error, ...reasons].find((candidate) => meaningOfWord.has(candidate));
  return word === undefined
    ? { meaning: null, number: null }
    : { meaning: meaningOfWord.get(word) ?? null, number: word };
}

/**
 * A client of google-auth-library for one call, so that nothing stays in it. It talks through our `fetch`, tries
 * nothing again (by itself it would send a code or a refresh token up to four times), and does without the library's
 * request interceptors, which can log a request with its verifier and code.
 */
async function createGoogleClient(
  { clientId, clientSecret }: GoogleOptions,
  metadata: ProviderMetadata,
  fetch: Fetch,
): Promise<OAuth2Client> {
  // Loaded when first needed: the window must not wait for it.
  const { ClientAuthentication, OAuth2Client } = await import('google-auth-library');
  const client = new OAuth2Client({
    clientId,
    ...(clientSecret === undefined ? {} : { clientSecret }),
    clientAuthentication:
      clientSecret === undefined
        ? ClientAuthentication.None
        : ClientAuthentication.ClientSecretPost,
    endpoints: {
      oauth2AuthBaseUrl: metadata.authorizationEndpoint,
      oauth2TokenUrl: metadata.tokenEndpoint,
    },
    issuers: [metadata.issuer],
    useAuthRequestParameters: false,
    transporterOptions: {
      fetchImplementation: (input, init) => fetch(String(input), init ?? {}),
    },
  });
  client.transporter.interceptors.request.add({
    resolved: async (options) => {
      options.retry = false;
      delete options.retryConfig;
      return options;
    },
  });
  return client;
}

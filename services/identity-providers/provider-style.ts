import type { IncomingMessage } from 'node:http';
import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import type { Directory, DirectoryEntry, Person } from './people.ts';

/** Paths below the issuer, as the real provider lays them out. */
export interface ProviderRoutes {
  readonly authorization: string;
  readonly token: string;
  readonly jwks: string;
  readonly revocation: string;
  readonly userinfo: string;
}

/** A JSON answer that a stand-in gives by itself, without the OpenID engine. */
export interface OwnAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What makes a stand-in Google or Microsoft; everything else is the same engine. */
export interface ProviderStyle {
  readonly name: 'google' | 'microsoft';
  /** As the picker calls it. */
  readonly title: string;
  /** Colour of the picker's accents, light and dark. */
  readonly accent: readonly [light: string, dark: string];
  readonly routes: ProviderRoutes;
  /** Where a browser signs out of all of its accounts here. */
  readonly signOutPath: string;
  /** Scope → claims it opens, as oidc-provider takes it. */
  readonly claims: Readonly<Record<string, readonly string[]>>;
  /** Claims that every ID token has, whatever the scope. */
  readonly fixedClaims: Readonly<Record<string, string>>;
  /** Whether the authorization response carries `iss` (RFC 9207). */
  readonly sendsResponseIssuer: boolean;
  readonly advertisesRevocation: boolean;
  /** Whether ID tokens can say when the person signed in (`auth_time`), as an optional claim of the registration. */
  readonly canTellSignInTime: boolean;
  /** Whether a redirect URI, known to be loopback http, suits the client's registration. */
  allowsRedirect(url: URL): boolean;
  /** Which part of the path is the mount (a tenant), `''` if none; null: no such tenant. */
  mountOf(path: string, directory: Directory): string | null;
  /** Whether somebody may sign in at this mount. */
  admits(person: Person, mount: string): boolean;
  /** Everything the directory says of a person, as claims. */
  claimsOf(person: Person): Record<string, unknown>;
  /** The `iss` of a person's ID tokens. */
  issuerOf(person: Person, origin: string): string;
  /** An answer of the style's own, such as a discovery document; undefined: the engine answers. */
  answer(
    request: IncomingMessage,
    path: string,
    mount: string,
    origin: string,
  ): OwnAnswer | undefined;
  /** Whether this authorization earns a refresh token; `consented`: an earlier one did, and the control says that it counts. */
  wantsRefreshToken(ctx: KoaContextWithOIDC, consented: boolean): boolean;
  /** Parameters beyond the standard that the engine must keep, with what to do when they are read. */
  readonly extraParams: Readonly<Record<string, null | ((ctx: KoaContextWithOIDC) => void)>>;
  /** Members that the real token endpoint adds to an answer or an error. */
  tokenExtras(
    person: DirectoryEntry | undefined,
    error: ErrorOut | undefined,
  ): Record<string, unknown>;
  /** Changes the claims of a person who gets another address. */
  withEmail(person: Person, email: string): Person['claims'];
  /** The same address, another human being. */
  successorOf(person: Person): Person;
}

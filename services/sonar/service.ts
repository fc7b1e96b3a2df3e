import type { Database } from './database/database.ts';
import type { IdTokenVerifier } from './id-token/verify-id-token.ts';
import type { TimeLimits, TryLimits } from './options.ts';
import type { Passwords } from './passwords/hash.ts';

/** What every operation is given; built once by `startSonarService`. */
export interface Service {
  readonly database: Database;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Read at each use, because the control may change it. */
  readonly ttl: () => TimeLimits;
  readonly tryLimits: TryLimits;
  /** Waits, milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly passwords: Passwords;
  /** The names of those whose ID tokens are believed. */
  readonly providers: readonly string[];
  readonly verifyIdToken: IdTokenVerifier;
  /** What softphones' credentials are made with, and where they register; null: at their organization's domain. */
  readonly registrar: { readonly secret: string; readonly webSocket: string | null };
}

/** A moment as the contract writes it. */
export function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** The day of a moment, in UTC, as the contract writes it. */
export function day(milliseconds: number): string {
  return timestamp(milliseconds).slice(0, 10);
}

import { setTimeout } from 'node:timers/promises';
import type { Seed } from '../seed/seed.ts';
import { defaultPasswordCost, type PasswordCost } from './passwords/hash.ts';
import { newSecret } from './secrets.ts';

/** Whose ID tokens are believed. Issuer and authority are https, or http on loopback. */
export interface Trust {
  readonly google: { readonly issuer: string; readonly clientId: string };
  readonly microsoft: { readonly authority: string; readonly clientId: string };
  /** Further ones, by their names on the wire, that keep to OpenID Connect; none speaks for an address. */
  readonly openId?: Readonly<Record<string, OpenIdTrust>>;
}

/** An issuer, and the app as it knows it. */
export interface OpenIdTrust {
  readonly issuer: string;
  readonly clientId: string;
}

/** How long things live, in milliseconds. */
export interface TimeLimits {
  readonly accessToken: number;
  readonly refreshToken: number;
  readonly ticket: number;
  /** When the app should have proved the identity again, and how long it may be late. */
  readonly reverify: number;
  readonly reverifyGrace: number;
  readonly idempotentAnswer: number;
  /** The same for an answer to somebody who is not signed in: it may hold a session or a ticket. */
  readonly openingAnswer: number;
  readonly provisioning: number;
  /** How long after a proof in person what lasts may be changed. */
  readonly freshProof: number;
  /** From the issue of a break-glass code to the end of whatever it opened. */
  readonly breakGlass: number;
}

/**
 * How many wrong passwords in a window. Strict for a username from one network or with one identity, looser for each
 * alone. `overall`: from so many wrong ones of strangers on, strangers have to take turns.
 */
export interface TryLimits {
  readonly pair: number;
  readonly identity: number;
  readonly address: number;
  readonly username: number;
  readonly overall: number;
  readonly windowMs: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The figures that the contract promises. */
export const defaultTimeLimits: TimeLimits = {
  accessToken: 15 * minuteMs,
  refreshToken: 30 * 24 * hourMs,
  ticket: 10 * minuteMs,
  reverify: 12 * hourMs,
  reverifyGrace: 72 * hourMs,
  idempotentAnswer: 24 * hourMs,
  openingAnswer: 10 * minuteMs,
  provisioning: hourMs,
  freshProof: 10 * minuteMs,
  breakGlass: 12 * hourMs,
};

/** The figures that the contract promises. */
export const defaultTryLimits: TryLimits = {
  pair: 5,
  identity: 30,
  address: 60,
  username: 50,
  overall: 300,
  windowMs: 15 * minuteMs,
};

/** What a service is started with. */
export interface SonarServiceOptions {
  /** Where `sonar.sqlite` lives; made when missing. */
  readonly dataDir: string;
  /** 0: any free port. */
  readonly port: number;
  /** Fills the database when it is new. */
  readonly seed: Seed;
  readonly trust: Trust;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly ttl?: Partial<TimeLimits>;
  readonly tryLimits?: Partial<TryLimits>;
  readonly passwordCost?: PasswordCost;
  /** Key and certificate, PEM; absent: plain http. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Waits, milliseconds. */
  readonly pause?: (milliseconds: number) => Promise<void>;
  /** How long after a fetch of a provider's keys an unknown key causes no other, milliseconds. */
  readonly keyCoolDownMs?: number;
  /** Absent: nobody here checks the credentials that softphones get. */
  readonly registrar?: SharedWithRegistrar;
}

/** What the service knows of the registrar that checks its softphones' credentials. */
export interface SharedWithRegistrar {
  /** What the passwords are made with. */
  readonly secret: string;
  /** Where pages register, whatever their organization. */
  readonly webSocket: string;
}

/** The options with every default filled in. */
export function withDefaults(options: SonarServiceOptions) {
  return {
    now: options.now ?? Date.now,
    ttl: { ...defaultTimeLimits, ...options.ttl },
    tryLimits: { ...defaultTryLimits, ...options.tryLimits },
    passwordCost: options.passwordCost ?? defaultPasswordCost,
    pause: options.pause ?? ((milliseconds: number) => setTimeout(milliseconds)),
    keyCoolDownMs: options.keyCoolDownMs ?? 10_000,
    registrar: options.registrar ?? { secret: newSecret(), webSocket: null },
  };
}

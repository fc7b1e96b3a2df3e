import type { Seed } from '../seed/seed.ts';
import { defaultPasswordCost, type PasswordCost } from './passwords/hash.ts';

/** Whose ID tokens are believed. Issuer and authority are https, or http on loopback. */
export interface Trust {
  readonly google: { readonly issuer: string; readonly clientId: string };
  readonly microsoft: { readonly authority: string; readonly clientId: string };
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
  readonly provisioning: number;
  /** How long after a proof in person what lasts may be changed. */
  readonly freshProof: number;
}

/** How many wrong passwords in a window; strict for a username with an identity or device, looser for each alone. */
export interface TryLimits {
  readonly pair: number;
  readonly username: number;
  readonly device: number;
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
  provisioning: hourMs,
  freshProof: 10 * minuteMs,
};

/** Five tries for a pair, fifty for a username and thirty for a device, in fifteen minutes. */
export const defaultTryLimits: TryLimits = {
  pair: 5,
  username: 50,
  device: 30,
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
  /** How long after a fetch of a provider's keys an unknown key causes no other, milliseconds. */
  readonly keyCoolDownMs?: number;
}

/** The options with every default filled in. */
export function withDefaults(options: SonarServiceOptions) {
  return {
    now: options.now ?? Date.now,
    ttl: { ...defaultTimeLimits, ...options.ttl },
    tryLimits: { ...defaultTryLimits, ...options.tryLimits },
    passwordCost: options.passwordCost ?? defaultPasswordCost,
    keyCoolDownMs: options.keyCoolDownMs ?? 10_000,
  };
}

import { hashOf } from '../secrets.ts';
import type { Service } from '../service.ts';
import { usernameKeyOf } from './username-key.ts';

/** Who tries which username from where; `identityId` null: a password sign-in. */
export interface PasswordTry {
  readonly username: string;
  readonly identityId: string | null;
  readonly deviceId: string;
}

/** A counted try, or when the next one is allowed (milliseconds since 1970). */
export type CountedTry =
  | { readonly allowed: true; readonly triesLeft: number }
  | { readonly allowed: false; readonly retryAt: number };

type Scope = 'pair' | 'username' | 'device';

interface Counter {
  readonly scope: Scope;
  readonly key: string;
  readonly limit: number;
}

/** Strict for a username with an identity (or device) together; looser for each alone. */
function countersOf({ tryLimits }: Service, attempt: PasswordTry, isKnownPair: boolean): Counter[] {
  const username = usernameKeyOf(attempt.username);
  const partner = attempt.identityId ?? `device ${attempt.deviceId}`;
  const pair = { scope: 'pair', key: `${partner} ${username}`, limit: tryLimits.pair } as const;
  const device = { scope: 'device', key: attempt.deviceId, limit: tryLimits.device } as const;
  // The looser limit of a username must not lock its owner out: where it has been opened before, it does not count.
  if (isKnownPair) return [pair, device];
  return [pair, device, { scope: 'username', key: username, limit: tryLimits.username }];
}

interface Window {
  readonly tries: number;
  readonly window_ends_at: number;
}

function windowOf({ database, now }: Service, { scope, key }: Counter): Window | undefined {
  return database.get<Window>(
    'SELECT tries, window_ends_at FROM password_tries WHERE scope = ? AND key_hash = ? AND window_ends_at > ?',
    scope,
    hashOf(key),
    now(),
  );
}

/** Whether this identity or device has opened the account of this username before. */
function isKnown({ database }: Service, attempt: PasswordTry): boolean {
  const username = usernameKeyOf(attempt.username);
  return (
    database.get(
      `SELECT 1 FROM accounts WHERE username_key = ? AND (
         EXISTS (SELECT 1 FROM devices WHERE account_id = accounts.id AND device_id = ?) OR
         EXISTS (SELECT 1 FROM links WHERE account_id = accounts.id AND identity_id = ?))`,
      username,
      attempt.deviceId,
      attempt.identityId,
    ) !== undefined
  );
}

/**
 * Counts a try before the password is looked at and before anything else can happen, so that a thousand at once are
 * counted like a thousand in a row, and a killed process forgets none. Usernames that do not exist count alike.
 */
export function countTry(service: Service, attempt: PasswordTry): CountedTry {
  const { database, now, tryLimits } = service;
  return database.transaction(() => {
    const counters = countersOf(service, attempt, isKnown(service, attempt));
    const windows = counters.map((counter) => ({ counter, window: windowOf(service, counter) }));
    const full = windows.flatMap(({ counter, window }) =>
      window && window.tries >= counter.limit ? [window.window_ends_at] : [],
    );
    if (full.length > 0) return { allowed: false, retryAt: Math.max(...full) };
    for (const { counter, window } of windows) {
      database.run(
        'INSERT OR REPLACE INTO password_tries VALUES (?, ?, ?, ?)',
        counter.scope,
        hashOf(counter.key),
        (window?.tries ?? 0) + 1,
        window?.window_ends_at ?? now() + tryLimits.windowMs,
      );
    }
    const [pair] = windows;
    return { allowed: true, triesLeft: tryLimits.pair - (pair?.window?.tries ?? 0) - 1 };
  });
}

/** Takes a try back that turned out right; the pair starts afresh. */
export function forgiveTry(service: Service, attempt: PasswordTry): void {
  service.database.transaction(() => {
    for (const { scope, key } of countersOf(service, attempt, isKnown(service, attempt))) {
      service.database.run(
        `UPDATE password_tries SET tries = CASE scope WHEN 'pair' THEN 0 ELSE max(tries - 1, 0) END
         WHERE scope = ? AND key_hash = ?`,
        scope,
        hashOf(key),
      );
    }
  });
}

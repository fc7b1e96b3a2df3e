import { isIPv6 } from 'node:net';
import type { TryLimits } from '../options.ts';
import { hashOf } from '../secrets.ts';
import type { Service } from '../service.ts';

/** Who tries which username from where; `identityId` null: a password sign-in. */
export interface PasswordTry {
  readonly username: string;
  /** Of an identity that was proved to this service. */
  readonly identityId: string | null;
  /** Of the client's end of the connection. */
  readonly address: string;
}

interface Counter {
  readonly scope: 'pair' | 'identity' | 'address' | 'username' | 'overall';
  readonly key: string;
  readonly limit: number;
}

/** A counted try, or when the next one is allowed (milliseconds since 1970). */
export type CountedTry =
  | {
      readonly allowed: true;
      readonly triesLeft: number;
      /** How long to wait before the password is looked at, milliseconds. */
      readonly waitMs: number;
      /** To take it back. */
      readonly counters: readonly Counter[];
    }
  | { readonly allowed: false; readonly retryAt: number };

/** A stranger waits so long for a turn, milliseconds; a turn that is further away is refused. */
const longestWaitMs = 5_000;

const firstSpacingMs = 250;

const longestSpacingMs = 8_000;

/**
 * Counts a try before the password is looked at and before anything else can happen, so that a thousand at once are
 * counted like a thousand in a row, and a killed process forgets none. Usernames that do not exist count alike. A try
 * that is refused counts nowhere, so that one who is stopped cannot use up what others have.
 */
export function countTry(service: Service, attempt: PasswordTry): CountedTry {
  const { database, now, tryLimits } = service;
  return database.transaction(() => {
    const known = acquaintanceOf(service, attempt);
    const counters = countersOf(service, attempt, known);
    const windows = counters.map((counter) => ({
      counter,
      window: windowOf(service, counter.scope, counter.key),
    }));
    const full = windows.flatMap(({ counter, window }) =>
      window && window.tries >= counter.limit ? [window.window_ends_at] : [],
    );
    if (full.length > 0) return { allowed: false, retryAt: Math.max(...full) };
    let turnAt = now();
    if (!known.identity && !known.origin) {
      const { scope, key, limit } = strangers(tryLimits);
      const window = windowOf(service, scope, key);
      turnAt = Math.max(turnAt, window?.next_turn_at ?? 0);
      if (turnAt - now() > longestWaitMs) return { allowed: false, retryAt: turnAt };
      const spacing = spacingOf(window?.tries ?? 0, limit);
      store(service, scope, key, window, spacing === 0 ? 0 : turnAt + spacing);
      counters.push(strangers(tryLimits));
    }
    for (const { counter, window } of windows) store(service, counter.scope, counter.key, window);
    const left = windows.map(({ counter, window }) => counter.limit - (window?.tries ?? 0) - 1);
    const waitMs = turnAt - now();
    return { allowed: true, triesLeft: Math.min(...left), waitMs, counters };
  });
}

/** Takes a try back that turned out right; its pairs start afresh. */
export function forgiveTry(service: Service, counters: readonly Counter[]): void {
  const { database } = service;
  database.transaction(() => {
    for (const { scope, key } of counters) {
      database.run(
        `UPDATE password_tries SET tries = CASE scope WHEN 'pair' THEN 0 ELSE max(tries - 1, 0) END
         WHERE scope = ? AND key_hash = ?`,
        scope,
        hashOf(key),
      );
    }
  });
}

interface Acquaintance {
  /** The identity has an active link to the account. */
  readonly identity: boolean;
  /** The account has been opened from this network. */
  readonly origin: boolean;
}

/** By what this service knows itself: a device's own id, say, is whatever the client makes up. */
function acquaintanceOf({ database }: Service, attempt: PasswordTry): Acquaintance {
  const username = usernameKeyOf(attempt.username);
  const identity = database.get(
    `SELECT 1 FROM links JOIN accounts ON accounts.id = links.account_id
     WHERE username_key = ? AND identity_id = ? AND state = 'active'`,
    username,
    attempt.identityId,
  );
  const origin = database.get(
    `SELECT 1 FROM account_origins JOIN accounts ON accounts.id = account_origins.account_id
     WHERE username_key = ? AND origin_hash = ?`,
    username,
    hashOf(originOf(attempt.address)),
  );
  return { identity: identity !== undefined, origin: origin !== undefined };
}

function countersOf(
  { tryLimits }: Service,
  { username: typed, identityId, address }: PasswordTry,
  known: Acquaintance,
): Counter[] {
  const username = usernameKeyOf(typed);
  const origin = originOf(address);
  const { pair, identity: ofIdentity, address: ofAddress, username: ofUsername } = tryLimits;
  const counters: Counter[] = [{ scope: 'address', key: origin, limit: ofAddress }];
  if (identityId !== null) {
    counters.push({ scope: 'pair', key: `identity ${identityId} ${username}`, limit: pair });
    counters.push({ scope: 'identity', key: identityId, limit: ofIdentity });
  }
  // An identity that opens the account is stopped by its own tries only, not by a neighbour's.
  if (known.identity) return counters;
  counters.push({ scope: 'pair', key: `address ${origin} ${username}`, limit: pair });
  // The limit of a username must not lock its owner out: from where it has been opened before, it does not count.
  if (!known.origin) counters.push({ scope: 'username', key: username, limit: ofUsername });
  return counters;
}

/** What strangers are counted by all together: one password over all usernames from everywhere is slow, too. */
const strangers = ({ overall: limit }: TryLimits): Counter => ({
  scope: 'overall',
  key: '',
  limit,
});

function spacingOf(tries: number, limit: number): number {
  const over = tries - limit;
  if (over < 0) return 0;
  return Math.min(firstSpacingMs * 2 ** Math.floor((4 * over) / limit), longestSpacingMs);
}

interface Window {
  readonly tries: number;
  readonly window_ends_at: number;
  readonly next_turn_at: number;
}

function windowOf({ database, now }: Service, scope: string, key: string): Window | undefined {
  return database.get<Window>(
    'SELECT * FROM password_tries WHERE scope = ? AND key_hash = ? AND window_ends_at > ?',
    scope,
    hashOf(key),
    now(),
  );
}

function store(
  { database, now, tryLimits }: Service,
  scope: string,
  key: string,
  window: Window | undefined,
  nextTurnAt = 0,
): void {
  database.run(
    'INSERT OR REPLACE INTO password_tries VALUES (?, ?, ?, ?, ?)',
    scope,
    hashOf(key),
    (window?.tries ?? 0) + 1,
    window?.window_ends_at ?? now() + tryLimits.windowMs,
    nextTurnAt,
  );
}

/** What a username is compared by, in the database and in the counters alike: composed, trimmed, lower case. */
export function usernameKeyOf(username: string): string {
  return username.normalize('NFC').trim().toLowerCase();
}

/**
 * What a client's address is counted by: an IPv4 address, or the /64 network of an IPv6 one, for who has one address of
 * it has them all.
 */
export function originOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  return isIPv6(address) ? `${groupsOf(address).slice(0, 4).join(':')}::/64` : address;
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): readonly string[] {
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const split = (part: string | undefined) => (part ? part.split(':') : []);
  const left = split(head);
  const right = split(tail);
  const missing = Array.from({ length: Math.max(8 - left.length - right.length, 0) }, () => '0');
  const groups = tail === undefined ? left : [...left, ...missing, ...right];
  return groups.map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''));
}

/**
 * Remembers that the account was opened or renewed from there. A connection that was ended before its address was read
 * has none, and must not make everybody known who ends theirs.
 */
export function noteOrigin({ database, now }: Service, accountId: string, address: string): void {
  if (address === '') return;
  database.run(
    'INSERT OR REPLACE INTO account_origins VALUES (?, ?, ?)',
    accountId,
    hashOf(originOf(address)),
    now(),
  );
}

/** From nowhere is the account known any more. */
export function forgetOrigins({ database }: Service, accountId: string): void {
  database.run('DELETE FROM account_origins WHERE account_id = ?', accountId);
}

import { isIPv6 } from 'node:net';
import { hashOf } from '../secrets.ts';
import type { Service } from '../service.ts';

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
 * What a client's address is counted by: an IPv4 address, or the /64 network of an IPv6 one, for who has one address of
 * it has them all.
 */
export function originOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  return isIPv6(address) ? `${groupsOf(address).slice(0, 4).join(':')}::/64` : address;
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

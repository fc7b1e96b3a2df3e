import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** How much work one hash is: scrypt's N, r and p (RFC 7914). */
export interface PasswordCost {
  readonly n: number;
  readonly r: number;
  readonly p: number;
}

/** OWASP's figures for scrypt at 16 MiB: p makes up for the smaller N. */
export const defaultPasswordCost: PasswordCost = { n: 16_384, r: 8, p: 5 };

/** Salted slow hashes of passwords, computed off the main thread. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Does the same work whether or not there is a hash to compare with. */
  verify(password: string, stored: string | null): Promise<boolean>;
}

const hashBytes = 32;

function derive(password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> {
  const options: ScryptOptions = {
    N: cost.n,
    r: cost.r,
    p: cost.p,
    maxmem: 256 * cost.n * cost.r,
  };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, hashBytes, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

function format(salt: Buffer, key: Buffer, { n, r, p }: PasswordCost): string {
  return ['scrypt', n, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

function parse(stored: string): { salt: Buffer; key: Buffer; cost: PasswordCost } {
  const [name, n, r, p, salt, key] = stored.split('$');
  if (name !== 'scrypt' || !salt || !key) throw new Error('not a password hash');
  return {
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
    cost: { n: Number(n), r: Number(r), p: Number(p) },
  };
}

/** Hashes as `scrypt$N$r$p$salt$key`; a hash made at another cost still verifies. */
export function createPasswords(cost: PasswordCost): Passwords {
  const nobody = format(randomBytes(16), randomBytes(hashBytes), cost);
  return {
    async hash(password) {
      const salt = randomBytes(16);
      return format(salt, await derive(password, salt, cost), cost);
    },
    async verify(password, stored) {
      const { salt, key, cost: storedCost } = parse(stored ?? nobody);
      const candidate = await derive(password, salt, storedCost);
      return timingSafeEqual(candidate, key) && stored !== null;
    },
  };
}

import { hash } from 'node:crypto';
import { EmbeddedJWK, type JWK, type JWTPayload, jwtVerify } from 'jose';
import { ServiceProblem } from '../problem.ts';
import { hashOf } from '../secrets.ts';
import type { Service } from '../service.ts';

/** What the `DPoP` header of a request proves (RFC 9449): that its sender has a key. */
export type DeviceProof =
  | { readonly kind: 'none' }
  | { readonly kind: 'unusable'; readonly reason: string }
  | {
      readonly kind: 'key';
      /** RFC 7638. */
      readonly thumbprint: string;
      /** The `jti` claim: each is good once. */
      readonly proofId: string;
      /** The `ath` claim: the refresh token that it is used with, hashed; null without one. */
      readonly tokenHash: string | null;
    };

/** No header. */
export const noProof: DeviceProof = { kind: 'none' };

/** By these names this service is known, on whatever port; the real one has names of its own. */
const ownHosts: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];
const longestProof = 4_096;
/** At least so long a proof is remembered that came with an ID token or a ticket. */
const shortestMemoryMs = 48 * 3_600_000;

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= longest;
}

function isOwnAddress(htu: unknown, path: string): boolean {
  if (!isText(htu, 2_048) || !URL.canParse(htu)) return false;
  const url = new URL(htu);
  // A gateway may have put something before the path.
  const isHttp = url.protocol === 'http:' || url.protocol === 'https:';
  return isHttp && url.pathname.endsWith(path) && ownHosts.includes(url.hostname);
}

function readClaims(payload: JWTPayload, method: string, path: string): string | null {
  // Not compared with a clock: people's clocks are wrong, and the proof is good once, with a token that is good once.
  if (typeof payload.iat !== 'number') return 'iat';
  if (payload.htm !== method) return 'htm';
  if (!isOwnAddress(payload.htu, path)) return 'htu';
  if (!isText(payload.jti, 128)) return 'jti';
  return payload.ath === undefined || isText(payload.ath, 128) ? null : 'ath';
}

/** RFC 7638 section 3 of a key that has checked a signature. jose goes to another thread for it, which takes longer. */
function thumbprintOf({ crv, kty, x, y }: JWK): string {
  return hash('sha256', JSON.stringify({ crv, kty, x, y }), 'base64url');
}

/** Reads a proof for a request of `method` to `path`; never rejects. */
export async function readProof(
  header: string | string[] | undefined,
  method: string,
  path: string,
): Promise<DeviceProof> {
  if (header === undefined) return noProof;
  if (!isText(header, longestProof)) return { kind: 'unusable', reason: 'size' };
  try {
    const { payload, protectedHeader } = await jwtVerify(header, EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: ['ES256'],
    });
    const wrong = readClaims(payload, method, path);
    if (wrong !== null || !protectedHeader.jwk) {
      return { kind: 'unusable', reason: wrong ?? 'jwk' };
    }
    return {
      kind: 'key',
      thumbprint: thumbprintOf(protectedHeader.jwk),
      proofId: payload.jti ?? '',
      tokenHash: typeof payload.ath === 'string' ? payload.ath : null,
    };
  } catch {
    return { kind: 'unusable', reason: 'signature' };
  }
}

function proofHash({ thumbprint, proofId }: Extract<DeviceProof, { kind: 'key' }>): string {
  return hash('sha256', `${thumbprint} ${proofId}`, 'base64url');
}

/**
 * Uses a proof up; false when it was used before. It is remembered for as long as a refresh token lives: a request that
 * was recorded must not count as the owner's later, when it could have its token answered, or end the session by it.
 */
export function useProof({ database, now, ttl }: Service, proof: DeviceProof): boolean {
  if (proof.kind !== 'key') return true;
  return (
    database.run(
      'INSERT OR IGNORE INTO used_proofs VALUES (?, ?)',
      proofHash(proof),
      now() + Math.max(ttl().refreshToken, shortestMemoryMs),
    ) > 0
  );
}

/**
 * Refuses with `bad-request` a proof that is no good, for a request that opens a session or goes on to one; uses nothing
 * up. Asked before anything else is looked at, so that nobody can try a password under it.
 */
export function requireGoodProof({ database }: Service, proof: DeviceProof): void {
  if (proof.kind === 'unusable') {
    throw new ServiceProblem('bad-request', { detail: `header DPoP ${proof.reason}` });
  }
  if (proof.kind !== 'key') return;
  if (database.get('SELECT 1 FROM used_proofs WHERE hash = ?', proofHash(proof)) !== undefined) {
    throw new ServiceProblem('bad-request', { detail: 'header DPoP used before' });
  }
}

/** The thumbprint of the key that was proved, or null. */
export function keyOf(proof: DeviceProof): string | null {
  return proof.kind === 'key' ? proof.thumbprint : null;
}

/** Whether a proof was made for this refresh token. */
export function isProofFor(proof: DeviceProof, refreshToken: string): boolean {
  return proof.kind === 'key' && proof.tokenHash === hashOf(refreshToken);
}

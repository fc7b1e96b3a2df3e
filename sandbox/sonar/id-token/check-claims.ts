import type { JWTPayload } from 'jose';
import { ServiceProblem } from '../problem.ts';

/** How far two clocks may be apart, seconds. */
export const clockToleranceSeconds = 60;
/** The oldest ID token that still starts something, and the longest life one may claim, seconds. */
const oldestSeconds = 3_600;
const longestLifeSeconds = 86_400;

/** Refuses an ID token; the reason goes to the audit and never into the answer. */
export function refuse(reason: string): never {
  throw new ServiceProblem('identity-not-verified', {}, reason);
}

/** The claim as a string of 1 to `longest` characters, or refused. */
export function textClaim(payload: JWTPayload, name: string, longest = 255): string {
  const value = payload[name];
  if (typeof value !== 'string' || value === '' || value.length > longest) refuse(`claim ${name}`);
  return value;
}

/** Audience exactly this client (OpenID Connect Core section 3.1.3.7, points 3 to 5). */
export function checkAudience(payload: JWTPayload, clientId: string): void {
  const { aud } = payload;
  const isOurs =
    aud === clientId || (Array.isArray(aud) && aud.length === 1 && aud[0] === clientId);
  if (!isOurs) refuse('audience');
  if (payload.azp !== undefined && payload.azp !== clientId) refuse('authorized party');
}

function numericDate(payload: JWTPayload, name: 'iat' | 'exp'): number {
  const value = payload[name];
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) refuse(`claim ${name}`);
  return value;
}

/** Times against `nowSeconds`; from the future means that a clock is wrong and is said so (`clock-skew`). */
export function checkTimes(payload: JWTPayload, nowSeconds: number): { issuedAt: number } {
  const issuedAt = numericDate(payload, 'iat');
  const expiresAt = numericDate(payload, 'exp');
  const latest = nowSeconds + clockToleranceSeconds;
  if (issuedAt > latest) throw new ServiceProblem('clock-skew', {}, 'issued in the future');
  if (payload.nbf !== undefined) {
    if (typeof payload.nbf !== 'number') refuse('claim nbf');
    if (payload.nbf > latest) throw new ServiceProblem('clock-skew', {}, 'not valid yet');
  }
  if (expiresAt <= nowSeconds - clockToleranceSeconds) refuse('expired');
  if (issuedAt < nowSeconds - oldestSeconds) refuse('issued too long ago');
  if (expiresAt - issuedAt > longestLifeSeconds) refuse('lives too long');
  return { issuedAt };
}

/** What the nonce must be: exactly a value, or absent or a value after a renewal. */
export type ExpectedNonce =
  | { readonly kind: 'exactly'; readonly value: string }
  | { readonly kind: 'absent-or'; readonly value: string | null };

/** Compares the `nonce` claim; answers it. */
export function checkNonce(payload: JWTPayload, expected: ExpectedNonce): string | null {
  const { nonce } = payload;
  if (nonce === undefined && expected.kind === 'absent-or') return null;
  if (typeof nonce !== 'string' || nonce !== expected.value) refuse('nonce');
  return nonce;
}

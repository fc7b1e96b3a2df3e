import { parseStrictObject } from './strict-json.ts';

/** Longest ID token that is looked at; real ones have one to four kilobytes. */
const maxIdTokenLength = 32 * 1024;

/** Header and claims of an ID token, parsed but not believed. */
export interface IdTokenParts {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

/**
 * Splits a compact JWS (RFC 7515 section 7.1) into its parsed parts, or answers null when it is not exactly that:
 * three segments of canonical base64url, the first two strict JSON objects.
 */
export function splitIdToken(idToken: unknown): IdTokenParts | null {
  if (typeof idToken !== 'string' || idToken.length > maxIdTokenLength) return null;
  const segments = idToken.split('.', 4);
  const [header, claims, signature] = segments.map(decodeSegment);
  if (segments.length !== 3 || !header || !claims || !signature) return null;
  const parsedHeader = parseUtf8Object(header);
  const parsedClaims = parseUtf8Object(claims);
  if (parsedHeader === null || parsedClaims === null) return null;
  return { header: parsedHeader, claims: parsedClaims };
}

/** Refuses what a lenient decoder would mend: padding, other alphabets, bits left over at the end. */
function decodeSegment(segment: string): Buffer | null {
  const bytes = Buffer.from(segment, 'base64url');
  return segment !== '' && bytes.toString('base64url') === segment ? bytes : null;
}

function parseUtf8Object(bytes: Buffer): Readonly<Record<string, unknown>> | null {
  try {
    return parseStrictObject(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

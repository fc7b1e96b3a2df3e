/** Longest address that mail allows (RFC 5321 section 4.5.3.1). */
const maxLength = 320;

/** The first claim that can be shown as an address: one line of visible characters; null when none can. */
export function chooseLabel(...claims: readonly unknown[]): string | null {
  for (const claim of claims) {
    if (typeof claim !== 'string' || claim.length > maxLength) continue;
    if (/^[\p{L}\p{M}\p{N}\p{P}\p{S}]+$/u.test(claim)) return claim;
  }
  return null;
}

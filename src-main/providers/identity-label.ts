/** Longest address that mail allows (RFC 5321 section 4.5.3.1). */
const maxLength = 320;

/** One line of characters that are all to be seen: some letters and marks are not. */
const visible = /^(?:(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{M}\p{N}\p{P}\p{S}])+$/u;

/** The first claim that can be shown as an address: one line of visible characters; null when none can. */
export function chooseLabel(...claims: readonly unknown[]): string | null {
  for (const claim of claims) {
    if (typeof claim !== 'string' || claim.length > maxLength) continue;
    if (visible.test(claim)) return claim;
  }
  return null;
}

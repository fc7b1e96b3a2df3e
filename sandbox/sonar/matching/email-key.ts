import { domainToASCII } from 'node:url';

/** RFC 5321 section 4.5.3.1.3: a path is at most 256 octets, its angle brackets included. */
const longestEmail = 254;

/**
 * What an address is compared by, or null when it equals nothing: local part with ASCII letters lowered, domain in
 * ASCII (UTS 46) and lowered. Dots and plus tags count, because only the provider knows what they mean; anything but
 * printable ASCII in the local part is refused, because two spellings that look alike must not meet.
 */
export function emailKeyOf(email: string | null): string | null {
  if (email === null || email.length > longestEmail) return null;
  const [local, domain, ...more] = email.split('@');
  if (!local || !domain || more.length > 0) return null;
  if (!/^[\x21-\x7e]+$/.test(local) || !/^[^\s%/\\:[\]]+$/u.test(domain)) return null;
  const asciiDomain = domainToASCII(domain);
  if (asciiDomain === '' || asciiDomain.endsWith('.')) return null;
  const key = `${local.toLowerCase()}@${asciiDomain.toLowerCase()}`;
  return key.length > longestEmail ? null : key;
}

/** The domain of an address as it is compared, or null when the address equals nothing. */
export function emailDomainOf(email: string | null): string | null {
  const key = emailKeyOf(email);
  return key === null ? null : key.slice(key.indexOf('@') + 1);
}

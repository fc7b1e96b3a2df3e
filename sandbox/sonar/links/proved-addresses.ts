import { emailKeyOf } from '../matching/email-key.ts';
import { tenantOfDomain } from '../matching/gather-facts.ts';
import { type EmailClaims, isAuthoritative } from '../matching/is-authoritative.ts';
import type { Service } from '../service.ts';

/** The key of an address that the provider speaks for; null when it does not, or when there is none. */
function provedKey(service: Service, claims: EmailClaims): string | null {
  return isAuthoritative(claims, tenantOfDomain(service, claims.email))
    ? emailKeyOf(claims.email)
    : null;
}

/**
 * Remembers for good that an identity proved its address; called whenever it opens or links an account, finds it closed
 * or proves its session again. From here on the address is recycled for every other identity of the provider.
 */
export function noteProvedAddress(service: Service, identityId: string, claims: EmailClaims): void {
  const key = provedKey(service, claims);
  if (key === null) return;
  service.database.run(
    `INSERT INTO proved_addresses VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (provider, email_key, identity_id) DO UPDATE SET last_seen_at = excluded.last_seen_at`,
    claims.provider,
    key,
    identityId,
    service.now(),
    service.now(),
  );
}

/** The address by which matching would bring this account, so that a link from settings ends with it; or null. */
export function addressThatMatches(
  service: Service,
  accountId: string,
  claims: EmailClaims,
): string | null {
  const key = provedKey(service, claims);
  const address = service.database.get(
    `SELECT 1 FROM addresses WHERE account_id = ? AND email_key = ? AND purpose = 'sign-in'`,
    accountId,
    key,
  );
  return address === undefined ? null : key;
}

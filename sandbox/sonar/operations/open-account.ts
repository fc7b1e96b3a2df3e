import { nameOfIdentity, recordAudit } from '../audit/record.ts';
import { makeLink, noteLinkUse } from '../links/make-link.ts';
import { noteProvedAddress } from '../links/proved-addresses.ts';
import type { OpenAccount } from '../matching/decide.ts';
import { emailKeyOf } from '../matching/email-key.ts';
import type { Service } from '../service.ts';
import { openSession, type SessionOrigin } from '../sessions/open-session.ts';
import { type IdentityRow, identityById } from '../sessions/rows.ts';
import type { Attempt } from '../sessions/tickets.ts';

/** The former address when the provider has renamed the identity since; its label is brought up to date. */
export function noteRename(
  { database }: Service,
  identity: IdentityRow,
  email: string | null,
): string | null {
  if (email === null || email === identity.email) return null;
  database.run('UPDATE identities SET email = ? WHERE id = ?', email, identity.id);
  return identity.email !== null && emailKeyOf(identity.email) !== emailKeyOf(email)
    ? identity.email
    : null;
}

/** Opens the account that was decided on, chosen or proved; only this one gets a link. */
export function openAccount(
  service: Service,
  attempt: Attempt,
  account: OpenAccount | { readonly accountId: string; readonly by: 'password' },
  from: SessionOrigin,
) {
  const { proof, device } = attempt;
  const { accountId, by } = account;
  const identity = identityById(service, proof.identityId);
  const who = nameOfIdentity(identity.provider, proof.email);
  if (by !== 'link') {
    makeLink(service, {
      identity,
      accountId,
      linkedBy: by,
      emailKey: by === 'match' ? emailKeyOf(proof.email) : null,
      who,
      device,
    });
  }
  noteProvedAddress(service, identity.id, attempt.claims);
  noteLinkUse(service, identity.id, accountId);
  return openSession(service, {
    accountId,
    proof,
    device,
    who,
    how: by,
    renamedFrom: noteRename(service, identity, proof.email),
    from,
  });
}

/** Records that an identity found its account closed. */
export function recordClosed(
  service: Service,
  attempt: Attempt,
  accountId: string,
  code: string,
): void {
  const { provider, email } = attempt.claims;
  recordAudit(service, {
    who: nameOfIdentity(provider, email),
    what: 'sign-in-refused',
    accountId,
    device: attempt.device.name,
    detail: code,
  });
}

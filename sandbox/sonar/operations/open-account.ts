import { nameOfIdentity, recordAudit } from '../audit/record.ts';
import type { IdentityLabel } from '../id-token/identity-label.ts';
import { makeLink, noteLinkUse } from '../links/make-link.ts';
import { noteProvedAddress } from '../links/proved-addresses.ts';
import type { OpenAccount } from '../matching/decide.ts';
import { emailKeyOf } from '../matching/email-key.ts';
import type { Service } from '../service.ts';
import { openSession, type SessionOrigin } from '../sessions/open-session.ts';
import { type IdentityRow, identityById } from '../sessions/rows.ts';
import type { Attempt } from '../sessions/tickets.ts';

/**
 * Brings the label of an identity up to date; answers the former one when the provider has renamed it since. An address
 * that is not vouched for any more, or is now, makes another label and is no rename. Without a label it keeps its last.
 */
export function noteLabel(
  { database }: Service,
  identity: IdentityRow,
  label: IdentityLabel,
): string | null {
  if (label.text === null) return null;
  database.run(
    'UPDATE identities SET email = ?, label_kind = ? WHERE id = ?',
    label.text,
    label.kind,
    identity.id,
  );
  const { email: former, label_kind: formerKind } = identity;
  const isRename = formerKind === label.kind && emailKeyOf(former) !== emailKeyOf(label.text);
  return isRename ? former : null;
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
  const who = nameOfIdentity(identity.provider, proof.label.text);
  if (by !== 'link') {
    makeLink(service, {
      identity,
      accountId,
      linkedBy: by,
      emailKey: by === 'match' ? emailKeyOf(attempt.claims.email) : null,
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
    renamedFrom: noteLabel(service, identity, proof.label),
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
  recordAudit(service, {
    who: nameOfIdentity(attempt.claims.provider, attempt.proof.label.text),
    what: 'sign-in-refused',
    accountId,
    device: attempt.device.name,
    detail: code,
  });
}

import type { EmailClaims } from '../matching/is-authoritative.ts';
import { ServiceProblem } from '../problem.ts';
import { hashOf, newSecret } from '../secrets.ts';
import { type Service, timestamp } from '../service.ts';
import type { IdentityProof } from './open-session.ts';
import type { DeviceInfo } from './rows.ts';

/** What an attempt has proved so far: the same for its answer now and for the ticket that goes on from it. */
export interface Attempt {
  readonly proof: IdentityProof;
  readonly claims: EmailClaims;
  readonly device: DeviceInfo;
}

/** An unused ticket: the attempt it belongs to and the accounts it offers. */
export interface Ticket extends Attempt {
  readonly hash: string;
  readonly offered: readonly string[];
}

/** Issues the single-use ticket of an attempt. */
export function issueTicket(
  service: Service,
  kind: 'offer' | 'link',
  attempt: Attempt,
  offered: readonly string[],
) {
  const ticket = newSecret();
  const expiresAt = service.now() + service.ttl().ticket;
  service.database.run(
    'INSERT INTO tickets VALUES (?, ?, ?, ?, ?, ?, ?, NULL)',
    hashOf(ticket),
    kind,
    attempt.proof.identityId,
    JSON.stringify({ proof: attempt.proof, claims: attempt.claims }),
    JSON.stringify(attempt.device),
    JSON.stringify(offered),
    expiresAt,
  );
  return { ticket, expiresAt: timestamp(expiresAt) };
}

/** The ticket, or `ticket-expired` when it is unknown, of the other kind, used or too old. */
export function findTicket(service: Service, kind: 'offer' | 'link', ticket: string): Ticket {
  const row = service.database.get<{
    hash: string;
    proof: string;
    device: string;
    offered: string;
  }>(
    'SELECT * FROM tickets WHERE hash = ? AND kind = ? AND used_at IS NULL AND expires_at > ?',
    hashOf(ticket),
    kind,
    service.now(),
  );
  if (!row) throw new ServiceProblem('ticket-expired');
  return {
    ...(JSON.parse(row.proof) as Pick<Attempt, 'proof' | 'claims'>),
    hash: row.hash,
    device: JSON.parse(row.device),
    offered: JSON.parse(row.offered),
  };
}

/** Uses a ticket up; of two that try, one gets `ticket-expired`. */
export function useTicket({ database, now }: Service, ticket: Ticket): void {
  const changed = database.run(
    'UPDATE tickets SET used_at = ? WHERE hash = ? AND used_at IS NULL',
    now(),
    ticket.hash,
  );
  if (changed === 0) throw new ServiceProblem('ticket-expired');
}

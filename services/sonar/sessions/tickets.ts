import { type Believed, bodyOf, type Operation, type OperationRequest } from '../http/operation.ts';
import type { EmailClaims } from '../matching/decide.ts';
import { ServiceProblem } from '../problem.ts';
import { hashOf, newSecret } from '../secrets.ts';
import { type Service, timestamp } from '../service.ts';
import { type DeviceProof, keyOf } from './device-proof.ts';
import type { DeviceInfo } from './rows.ts';
import type { IdentityProof } from './session-life.ts';

/** What an attempt has proved so far: the same for its answer now and for the ticket that goes on from it. */
export interface Attempt {
  readonly proof: IdentityProof;
  readonly claims: EmailClaims;
  readonly device: DeviceInfo;
  /** Thumbprint of the key that the attempt was started with; null: without one. */
  readonly key: string | null;
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
    JSON.stringify({ proof: attempt.proof, claims: attempt.claims, key: attempt.key }),
    JSON.stringify(attempt.device),
    JSON.stringify(offered),
    expiresAt,
  );
  return { ticket, expiresAt: timestamp(expiresAt) };
}

/**
 * The ticket, or `ticket-expired` when it is unknown, of the other kind, used, too old, or comes without the key that the
 * attempt was started with: a ticket that was copied on its way opens nothing.
 */
export function findTicket(
  service: Service,
  kind: 'offer' | 'link',
  ticket: string,
  proof: DeviceProof,
): Ticket {
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
  const attempt = JSON.parse(row.proof) as Pick<Attempt, 'proof' | 'claims' | 'key'>;
  // A ticket of the schema before has none.
  const key = attempt.key ?? null;
  if (key !== null && key !== keyOf(proof)) throw new ServiceProblem('ticket-expired');
  return {
    ...attempt,
    key,
    hash: row.hash,
    device: JSON.parse(row.device),
    offered: JSON.parse(row.offered),
  };
}

/**
 * An operation for who holds a ticket, used or not: the answer to a request whose first answer was lost is kept for the
 * holder, and for nobody without one.
 */
export function withTicket(kind: 'offer' | 'link', operation: Operation): Operation {
  return Object.assign(operation, {
    believe(service: Service, request: OperationRequest): Believed {
      const { ticket } = bodyOf<{ readonly ticket: string }>(request);
      const row = service.database.get<{ hash: string }>(
        'SELECT hash FROM tickets WHERE hash = ? AND kind = ? AND expires_at > ?',
        hashOf(ticket),
        kind,
        service.now(),
      );
      if (!row) throw new ServiceProblem('ticket-expired');
      return { who: `ticket ${row.hash}`, sessionId: null };
    },
  });
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

import { type Answer, problemAnswer, ServiceProblem } from '../problem.ts';
import { fingerprintOf, hashOf, seal, unseal } from '../secrets.ts';
import type { Service } from '../service.ts';
import { requireGoodProof, useProof } from '../sessions/device-proof.ts';
import type { Believed, Commit, OperationRequest } from './operation.ts';

/** A write with its key, and who is believed to make it; `believed` null: somebody who is not known. */
export interface Write {
  readonly request: OperationRequest;
  readonly idempotencyKey: string;
  readonly content: string;
  readonly believed: Believed | null;
}

/** What is done in the transaction that records a refusal, such as an audit event. */
export type OnProblem = (problem: ServiceProblem) => void;

/** Runs writes so that each idempotency key has one effect and one answer. */
export type Once = (
  service: Service,
  write: Write,
  prepare: () => Promise<Commit>,
  onProblem: OnProblem,
) => Promise<Answer>;

/**
 * Answers that say "not now" or "not like this" are not kept: the same key may be used again. For somebody who is not
 * known only what proves that they were believed is kept: a success, and that the account is closed, which is told after
 * the ID token or the password was found right. All other refusals can be asked for without end. A ticket that was
 * refused is still good, and what it was refused for may change; a wrong password beside it stays one try.
 */
function isKept({ believed }: Write, { status, body }: Answer): boolean {
  if (believed === null) return status < 300 || status === 403;
  const code = property(body, 'code');
  if (believed.sessionId === null) return status < 300 || code === 'wrong-credentials';
  if (status >= 500 || status === 400 || status === 422 || status === 429) return false;
  return code !== 'access-token-expired' && code !== 'reverify-required';
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** The session that an answer belongs to: the caller's, or the one that it opens. */
function sessionOf({ believed }: Write, { body }: Answer): string | null {
  const opened = property(body, 'sessionId') ?? property(property(body, 'session'), 'sessionId');
  return believed?.sessionId ?? (typeof opened === 'string' ? opened : null);
}

function fingerprint({ idempotencyKey, content, believed }: Write): string {
  return fingerprintOf(idempotencyKey, `${believed?.who ?? ''}\n${content}`);
}

function storedAnswer(service: Service, write: Write): Answer | null {
  const row = service.database.get<{ fingerprint: string; sealed: Uint8Array }>(
    'SELECT fingerprint, sealed FROM idempotent_answers WHERE key_hash = ? AND expires_at > ?',
    hashOf(write.idempotencyKey),
    service.now(),
  );
  if (!row) return null;
  if (row.fingerprint !== fingerprint(write)) return problemAnswer('idempotency-key-reused');
  return JSON.parse(unseal('sonar answer', write.idempotencyKey, row.sealed)) as Answer;
}

function keep(service: Service, write: Write, answer: Answer): void {
  if (!isKept(write, answer)) return;
  const { idempotentAnswer, openingAnswer } = service.ttl();
  const isOfSession = write.believed !== null && write.believed.sessionId !== null;
  service.database.run(
    'INSERT OR REPLACE INTO idempotent_answers VALUES (?, ?, ?, ?, ?)',
    hashOf(write.idempotencyKey),
    fingerprint(write),
    seal('sonar answer', write.idempotencyKey, JSON.stringify(answer)),
    sessionOf(write, answer),
    service.now() + (isOfSession ? idempotentAnswer : openingAnswer),
  );
}

/**
 * The answer that was kept, if there is one. The proof of a caller who is known or has the answer is used up for good,
 * whatever becomes of the request: one that was recorded and refused must be worth nothing later.
 */
function begin(service: Service, write: Write): Answer | null {
  const { proof } = write.request;
  requireGoodProof(service, proof);
  const stored = storedAnswer(service, write);
  if (stored !== null || write.believed !== null) useProof(service, proof);
  return stored;
}

/**
 * Uses up the proof of somebody who is not known, with what they get. Requests of nobody leave no trace: a proof costs
 * nothing to make.
 */
function spend(service: Service, { request: { proof }, believed }: Write): void {
  if (believed !== null) return;
  requireGoodProof(service, proof);
  useProof(service, proof);
}

/** The effect of a write and the record of its answer are one transaction, so neither is there without the other. */
export function createOnce(): Once {
  const running = new Map<string, Promise<unknown>>();

  async function runFirst(
    ...[service, write, prepare, onProblem]: Parameters<Once>
  ): Promise<Answer> {
    const { database } = service;
    try {
      const stored = database.transaction(() => begin(service, write));
      if (stored) return stored;
      const commit = await prepare();
      return database.transaction(() => {
        spend(service, write);
        const meanwhile = storedAnswer(service, write);
        if (meanwhile) return meanwhile;
        const answer = commit();
        keep(service, write, answer);
        return answer;
      });
    } catch (error) {
      if (!(error instanceof ServiceProblem)) throw error;
      const answer = problemAnswer(error.code, error.facts);
      database.transaction(() => {
        onProblem(error);
        // What came with it was not looked at and is still good: its repetition gets an answer that this one must not get.
        if (error.code === 'service-unavailable') useProof(service, write.request.proof);
        keep(service, write, answer);
      });
      return answer;
    }
  }

  return async (service, write, prepare, onProblem) => {
    // A repetition that comes while the first is still at work waits for it.
    for (;;) {
      const earlier = running.get(write.idempotencyKey);
      if (!earlier) break;
      await earlier.catch(() => undefined);
    }
    const run = runFirst(service, write, prepare, onProblem);
    running.set(write.idempotencyKey, run);
    try {
      return await run;
    } finally {
      running.delete(write.idempotencyKey);
    }
  };
}

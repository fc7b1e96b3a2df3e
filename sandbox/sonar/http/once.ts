import { type Answer, problemAnswer, ServiceProblem } from '../problem.ts';
import { hashOf } from '../secrets.ts';
import type { Service } from '../service.ts';
import type { Commit } from './operation.ts';
import { fingerprintOf, sealAnswer, unsealAnswer } from './seal-answer.ts';

/** What is done in the transaction that records a refusal, such as an audit event. */
export type OnProblem = (problem: ServiceProblem) => void;

/** Runs writes so that each idempotency key has one effect and one answer. */
export type Once = (
  service: Service,
  write: { readonly idempotencyKey: string; readonly content: string },
  prepare: () => Promise<Commit>,
  onProblem: OnProblem,
) => Promise<Answer>;

/** Answers that say "not now" or "not like this" are not kept: the same key may be used again. */
function isKept({ status, body }: Answer): boolean {
  if (status >= 500 || status === 400 || status === 422 || status === 429) return false;
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : null;
  return code !== 'access-token-expired' && code !== 'reverify-required';
}

function storedAnswer(service: Service, idempotencyKey: string, content: string): Answer | null {
  const row = service.database.get<{ fingerprint: string; sealed: Uint8Array }>(
    'SELECT fingerprint, sealed FROM idempotent_answers WHERE key_hash = ? AND expires_at > ?',
    hashOf(idempotencyKey),
    service.now(),
  );
  if (!row) return null;
  return row.fingerprint === fingerprintOf(idempotencyKey, content)
    ? unsealAnswer(idempotencyKey, row.sealed)
    : problemAnswer('idempotency-key-reused');
}

function keep(service: Service, idempotencyKey: string, content: string, answer: Answer): void {
  if (!isKept(answer)) return;
  service.database.run(
    'INSERT OR REPLACE INTO idempotent_answers VALUES (?, ?, ?, ?)',
    hashOf(idempotencyKey),
    fingerprintOf(idempotencyKey, content),
    sealAnswer(idempotencyKey, answer),
    service.now() + service.ttl().idempotentAnswer,
  );
}

/** The effect of a write and the record of its answer are one transaction, so neither is there without the other. */
export function createOnce(): Once {
  const running = new Map<string, Promise<unknown>>();

  async function runFirst(
    ...[service, { idempotencyKey, content }, prepare, onProblem]: Parameters<Once>
  ): Promise<Answer> {
    const stored = storedAnswer(service, idempotencyKey, content);
    if (stored) return stored;
    try {
      const commit = await prepare();
      return service.database.transaction(() => {
        const meanwhile = storedAnswer(service, idempotencyKey, content);
        if (meanwhile) return meanwhile;
        const answer = commit();
        keep(service, idempotencyKey, content, answer);
        return answer;
      });
    } catch (error) {
      if (!(error instanceof ServiceProblem)) throw error;
      const answer = problemAnswer(error.code, error.facts);
      service.database.transaction(() => {
        onProblem(error);
        keep(service, idempotencyKey, content, answer);
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

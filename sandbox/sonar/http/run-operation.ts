import { recordProblem } from '../audit/record-problem.ts';
import { isDatabaseFault } from '../database/database.ts';
import { type Answer, problemAnswer, ServiceProblem } from '../problem.ts';
import type { Service } from '../service.ts';
import type { Once } from './once.ts';
import type { Operation, OperationRequest } from './operation.ts';

/** Turns whatever went wrong into an answer; nothing of an unexpected error leaves the service. */
function answerError(error: unknown, report: (error: unknown) => void): Answer {
  if (error instanceof ServiceProblem) return problemAnswer(error.code, error.facts);
  report(error);
  return problemAnswer(isDatabaseFault(error) ? 'service-unavailable' : 'internal-error');
}

/** Runs one operation: a write once for each idempotency key, a read in a transaction of its own. Never rejects. */
export async function runOperation(
  service: Service,
  once: Once,
  operation: Operation,
  request: OperationRequest,
  report: (error: unknown) => void,
): Promise<Answer> {
  try {
    const prepare = () => operation(service, request);
    if (request.write) {
      return await once(service, request.write, prepare, (problem) =>
        recordProblem(service, request, problem),
      );
    }
    const commit = await prepare();
    return service.database.transaction(commit);
  } catch (error) {
    return answerError(error, report);
  }
}

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

/** Runs one operation: a write once for each idempotency key, anything else in a transaction of its own. Never rejects. */
export async function runOperation(
  service: Service,
  once: Once,
  operation: Operation,
  request: OperationRequest,
  report: (error: unknown) => void,
): Promise<Answer> {
  const { database } = service;
  const prepare = () => operation(service, request);
  const onProblem = (problem: ServiceProblem) => recordProblem(service, request, problem);
  try {
    if (request.write === null) return database.transaction(await prepare());
    const believed = database.transaction(() => operation.believe?.(service, request) ?? null);
    return await once(service, { ...request.write, request, believed }, prepare, onProblem);
  } catch (error) {
    try {
      if (error instanceof ServiceProblem) database.transaction(() => onProblem(error));
      return answerError(error, report);
    } catch (second) {
      return answerError(second, report);
    }
  }
}

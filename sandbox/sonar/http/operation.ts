import type { Answer } from '../problem.ts';
import type { Service } from '../service.ts';

/** A request that is as the document describes it. */
export interface OperationRequest {
  readonly operationId: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Null: no body. */
  readonly body: unknown;
  /** The access token of the Authorization header, or null. */
  readonly accessToken: string | null;
  /** Set on writes: the Idempotency-Key, and what makes the request this request. */
  readonly write: { readonly idempotencyKey: string; readonly content: string } | null;
}

/** The second half of an operation: runs in one transaction, together with the idempotency record. */
export type Commit = () => Answer;

/**
 * One operation. Its first half does what takes time (ID token, password) outside of any transaction and answers the
 * second half. A `ServiceProblem` thrown by the second half undoes it; a problem it answers does not.
 */
export type Operation = (service: Service, request: OperationRequest) => Promise<Commit>;

/** The body of a request; the document has been held against it. */
export function bodyOf<T>(request: OperationRequest): T {
  return request.body as T;
}

/** A path parameter; the document has been held against it. */
export function paramOf(request: OperationRequest, name: string): string {
  return request.params[name] ?? '';
}

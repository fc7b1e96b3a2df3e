import type { Answer } from '../problem.ts';
import type { Service } from '../service.ts';
import type { DeviceProof } from '../sessions/device-proof.ts';

/** A request that is as the document describes it. */
export interface OperationRequest {
  readonly operationId: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Null: no body. */
  readonly body: unknown;
  /** Of the client's end of the connection. */
  readonly address: string;
  /** What its `DPoP` header proves, with the operations that take one. */
  readonly proof: DeviceProof;
  /** The access token of the Authorization header, or null. */
  readonly accessToken: string | null;
  /** Set on writes that carry one: the Idempotency-Key, and what makes the request this request. */
  readonly write: { readonly idempotencyKey: string; readonly content: string } | null;
}

/** The second half of an operation: runs in one transaction, together with the idempotency record. */
export type Commit = () => Answer;

/**
 * One operation. Its first half does what takes time (ID token, password) outside of any transaction and answers the
 * second half. A `ServiceProblem` thrown by the second half undoes it; a problem it answers does not.
 */
export interface Operation {
  (service: Service, request: OperationRequest): Promise<Commit>;
  /**
   * Who asks, proved by something that this service has issued; throws when it is nobody. Asked before an answer that
   * was kept is looked for. Absent: anybody may ask, and only answers to a request that was believed are kept.
   */
  readonly believe?: (service: Service, request: OperationRequest) => Believed;
}

/** Who is believed to ask; answers are kept for them. */
export interface Believed {
  /** Goes into the fingerprint of a request. */
  readonly who: string;
  /** With its end the kept answers go. */
  readonly sessionId: string | null;
}

/** The body of a request; the document has been held against it. */
export function bodyOf<T>(request: OperationRequest): T {
  return request.body as T;
}

/** A path parameter; the document has been held against it. */
export function paramOf(request: OperationRequest, name: string): string {
  return request.params[name] ?? '';
}

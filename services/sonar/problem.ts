/** The codes of the contract, with status and title (RFC 9457). */
const problems = {
  'bad-request': [400, 'The request is not as described'],
  'identity-not-verified': [401, 'The identity could not be verified'],
  'clock-skew': [401, 'The times of the ID token lie in the future'],
  'wrong-credentials': [401, 'Wrong username or password'],
  'session-ended': [401, 'The session has ended'],
  'access-token-expired': [401, 'The access token has expired'],
  'account-disabled': [403, 'This account is turned off'],
  'sso-turned-off': [403, 'Single sign-on is turned off for this account'],
  'sso-not-enabled': [403, 'Single sign-on is not on for this organization'],
  'insufficient-scope': [403, 'This access token is not for that'],
  'not-in-offer': [403, 'Not in this offer'],
  'reverify-required': [403, 'Confirm the identity again'],
  'not-office-manager': [403, 'For office managers only'],
  'not-found': [404, 'Not found'],
  'already-linked': [409, 'Already linked'],
  'last-way-in': [409, 'The last way into this account'],
  'ticket-expired': [410, 'This sign-in has expired'],
  'idempotency-key-reused': [422, 'The idempotency key was used for another request'],
  'too-many-tries': [429, 'Too many tries'],
  'internal-error': [500, 'Something went wrong'],
  'service-unavailable': [503, 'Not available'],
} as const;

/** A stable code of the contract. */
export type ProblemCode = keyof typeof problems;

/** What some problems say besides their code. */
export interface ProblemFacts {
  readonly detail?: string;
  readonly triesLeft?: number | null;
  readonly retryAt?: string;
  /** Becomes the Retry-After header and is no part of the body. */
  readonly retryAfterSeconds?: number;
  readonly pilotUrl?: string;
}

/** An answer on its way out: status, body and headers. */
export interface Answer {
  readonly status: number;
  readonly contentType: string | null;
  /** Null with 204; text for CSV; otherwise JSON. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

const pilotUrl = 'https://www.net2phone.com/sonar-sso-pilot';

/** A refusal thrown from anywhere; undoes the transaction it is thrown in. `reason` is for the audit only. */
export class ServiceProblem extends Error {
  override readonly name = 'ServiceProblem';
  readonly code: ProblemCode;
  readonly facts: ProblemFacts;
  readonly reason: string | null;
  constructor(code: ProblemCode, facts: ProblemFacts = {}, reason: string | null = null) {
    super(code);
    this.code = code;
    this.facts = facts;
    this.reason = reason;
  }
}

/** The answer that tells a problem. */
export function problemAnswer(code: ProblemCode, facts: ProblemFacts = {}): Answer {
  const [status, title] = problems[code];
  const { retryAfterSeconds, ...told } = facts;
  return {
    status,
    contentType: 'application/problem+json',
    body: {
      type: `urn:sonar:problem:${code}`,
      title,
      status,
      code,
      ...(code === 'sso-not-enabled' ? { pilotUrl } : {}),
      ...told,
    },
    headers: retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
  };
}

/** An answer with a JSON body. */
export function jsonAnswer(status: number, body: unknown): Answer {
  return { status, contentType: 'application/json', body, headers: {} };
}

/** 204. */
export const done: Answer = { status: 204, contentType: null, body: null, headers: {} };

import type { ErrorCode, Provider } from '../../preload/contract.ts';

/** One step of an attempt, as the log and the support bundle keep it: codes and names, nothing about the person. */
export interface SignInStep {
  readonly attempt: string;
  readonly provider: Provider | null;
  readonly step:
    | 'started'
    | 'browser-opened'
    | 'browser-not-opened'
    | 'answer-not-taken'
    | 'stranger-refused'
    | 'response-received'
    | 'identity-verified'
    | 'question-asked'
    | 'signed-in'
    | 'linked'
    | 'proved'
    | 'ended';
  readonly code: ErrorCode | null;
  /** What the provider calls this failure in its own records, for an administrator. */
  readonly correlationId?: string | undefined;
  readonly providerErrorNumber?: string | undefined;
}

/** Notes a step. */
export type LogSignIn = (step: SignInStep) => void;

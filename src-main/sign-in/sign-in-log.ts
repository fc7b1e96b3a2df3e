import type { ErrorCode, Provider } from '../../preload/contract.ts';

/** One step of an attempt, as the log and the support bundle keep it: codes and names, nothing about the person. */
export interface SignInStep {
  readonly attempt: string;
  readonly provider: Provider | null;
  readonly step:
    | 'started'
    | 'browser-opened'
    | 'response-received'
    | 'identity-verified'
    | 'question-asked'
    | 'signed-in'
    | 'linked'
    | 'ended';
  readonly code: ErrorCode | null;
}

/** Notes a step. */
export type LogSignIn = (step: SignInStep) => void;

import { randomUUID } from 'node:crypto';
import type { ErrorCode, Failure } from '../../preload/contract/errors.ts';
import type { Provider } from '../../preload/contract/providers.ts';
import type { AccountSummary } from '../../preload/contract/state.ts';
import { LoginError } from '../errors/login-error.ts';
import type { ProviderTokens } from '../providers/definition.ts';

/** An attempt that nobody answers ends after five minutes. */
const signInDeadlineMs = 300_000;

/** Who has signed in waits this long at most for their own agreement; then the sign-in goes on without. */
const agreementDeadlineMs = 120_000;

/** How long the running wait has left; a clock that was set meanwhile makes it no longer than it was at first. */
export function timeLeftMs(
  { deadline, agreeBy }: Pick<Attempt, 'deadline' | 'agreeBy'>,
  now: number,
): number {
  const [until, longest] =
    agreeBy === null ? [deadline, signInDeadlineMs] : [agreeBy, agreementDeadlineMs];
  return Math.min(Math.max(until - now, 0), longest);
}

/** When an agreement that is asked for `now` is not waited for any more, milliseconds since 1970. */
export function agreementDeadline(attempt: Attempt, now: number): number {
  return now + Math.min(timeLeftMs(attempt, now), agreementDeadlineMs);
}

/** What a finished provider sign-in is for. */
export type Purpose =
  | {
      readonly kind: 'sign-in';
      readonly anotherAccount: boolean;
      /** The address that whoever has started it expects; a hint for the provider's page and no more. */
      readonly email?: string | null;
      /** What stands in for a provider, where none is asked; absent: the Sonar password. */
      readonly secret?: 'code';
    }
  | { readonly kind: 'confirm'; readonly accountId: string; readonly identityKey: string }
  /** A fresh proof for what lasts; the session stays as it is. */
  | { readonly kind: 'prove'; readonly accountId: string }
  | { readonly kind: 'link'; readonly accountId: string };

/** A verified identity together with the secret whose hash is the nonce of its ID token. */
export interface IdentityEvidence {
  readonly tokens: ProviderTokens;
  readonly nonceSecret: string;
}

/** What was proved before, and whether the person has said already that it is to be linked. */
export interface RecalledProof {
  readonly evidence: IdentityEvidence;
  readonly mayLink: boolean;
}

/** What the service asks of the person before it opens an account; the ticket works once. */
interface OpenQuestion {
  readonly ticket: string;
  readonly tokens: ProviderTokens;
  /** Empty when the question is the Sonar password. */
  readonly accounts: readonly AccountSummary[];
}

/** A proved identity that the person was asked about, and when. */
export interface UnlinkedProof {
  readonly evidence: IdentityEvidence;
  /** Under which it may be kept when the service cannot be reached (`UnsentEvidence`). */
  readonly keeping: symbol;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
}

/** One run of a sign-in. */
export interface Attempt {
  /** Random; ties the window, the log and the provider's records together. */
  readonly id: string;
  readonly provider: Provider | null;
  readonly purpose: Purpose;
  readonly signal: AbortSignal;
  /** When it ends by itself, milliseconds since 1970. */
  readonly deadline: number;
  /** Until when a person who has signed in is asked for their agreement as well, milliseconds since 1970; null: is not. */
  agreeBy: number | null;
  /** Makes a fresh address that leads to the provider's page, while the browser is waited for. */
  newStartPage: (() => string) | null;
  /** Stands for the last try to open one, until the browser has come. */
  opening: symbol | null;
  /** What a link from settings waits for the person's word with. */
  unlinked: UnlinkedProof | null;
  question: OpenQuestion | null;
  /** The screen was locked since the person proved who they are: the next one there may be another person. */
  isUnattended: boolean;
  /** Why it ended without what it was for. */
  endedBy: Failure | null;
}

/** The one attempt there can be; a new one replaces the old one. */
export interface Attempts {
  current(): Attempt | null;
  start(provider: Provider | null, purpose: Purpose): Attempt;
  isCurrent(attempt: Attempt): boolean;
  /** Ends the current attempt and aborts whatever it waits for. */
  stop(): void;
  /** Forgets an attempt that has come to its end. */
  finish(attempt: Attempt): void;
  /** Ends the current attempt for good: whatever is started from now on has ended already, for the app is leaving. */
  close(): void;
}

/** Makes the holder of the current attempt; none is running. */
export function createAttempts(now: () => number): Attempts {
  let current: { attempt: Attempt; controller: AbortController } | null = null;
  let isClosed = false;
  function stop(): void {
    current?.controller.abort();
    current = null;
  }
  return {
    current: () => current?.attempt ?? null,
    start(provider, purpose) {
      stop();
      const controller = new AbortController();
      if (isClosed) controller.abort();
      const attempt: Attempt = {
        id: randomUUID(),
        provider,
        purpose,
        signal: controller.signal,
        deadline: now() + signInDeadlineMs,
        agreeBy: null,
        newStartPage: null,
        opening: null,
        unlinked: null,
        question: null,
        isUnattended: false,
        endedBy: null,
      };
      current = { attempt, controller };
      return attempt;
    },
    isCurrent: (attempt) => current?.attempt === attempt,
    stop,
    finish(attempt) {
      if (current?.attempt === attempt) current = null;
    },
    close() {
      isClosed = true;
      stop();
    },
  };
}

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
    | 'agreement-asked'
    | 'agreement-missing'
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

/** What steps are noted with. */
export interface StepNeeds {
  readonly log: (step: SignInStep) => void;
}

/** Notes a step of an attempt. */
export function noteStep(
  { log }: StepNeeds,
  { id, provider }: Attempt,
  step: SignInStep['step'],
  code: ErrorCode | null = null,
): void {
  log({ attempt: id, provider, step, code });
}

/** Notes that the person is asked something. Throws `ticket-expired` when it may be somebody else by now. */
export function noteQuestion(needs: StepNeeds, attempt: Attempt): void {
  if (attempt.isUnattended) throw new LoginError('ticket-expired');
  noteStep(needs, attempt, 'question-asked');
}

import type { ErrorCode } from '../../preload/contract/errors.ts';
import type { Provider } from '../../preload/contract/providers.ts';
import { LoginError } from '../errors/login-error.ts';

/**
 * Whether the person was at the provider's page when it answered (authorization response, code exchange), or nobody
 * was (a refresh). The same answer means other things: silently, `interaction_required` says that the page would help;
 * from the page itself it says that the page did not.
 */
type Occasion = 'interactive' | 'silent';

/** An error answer as it came, taken apart; none of it is believed to be more than a word of a list. */
export interface ErrorAnswer {
  readonly error: string;
  /** Finer reasons: Microsoft's `suberror`, Google's `error_subtype`. */
  readonly reasons: readonly string[];
  readonly description: string | null;
  /** Microsoft's `error_codes`. */
  readonly numbers: readonly unknown[];
}

/** Who or what could put it right, as a provider's own table says. */
export type ErrorMeaning =
  /** Only an administrator: not assigned, state of the device, a rule that blocks, an account that is disabled. */
  | 'administrator'
  /** Only an administrator may agree to the app. */
  | 'administrator-consent'
  /** Somebody has to agree to the app, and it may be the person. */
  | 'agreement'
  /** The person has to be seen again; nothing was taken from them. */
  | 'person'
  /** It passes by itself. */
  | 'busy';

/** What a provider's own table says about an answer, and by which of its numbers or words an administrator finds it. */
export interface OwnError {
  readonly meaning: ErrorMeaning | null;
  readonly number: string | null;
}

/** Looks an answer up in a provider's own table. */
export type ReadOwnError = (answer: ErrorAnswer) => OwnError;

/** What the standard words of an answer say. `reason` is found before `error`, for it is finer. */
type Verdict =
  | 'denied'
  | 'see-person'
  | 'sign-in-again'
  | 'consent'
  | 'message'
  | 'ended'
  | 'busy'
  | 'refused';

/** RFC 6749 sections 4.1.2.1 and 5.2, OpenID Connect Core section 3.1.2.6. What is not here is `refused`. */
const verdictOfError: ReadonlyMap<string, Verdict> = new Map([
  ['access_denied', 'denied'],
  ['interaction_required', 'see-person'],
  ['account_selection_required', 'see-person'],
  ['consent_required', 'consent'],
  ['login_required', 'sign-in-again'],
  ['invalid_grant', 'ended'],
  ['server_error', 'busy'],
  ['temporarily_unavailable', 'busy'],
]);

/**
 * Finer reasons that keep `invalid_grant` from meaning that the grant is gone: the person must be seen again.
 * Microsoft's are those that MSAL reads (UiRequiredExceptionClassification), where `message_only` is what the person
 * cannot solve, and `token_expired`, which comes with sign-in frequency; Google's are for Workspace re-authentication.
 */
const verdictOfReason: ReadonlyMap<string, Verdict> = new Map([
  ['consent_required', 'consent'],
  ['basic_action', 'see-person'],
  ['additional_action', 'see-person'],
  ['interrupted_user', 'see-person'],
  ['token_expired', 'see-person'],
  ['message_only', 'message'],
  ['user_password_expired', 'sign-in-again'],
  ['invalid_rapt', 'sign-in-again'],
  ['rapt_required', 'sign-in-again'],
]);

const codeOfVerdict: Readonly<Record<Occasion, Readonly<Record<Verdict, ErrorCode>>>> = {
  interactive: {
    denied: 'access-denied',
    // The person has just been there: opening the same page again would not end.
    'see-person': 'administrator-needed',
    'sign-in-again': 'administrator-needed',
    message: 'administrator-needed',
    consent: 'consent-required',
    ended: 'provider-refused',
    busy: 'provider-busy',
    refused: 'provider-refused',
  },
  silent: {
    denied: 'access-denied',
    'see-person': 'interaction-required',
    'sign-in-again': 'login-required',
    message: 'administrator-needed',
    // The page may let the person agree; if it does not, its own answer says so.
    consent: 'interaction-required',
    ended: 'session-expired',
    busy: 'provider-busy',
    refused: 'provider-refused',
  },
};

const codeOfMeaning: Readonly<Record<Occasion, Readonly<Record<ErrorMeaning, ErrorCode>>>> = {
  interactive: {
    administrator: 'administrator-needed',
    'administrator-consent': 'consent-required',
    agreement: 'consent-required',
    person: 'access-denied',
    busy: 'provider-busy',
  },
  silent: {
    administrator: 'administrator-needed',
    'administrator-consent': 'consent-required',
    agreement: 'interaction-required',
    person: 'interaction-required',
    busy: 'provider-busy',
  },
};

/**
 * Turns an error answer into a code of ours. `error` and its finer reason decide what becomes of a session; the
 * provider's own numbers choose the words and the button. A number never ends a session. It spares one in the two cases
 * in which it alone says that nothing was taken from the person: they have to be seen again, or it passes.
 */
export function toProviderError(
  provider: Provider,
  occasion: Occasion,
  answer: ErrorAnswer,
  readOwnError: ReadOwnError,
): LoginError {
  const { meaning, number } = readOwnError(answer);
  const verdict = judge(answer);
  const facts = number === null ? { provider } : { provider, providerErrorNumber: number };
  const ends =
    occasion === 'silent' && verdict === 'ended' && meaning !== 'person' && meaning !== 'busy';
  // What is over cannot be confirmed any more; that an administrator is needed is still worth knowing.
  const isHelpful = !ends || meaning === 'administrator' || meaning === 'administrator-consent';
  const code =
    meaning !== null && isHelpful
      ? codeOfMeaning[occasion][meaning]
      : codeOfVerdict[occasion][verdict];
  return new LoginError(code, facts, undefined, ends);
}

function judge({ error, reasons }: ErrorAnswer): Verdict {
  if (error === 'invalid_grant') {
    for (const reason of reasons) {
      const verdict = verdictOfReason.get(reason);
      if (verdict !== undefined) return verdict;
    }
  }
  // What cannot be solved is said with `interaction_required` as well.
  if (error === 'interaction_required' && reasons.includes('message_only')) return 'message';
  return verdictOfError.get(error) ?? 'refused';
}

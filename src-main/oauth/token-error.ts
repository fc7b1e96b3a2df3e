import type { Provider } from '../../preload/contract.ts';
import { LoginError } from '../errors/login-error.ts';
import { isBusyStatus } from '../network/busy-status.ts';
import { type ErrorAnswer, type ReadOwnError, toProviderError } from './provider-error.ts';

/** What was being exchanged at the token endpoint. */
export type GrantType = 'authorization_code' | 'refresh_token';

/**
 * Turns an error response of the token endpoint (RFC 6749 section 5.2) into a code. `invalid_grant` for a refresh token,
 * with the status that belongs to it, is the one definite end; everything else may pass. A refused code ends nothing:
 * there was no session yet, and the person can simply start again.
 */
export function toTokenError(
  provider: Provider,
  grantType: GrantType,
  status: number,
  body: Readonly<Record<string, unknown>>,
  readOwnError: ReadOwnError,
): LoginError {
  const answer = readAnswer(body);
  const occasion = grantType === 'refresh_token' ? 'silent' : 'interactive';
  const isBusy = isBusyStatus(status);
  if (isBusy || answer === null) {
    // Whatever it says, it says that it cannot answer now.
    const { number } = readOwnError(answer ?? emptyAnswer);
    const facts = number === null ? { provider } : { provider, providerErrorNumber: number };
    return new LoginError(isBusy ? 'provider-busy' : 'provider-unreachable', facts);
  }
  const found = toProviderError(provider, occasion, answer, readOwnError);
  // RFC 6749 section 5.2 knows it with these two only; with another it is somebody else's word.
  const isRightStatus = status === 400 || status === 401;
  const isPlain = found.endsSession || found.code === 'provider-refused';
  return answer.error === 'invalid_grant' && isPlain && !isRightStatus
    ? new LoginError('provider-unreachable', found.facts)
    : found;
}

const emptyAnswer: ErrorAnswer = { error: '', reasons: [], description: null, numbers: [] };

/** Null when there is no `error`, without which it is no error response. */
function readAnswer(body: Readonly<Record<string, unknown>>): ErrorAnswer | null {
  const { error, suberror, error_subtype: subtype, error_description: description } = body;
  if (typeof error !== 'string') return null;
  return {
    error,
    reasons: [suberror, subtype].filter((reason) => typeof reason === 'string'),
    description: typeof description === 'string' ? description : null,
    numbers: Array.isArray(body.error_codes) ? body.error_codes.slice(0, 10) : [],
  };
}

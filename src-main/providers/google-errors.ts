import type { ErrorAnswer, ErrorMeaning, OwnError } from '../oauth/provider-error.ts';

/**
 * Google's own words, in `error` or `error_subtype`, and who can put each right. Most of these Google tells the person on
 * its own page and sends no answer at all; some come back from the token endpoint, for a refresh above all.
 *
 * Source: "Authorization errors", https://developers.google.com/identity/protocols/oauth2/native-app, and
 * https://support.google.com/accounts/answer/16668185, the page that explains them to people.
 */
const meaningOfWord: ReadonlyMap<string, ErrorMeaning> = new Map([
  // The Workspace administrator does not let the app in, or has not set it up.
  ['admin_policy_enforced', 'administrator'],
  ['access_not_configured', 'administrator'],
  // The app is registered for the accounts of one organization.
  ['org_internal', 'administrator'],
  ['rate_limit_exceeded', 'busy'],
]);

/** Looks Google's own words up; one that is in the table is told as it is, any other not at all. */
export function readGoogleError({ error, reasons }: ErrorAnswer): OwnError {
  const word = [error, ...reasons].find((candidate) => meaningOfWord.has(candidate));
  return word === undefined
    ? { meaning: null, number: null }
    : { meaning: meaningOfWord.get(word) ?? null, number: word };
}

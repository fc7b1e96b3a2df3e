import { LoginError } from '../errors/login-error.ts';

/**
 * What stands in the keychain in place of a refresh token whose session was ended here, as long as the service has not
 * been told, or the disk has not taken that the account is signed out. No token begins like this (RFC 6750 section 2.1
 * knows no blank), so that it is never taken for one.
 */
export interface SignedOutMark {
  /** Ends the session at the service, and is used for nothing else; null: the service knows. */
  readonly token: string | null;
  /** ISO 8601. */
  readonly since: string;
}

const marked = /^signed-out (\S{1,40}) ?(\S*)$/;

/** What is stored for a mark. */
export function writeMark({ token, since }: SignedOutMark): string {
  return `signed-out ${since} ${token ?? ''}`.trimEnd();
}

/** The mark in a stored value; null for a token. */
export function readMark(value: string): SignedOutMark | null {
  const [, since, token = ''] = marked.exec(value) ?? [];
  return since === undefined ? null : { token: token === '' ? null : token, since };
}

/** The person signed out when the disk could not take it; the service may not know. */
export class SignedOutHere extends LoginError {
  constructor() {
    super('session-expired');
  }
}

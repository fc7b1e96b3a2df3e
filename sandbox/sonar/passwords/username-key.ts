/** What a username is compared by, in the database and in the counters alike: composed, trimmed, lower case. */
export function usernameKeyOf(username: string): string {
  return username.normalize('NFC').trim().toLowerCase();
}

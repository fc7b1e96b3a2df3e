import type { Session } from 'electron';

/**
 * Keeps Chromium from fetching a dictionary for a session as soon as there is one, on Linux: from Google, by the system's
 * proxy and before anybody could tell it otherwise. No field of ours is checked for spelling.
 */
export function fetchNoDictionary(session: Session): void {
  session.setSpellCheckerLanguages([]);
}

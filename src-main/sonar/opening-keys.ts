import { createSessionKey, type SessionKey } from './session-key.ts';

/** The keys of sign-ins under way; a sign-in has one from its first request to its session. */
export interface OpeningKeys {
  /** The key of the sign-in of this name; made when it is asked for first. */
  get(name: string): Promise<SessionKey>;
  /** The sign-in goes on under another name, such as its ticket. */
  pass(name: string, key: SessionKey): void;
}

/** More sign-ins than this are not under way at a time, nor is an answer that was lost so long ago asked for again. */
const mostRemembered = 16;

/**
 * Makes and remembers them: a request whose answer was lost is repeated with the key that the service may have bound the
 * session to, and a ticket is good only with the key that it was given for.
 */
export function createOpeningKeys(): OpeningKeys {
  const keys = new Map<string, Promise<SessionKey>>();
  function remember(name: string, key: Promise<SessionKey>): Promise<SessionKey> {
    keys.set(name, key);
    const [oldest] = keys.keys();
    if (keys.size > mostRemembered && oldest !== undefined) keys.delete(oldest);
    return key;
  }
  return {
    get: (name) => keys.get(name) ?? remember(name, createSessionKey()),
    pass: (name, key) => void remember(name, Promise.resolve(key)),
  };
}

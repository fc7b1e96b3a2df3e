import { createKeyQueue } from '../common/in-turn.ts';
import { within } from '../common/within.ts';
import type { CredentialRead } from '../credentials/credential-store.ts';
import { LoginError } from '../errors/login-error.ts';
import { readPast } from './account-index.ts';
import { union } from './end-session.ts';
import { type AccessToken, lifeLeftMs } from './live-sessions.ts';
import { nextTryAt } from './renewal-times.ts';
import {
  isSessionKey,
  isUnheldKey,
  readMark,
  refreshTokenIn,
  type SignedOutMark,
  unheldCredentialKey,
  writeMark,
} from './session-credential.ts';
import type { SessionPorts } from './session-ports.ts';

/** What removals work with. */
type RemovalPorts = Pick<
  SessionPorts,
  'credentials' | 'index' | 'sonar' | 'now' | 'isSaved' | 'onUntold'
>;

/** How the session that ends came to its end. */
export interface Ending {
  /** The service knows, by its own doing or because it was asked first. */
  readonly isTold: boolean;
  /** What was in memory: the only thing that can tell the service while the keychain is locked. */
  readonly accessToken: AccessToken | null;
}

/** Takes credentials of ended sessions out of the keychain, and tells the service before it does. */
export interface Removals {
  /** Puts `keys` on the list of pending removals, at once, and works it off; ends when each key was tried. */
  remove(keys: readonly string[], ending?: Ending): Promise<void>;
  /** Works the list off once more. */
  retry(): Promise<void>;
  /**
   * Ends a session at the service whose refresh token is stored nowhere: another session has taken its place, or it opened
   * for nobody. Now, or like a sign-out later; ends when it was tried.
   */
  endUnheld(refreshToken: string): Promise<void>;
  /** Removes whatever is on the list, told or not: nothing is to stay on this computer. */
  insist(): Promise<void>;
  /** Whether there is a session that ended here and that the service has not been told of. */
  hasUntold(): boolean;
  /**
   * Leaves `keys` alone though they may be on the list: somebody signs in, and their credentials are being stored. A
   * later `remove` or `spare` of a key counts from then on. `end` answers the keys for which none came.
   */
  spare(keys: readonly string[]): { end(): readonly string[] };
  close(): void;
}

const unknownEnding: Ending = { isTold: false, accessToken: null };
/** A keychain that takes longer may be waiting for somebody to unlock it; the token in memory does not wait. */
const keychainPatienceMs = 1_000;
const mostTriesInARow = 10;
/** By then a refresh token has run out at any service. */
const longestUntoldMs = 30 * 86_400_000;

/**
 * Makes the removals of one profile. A key stays on the list until the keychain has confirmed its removal, over
 * restarts; the credential of a session stays in the keychain until the service was told, at most 30 days, marked so
 * that it opens nothing.
 */
export function createRemovals(ports: RemovalPorts): Removals {
  const { credentials, index, sonar } = ports;
  const enqueue = createKeyQueue();
  const inTurn = createKeyQueue();
  const endings = new Map<string, Ending>();
  const untold = new Set<string>();
  const queued = new Map<string, Promise<void>>();
  const spared = new Map<string, object>();
  let tries = 0;
  let isClosed = false;
  let again: NodeJS.Timeout | undefined;

  const isPending = (key: string) => !spared.has(key) && index.pendingRemovals().includes(key);

  function noteUntold(key: string, isUntold: boolean): void {
    const isNew = isUntold && !untold.has(key);
    if (isUntold) untold.add(key);
    else if (!untold.delete(key)) return;
    if (!isUnheldKey(key)) ports.onUntold(isNew);
  }

  async function isAccepted(telling: Promise<void>): Promise<boolean> {
    try {
      await telling;
      return true;
    } catch (thrown) {
      // What is over already need not be ended.
      return thrown instanceof LoginError && thrown.code === 'session-expired';
    }
  }

  function tellByAccessToken({ accessToken }: Ending): Promise<boolean> | boolean {
    if (accessToken === null || lifeLeftMs(accessToken, ports.now()) === 0) return false;
    return isAccepted(sonar.endSession(accessToken.value));
  }

  async function mark(key: string, what: SignedOutMark): Promise<void> {
    // A sign-in meanwhile has taken the key off the list, and its token stands there now.
    if (isPending(key)) await credentials.write(key, writeMark(what));
  }

  /** Tells the service of one session; false: it could not be told, and may be later. */
  async function tell(key: string, ending: Ending): Promise<boolean> {
    const reading = credentials.read(key, { expected: true, confirms: true });
    const read = await (ending.accessToken === null
      ? reading
      : within<CredentialRead | null>(keychainPatienceMs, reading, () => null));
    if (read?.kind === 'absent') {
      // Nothing that could tell is left here, unless in memory.
      await tellByAccessToken(ending);
      return true;
    }
    if (read?.kind !== 'found') return tellByAccessToken(ending);
    const since = new Date(ports.now()).toISOString();
    const known = readMark(read.value);
    const token = refreshTokenIn(read.value);
    if (token === null) {
      // The service knows; or only a newer version could read what would tell it.
      if (known === null) await tellByAccessToken(ending);
      return true;
    }
    // The disk says still that the account is signed in: the keychain has to say that it is not.
    if (known === null && !ports.isSaved()) await mark(key, { token, since });
    if (await isAccepted(sonar.signOut(token))) return true;
    if (known === null) await mark(key, { token, since });
    return known !== null && ports.now() - readPast(known.since, ports.now()) > longestUntoldMs;
  }

  async function removeOne(key: string): Promise<void> {
    if (!isPending(key)) return;
    const ending = endings.get(key) ?? unknownEnding;
    if (isSessionKey(key) && !ending.isTold) {
      const isTold = await tell(key, ending);
      if (endings.get(key) !== ending && endings.has(key)) return;
      noteUntold(key, !isTold);
      if (!isTold) return;
      endings.set(key, { isTold: true, accessToken: null });
    }
    if (!isPending(key)) return;
    if (isSessionKey(key) && !ports.isSaved()) {
      await mark(key, { token: null, since: new Date(ports.now()).toISOString() });
      return;
    }
    await drop(key);
  }

  async function drop(key: string): Promise<void> {
    // One after the other: a removal looks through all items, which the system's library does not take side by side.
    const removed = await inTurn('', () =>
      // A sign-in while it waited has taken the key off the list.
      isPending(key) ? credentials.remove(key) : Promise.resolve(null),
    );
    if (removed?.kind !== 'done') return;
    index.setPendingRemovals(index.pendingRemovals().filter((other) => other !== key));
    endings.delete(key);
    noteUntold(key, false);
  }

  /** One that waits its turn is enough: those who ask for another get that one. */
  function tryOne(key: string): Promise<void> {
    const waiting = queued.get(key);
    if (waiting !== undefined) return waiting;
    const turn = enqueue(key, () => {
      queued.delete(key);
      return removeOne(key);
    });
    queued.set(key, turn);
    return turn;
  }

  async function tryAll(): Promise<void> {
    await Promise.all(index.pendingRemovals().map(tryOne));
    clearTimeout(again);
    if (isClosed || ![...untold].some(isPending) || tries >= mostTriesInARow) return;
    tries += 1;
    const wait = nextTryAt(tries, undefined, ports.now(), Math.random) - ports.now();
    again = setTimeout(() => void tryAll(), wait);
  }

  function remove(keys: readonly string[], ending: Ending = unknownEnding): Promise<void> {
    for (const key of keys) {
      endings.set(key, ending);
      spared.delete(key);
    }
    index.setPendingRemovals(union(index.pendingRemovals(), keys));
    tries = 0;
    return tryAll();
  }

  return {
    remove,
    retry() {
      tries = 0;
      return tryAll();
    },
    async insist() {
      await Promise.all(index.pendingRemovals().map((key) => enqueue(key, () => drop(key))));
    },
    async endUnheld(refreshToken) {
      if (await isAccepted(sonar.signOut(refreshToken))) return;
      const key = unheldCredentialKey(refreshToken);
      const since = new Date(ports.now()).toISOString();
      index.setPendingRemovals(union(index.pendingRemovals(), [key]));
      await mark(key, { token: refreshToken, since });
      await remove([key]);
    },
    // Of what nobody has signed out of there is nothing to be told.
    hasUntold: () => [...untold].some((key) => isPending(key) && !isUnheldKey(key)),
    spare(keys) {
      const sign = {};
      for (const key of keys) spared.set(key, sign);
      return {
        end() {
          const kept = keys.filter((key) => spared.get(key) === sign);
          for (const key of kept) spared.delete(key);
          return kept;
        },
      };
    },
    close() {
      isClosed = true;
      clearTimeout(again);
    },
  };
}

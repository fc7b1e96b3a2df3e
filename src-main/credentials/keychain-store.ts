import { createKeyQueue } from '../common/in-turn.ts';
import type { CredentialRead, CredentialStore, CredentialWrite } from './credential-store.ts';
import type { ChildLoss } from './keychain-child.ts';
import { createKeychainConnection, type SpawnChild } from './keychain-connection.ts';
import { confirmOpen, type ItemTrouble, readItem, removeItem, writeItem } from './keychain-item.ts';
import type { KeychainTrouble } from './keychain-messages.ts';
import { createAvailability, type LookAtKeychain, lookAtNothing } from './keychain-state.ts';
import { createOverdueUses } from './overdue-uses.ts';
import { isStorable, nameItem } from './secret-parts.ts';

/** After this nothing waits for the keychain any more. */
const waitForKeychainMs = 5_000;
/** So long the call itself lives on, because a person may be typing an unlock password. */
const lateAnswerMs = 120_000;
/** A child that nobody asks for so long is not worth its 37 MB. */
const idleMs = 30_000;
const lookEveryMs = 2_000;

const locked: CredentialRead = { kind: 'cannot-tell', code: 'keychain-locked' };
const lockedWrite: CredentialWrite = { kind: 'not-done', code: 'keychain-locked' };
const refused: CredentialWrite = { kind: 'not-done', code: 'credential-store-unavailable' };

function toWrite(trouble: ItemTrouble): CredentialWrite {
  return trouble ? { kind: 'not-done', code: trouble } : { kind: 'done' };
}

/** Where the keychain is and how long to wait for it. */
export interface KeychainStoreOptions {
  /** The name under which the system's keychain lists the items. */
  readonly service: string;
  /** Random, one per profile: two profiles never meet. */
  readonly profileId: string;
  /** Absolute path of the built `keychain-process`. */
  readonly childModule: string;
  readonly spawnChild: SpawnChild;
  /** Looks at the keychain without a prompt, where the system has a way. */
  readonly look?: LookAtKeychain;
  /** Hears of a child that was lost. */
  readonly onChildLost?: (loss: ChildLoss) => void;
  readonly waitMs?: number;
  readonly lateAnswerMs?: number;
  readonly idleMs?: number;
  readonly lookEveryMs?: number;
}

/** What a use of the keychain brought: the answer, and what it showed of the keychain. */
interface Use<T> {
  readonly answer: T;
  readonly trouble: KeychainTrouble | null;
}

/**
 * Keeps credentials in the system's keychain, through a child process that runs while it is used.
 *
 * Reads: `null` for an expected key is "cannot tell"; an item that an open keychain holds but that is not what was
 * written (cut short, a part gone, a newer format) is `absent`, for no later answer can mend it; it is not removed.
 * Writes: a NUL, an empty value or half a character is refused and the old value stays.
 */
export function createKeychainStore(options: KeychainStoreOptions): CredentialStore {
  const waitMs = options.waitMs ?? waitForKeychainMs;
  const look = options.look ?? lookAtNothing;
  const enqueue = createKeyQueue();
  const connection = createKeychainConnection({
    service: options.service,
    childModule: options.childModule,
    spawnChild: options.spawnChild,
    lateAnswerMs: options.lateAnswerMs ?? lateAnswerMs,
    idleMs: options.idleMs ?? idleMs,
    onChildLost: options.onChildLost ?? (() => undefined),
  });
  const overdue = createOverdueUses({ look, askAnew: connection.askAnew, waitMs });
  const lateWrites = new Set<Promise<void>>();
  const availability = createAvailability({
    look: overdue.look,
    lookEveryMs: options.lookEveryMs ?? lookEveryMs,
    probe: async () =>
      overdue.count === 0 && (await connection.ask('get', `${options.profileId}/#probe`)).ok,
  });

  /** What a null says of the keychain. Only the Secret Service of Linux answers null when locked. */
  async function judgeNull(): Promise<KeychainTrouble | null> {
    return look === lookAtNothing || (await look()) === 'open' ? null : 'keychain-locked';
  }

  /** What a null says that only an open keychain may say. */
  async function judgeAbsence(name: string): Promise<Use<CredentialRead>> {
    // Who can look sees without a prompt that it is locked.
    const code = (await judgeNull()) ?? (await confirmOpen(connection.ask, name));
    const answer: CredentialRead =
      code === null ? { kind: 'absent' } : { kind: 'cannot-tell', code };
    return { answer, trouble: code };
  }

  /** Answers what `task` answers, or `tooLate` once it took too long; the task goes on all the same. */
  function within<T>(
    key: string,
    task: () => Promise<Use<T>>,
    tooLate: T,
    isWorthLate: boolean,
  ): Promise<T> {
    return new Promise((resolve) => {
      let isLate = false;
      function stopWaiting(): void {
        clearTimeout(timer);
        stopHeeding();
        isLate = true;
        overdue.add();
        if (isWorthLate) lateWrites.add(done);
        availability.report('keychain-locked');
        resolve(tooLate);
      }
      const timer = setTimeout(stopWaiting, overdue.isHopeless ? 0 : waitMs);
      const stopHeeding = overdue.onHopeless(stopWaiting);
      const ran = enqueue(key, async () => {
        // A read that waited its turn so long has no reader left.
        if (isLate && !isWorthLate) {
          overdue.remove();
          return;
        }
        const { answer, trouble } = await task();
        clearTimeout(timer);
        stopHeeding();
        if (isLate) overdue.remove();
        // The last one that is overdue tells it.
        if (trouble !== null || overdue.count === 0) availability.report(trouble);
        resolve(answer);
      });
      const done = ran.finally(() => lateWrites.delete(done));
    });
  }

  return {
    /** While the keychain does not answer, what is signed in now would last until quit only. */
    get kind() {
      if (availability.trouble === null) return 'keychain';
      return availability.trouble === 'keychain-broken' ? 'broken' : 'memory';
    },
    prepare: () => connection.prepare(),
    async tryAgain() {
      await overdue.tryAgain();
      await connection.tryAgain();
    },
    read(key, { expected, confirms = false }) {
      const name = nameItem(options.profileId, key);
      return within<CredentialRead>(
        key,
        async () => {
          const item = await readItem(connection.ask, name);
          switch (item.kind) {
            case 'found':
              return { answer: item, trouble: null };
            case 'damaged':
              return { answer: { kind: 'absent' }, trouble: null };
            case 'nothing':
              if (expected && confirms) return judgeAbsence(name);
              return expected
                ? { answer: locked, trouble: await judgeNull() }
                : { answer: { kind: 'absent' }, trouble: null };
            case 'failed':
              return { answer: { kind: 'cannot-tell', code: item.code }, trouble: item.code };
          }
        },
        locked,
        false,
      );
    },
    write(key, value) {
      if (!isStorable(value)) return Promise.resolve(refused);
      const name = nameItem(options.profileId, key);
      return within<CredentialWrite>(
        key,
        async () => {
          const trouble = await writeItem(connection.ask, name, value);
          return { answer: toWrite(trouble), trouble };
        },
        lockedWrite,
        true,
      );
    },
    remove(key) {
      const name = nameItem(options.profileId, key);
      return within<CredentialWrite>(
        key,
        async () => {
          const trouble = await removeItem(connection.ask, name);
          return { answer: toWrite(trouble), trouble };
        },
        lockedWrite,
        true,
      );
    },
    onAvailable: (listener) => availability.onAvailable(listener),
    async settle() {
      while (lateWrites.size > 0) await Promise.all(lateWrites);
    },
    close() {
      availability.close();
      overdue.close();
      connection.close();
    },
  };
}

import { createEmitter } from '../common/emitter.ts';
import type { KeychainState, LookAtKeychain } from './keychain-state.ts';

/** Uses of the keychain that hang, and for which nobody waits any more. */
interface OverdueUses {
  readonly count: number;
  /** While a use hangs, nobody starts to wait, unless the hanging ones were asked anew or are about to be. */
  readonly isHopeless: boolean;
  add(): void;
  remove(): void;
  /** Calls `giveUp` when the hope is over that let somebody wait; answers the function that stops it. */
  onHopeless(giveUp: () => void): () => void;
  /** Looks at the keychain. Seen open, what hangs in it does not know of that, and is asked anew. */
  look(): Promise<KeychainState>;
  /** The person says that it may help: what hangs is asked anew, unless it hangs in a prompt of a locked keychain. */
  tryAgain(): Promise<void>;
  close(): void;
}

/**
 * Counts the uses that are overdue. One that hangs in a prompt does not notice that the keychain was opened in another
 * way: it must not decide, and `askAnew` ends it and asks again. By itself once each time that the keychain was opened,
 * because a question that is asked again may bring up its prompt again.
 */
export function createOverdueUses(options: {
  readonly look: LookAtKeychain;
  readonly askAnew: () => void;
  readonly waitMs: number;
}): OverdueUses {
  const hopeless = createEmitter();
  let count = 0;
  let wasAskedOpen = false;
  let hope: NodeJS.Timeout | null = null;
  let trying: Promise<void> | null = null;

  /** Until it is known whether it helped. */
  function startToHope(): void {
    if (hope !== null) clearTimeout(hope);
    hope = setTimeout(giveUp, options.waitMs).unref();
  }

  function stopHoping(): void {
    if (hope !== null) clearTimeout(hope);
    hope = null;
  }

  function giveUp(): void {
    stopHoping();
    if (count === 0) return;
    hopeless.emit();
  }

  function askAnew(): void {
    startToHope();
    options.askAnew();
  }

  async function lookForThePerson(): Promise<void> {
    startToHope();
    const state = await options.look();
    if (count === 0) stopHoping();
    else if (state === 'locked') giveUp();
    else {
      wasAskedOpen = state === 'open';
      askAnew();
    }
  }

  return {
    get count() {
      return count;
    },
    get isHopeless() {
      return count > 0 && hope === null;
    },
    add() {
      count += 1;
    },
    remove() {
      count -= 1;
      if (count > 0) return;
      wasAskedOpen = false;
      stopHoping();
    },
    onHopeless: hopeless.listen,
    async look() {
      const state = await options.look();
      if (count === 0) return state;
      if (state !== 'open') wasAskedOpen = false;
      else if (!wasAskedOpen) {
        wasAskedOpen = true;
        askAnew();
      }
      // The answers to what was asked anew tell that it is open.
      return 'locked';
    },
    async tryAgain() {
      if (count === 0) return;
      trying ??= lookForThePerson().finally(() => {
        trying = null;
      });
      await trying;
    },
    close() {
      stopHoping();
      hopeless.clear();
    },
  };
}

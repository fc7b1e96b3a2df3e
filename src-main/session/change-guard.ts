import { warnOfThrown } from '../common/emitter.ts';
import { within } from '../common/within.ts';
import { LoginError } from '../errors/login-error.ts';

/** A change that would take a running account from the softphone. */
export interface AccountChange {
  readonly kind: 'switch' | 'sign-out';
  /** The account that would be signed out, or with `switch` would not be the current one any more. */
  readonly accountId: string;
}

/** Says whether a change may happen now; a softphone answers false during a call. */
export type Objection = (change: AccountChange) => boolean | Promise<boolean>;

/** Asks everyone who may object before a switch or a sign-out. */
export interface ChangeGuard {
  /** Throws `call-in-progress` when somebody objects. */
  require(change: AccountChange): Promise<void>;
  /** Whether there is anybody who may object. */
  mayRefuse(): boolean;
  /** Answers the function that takes the objection back. */
  add(objection: Objection): () => void;
}

// A softphone that does not answer must not keep the person signed in against their will.
const answerDeadlineMs = 5_000;

/** Makes a guard that nobody objects to yet; `onChange` is called when there is another or one less who may. */
export function createChangeGuard(onChange: () => void): ChangeGuard {
  const objections = new Set<Objection>();
  return {
    async require(change) {
      const answers = await Promise.all(
        [...objections].map((mayHappen) =>
          within(answerDeadlineMs, askNow(mayHappen, change), () => true),
        ),
      );
      if (answers.includes(false)) throw new LoginError('call-in-progress');
    },
    mayRefuse: () => objections.size > 0,
    add(objection) {
      // Each on its own: who objects for two calls with one function takes back the one of the call that has ended.
      const added: Objection = (change) => objection(change);
      objections.add(added);
      onChange();
      return () => {
        if (objections.delete(added)) onChange();
      };
    },
  };
}

/** One that throws, at once or later, has given no answer. */
async function askNow(mayHappen: Objection, change: AccountChange): Promise<boolean> {
  try {
    return await mayHappen(change);
  } catch (thrown) {
    warnOfThrown(thrown);
    return true;
  }
}

import type { ErrorCode, Result } from '../../preload/contract/errors.ts';
import { channelPrefix, type Json, type LoginVerbs, verbs } from '../../preload/contract/verbs.ts';
import { parseVerbArguments } from './verb-table.ts';

/** What is looked at of a frame (Electron's `WebFrameMain`). */
interface FrameLike {
  readonly url: string;
  readonly parent: FrameLike | null;
}

/** What is looked at of the contents of a window (Electron's `WebContents`). */
export interface ContentsLike {
  readonly mainFrame: FrameLike;
  isDestroyed(): boolean;
}

/** What is looked at of a call from a window (Electron's `IpcMainInvokeEvent`). */
export interface CallLike {
  readonly sender: ContentsLike;
  /** Null once the frame navigated away or is gone. */
  readonly senderFrame: FrameLike | null;
}

/** What is used of Electron's `ipcMain`. */
interface IpcLike {
  handle(
    channel: string,
    listener: (call: CallLike, ...args: readonly unknown[]) => Promise<Json<Result<unknown>>>,
  ): void;
  removeHandler(channel: string): void;
}

/** What the handlers work with. */
interface VerbRegistration {
  readonly ipc: IpcLike;
  readonly verbs: LoginVerbs;
  /** The contents of our window; null while there is none. */
  readonly ours: () => ContentsLike | null;
  /** Whether an address is of the app's own origin. */
  readonly isAppUrl: (url: string) => boolean;
  readonly refusals: RefusalLog;
}

/** Calls under way at a time, over all verbs. */
const mostCalls = 64;

/**
 * Registers one handler per verb: who sent it, what was sent, then the verb, whose answer is written as JSON. A
 * stranger's call rejects; a wrong argument and a flood are answered as data. Answers the function that undoes it.
 */
export function registerVerbs(registration: VerbRegistration): () => void {
  const { ipc, refusals } = registration;
  const limit = createCallLimit(mostCalls);
  for (const verb of verbs) {
    const run = registration.verbs[verb] as (
      ...args: readonly unknown[]
    ) => Promise<Result<unknown>>;
    ipc.handle(`${channelPrefix}${verb}`, async (call, ...args) => {
      const fault = findSenderFault(call, registration);
      if (fault !== null) {
        refusals.note({ verb, reason: fault });
        throw new Error(`Refused: ${fault}`);
      }
      const parsed = parseVerbArguments(verb, args);
      if (parsed === null) {
        refusals.note({ verb, reason: 'bad-request' });
        return write(failure('bad-request'));
      }
      return write(await limit.run(() => run(...parsed), failure('unexpected')));
    });
  }
  return () => {
    for (const verb of verbs) ipc.removeHandler(`${channelPrefix}${verb}`);
  };
}

/**
 * Null when the call comes from the main frame of our window, showing the app's own origin; else what is wrong.
 * Electron's security guide, rule 17: validate the sender of all IPC messages.
 */
function findSenderFault(
  { sender, senderFrame }: CallLike,
  registration: Pick<VerbRegistration, 'ours' | 'isAppUrl'>,
): 'foreign-window' | 'frame-gone' | 'not-main-frame' | 'foreign-origin' | null {
  const ours = registration.ours();
  if (ours === null || sender !== ours || ours.isDestroyed()) return 'foreign-window';
  if (senderFrame === null) return 'frame-gone';
  if (senderFrame.parent !== null || senderFrame !== ours.mainFrame) return 'not-main-frame';
  return registration.isAppUrl(senderFrame.url) ? null : 'foreign-origin';
}

function write<Value>(value: Value): Json<Value> {
  return JSON.stringify(value) as Json<Value>;
}

function failure(code: ErrorCode): Result<unknown> {
  return { ok: false, failure: { code } };
}

/** Counts calls that are running; says no when there are too many, so that a flood cannot fill the memory. */
interface CallLimit {
  /** Runs `call`, or answers `full` at once when the limit is reached. */
  run<T>(call: () => Promise<T>, full: T): Promise<T>;
}

/** A limit of `most` calls at a time. A hand never has more than two under way. */
export function createCallLimit(most: number): CallLimit {
  let running = 0;
  return {
    async run(call, full) {
      if (running >= most) return full;
      running += 1;
      try {
        return await call();
      } finally {
        running -= 1;
      }
    },
  };
}

/** Why a call from the window was refused; never its arguments. */
interface Refusal {
  readonly verb: string;
  readonly reason: string;
}

/** Notes refusals: the first of each kind in a second with all it says, the rest of that second as a number. */
export interface RefusalLog {
  note(refusal: Refusal): void;
}

const windowMs = 1_000;

/** Keeps a flood of refused calls from becoming a flood of log lines; `write` gets at most one line per kind a second. */
export function createRefusalLog(
  write: (refusal: Refusal & { readonly suppressed: number }) => void,
  now: () => number,
): RefusalLog {
  const seen = new Map<string, { since: number; suppressed: number }>();
  return {
    note(refusal) {
      const key = `${refusal.verb} ${refusal.reason}`;
      const earlier = seen.get(key);
      if (earlier !== undefined && now() - earlier.since < windowMs) {
        earlier.suppressed += 1;
        return;
      }
      seen.set(key, { since: now(), suppressed: 0 });
      write({ ...refusal, suppressed: earlier?.suppressed ?? 0 });
    },
  };
}

import { type ErrorCode, type LoginVerbs, type Result, verbs } from '../../preload/contract.ts';
import { toFailure } from '../errors/login-error.ts';
import { createCallLimit } from './call-limit.ts';
import type { RefusalLog } from './refusal-log.ts';
import { type CallLike, type ContentsLike, findSenderFault } from './trusted-sender.ts';
import { parseVerbArguments } from './verb-arguments.ts';

/** What is used of Electron's `ipcMain`. */
export interface IpcLike {
  handle(
    channel: string,
    listener: (call: CallLike, ...args: readonly unknown[]) => Promise<Result<unknown>>,
  ): void;
  removeHandler(channel: string): void;
}

/** What the handlers work with. */
export interface VerbRegistration {
  readonly ipc: IpcLike;
  readonly login: LoginVerbs;
  /** The contents of our window; null while there is none. */
  readonly ours: () => ContentsLike | null;
  readonly refusals: RefusalLog;
}

/** Calls under way at a time, over all verbs. */
const mostCalls = 64;

/**
 * Registers one handler per verb: who sent it, what was sent, then the use case. A stranger's call rejects; a wrong
 * argument, a flood and a thrown error are answered as data, without message or stack. Answers the function that undoes it.
 */
export function registerVerbs(registration: VerbRegistration): () => void {
  const { ipc, login, ours, refusals } = registration;
  const limit = createCallLimit(mostCalls);
  for (const verb of verbs) {
    ipc.handle(verb, async (call, ...args) => {
      const fault = findSenderFault(call, ours());
      if (fault !== null) {
        refusals.note({ verb, reason: fault });
        throw new Error(`Refused: ${fault}`);
      }
      const parsed = parseVerbArguments(verb, args);
      if (parsed === null) {
        refusals.note({ verb, reason: 'bad-request' });
        return failure('bad-request');
      }
      return limit.run(() => answer(login, verb, parsed), failure('unexpected'));
    });
  }
  return () => {
    for (const verb of verbs) ipc.removeHandler(verb);
  };
}

async function answer(
  login: LoginVerbs,
  verb: keyof LoginVerbs,
  args: readonly unknown[],
): Promise<Result<unknown>> {
  const run = login[verb] as (...args: readonly unknown[]) => Promise<Result<unknown>>;
  try {
    return await run.apply(login, [...args]);
  } catch (thrown) {
    return { ok: false, failure: toFailure(thrown) };
  }
}

function failure(code: ErrorCode): Result<unknown> {
  return { ok: false, failure: { code } };
}

import {
  type ChildLoss,
  type ChildPort,
  createKeychainChild,
  type KeychainChild,
} from './keychain-child.ts';
import type { KeychainOperation, KeychainOutcome } from './keychain-messages.ts';

/** Starts the program at `modulePath` as a child process. */
export type SpawnChild = (modulePath: string) => ChildPort;

/** Puts one question to the keychain; never rejects. */
export type AskKeychain = (
  op: KeychainOperation,
  account: string,
  value?: string,
) => Promise<KeychainOutcome>;

/** The line to the child process. */
export interface KeychainConnection {
  readonly ask: AskKeychain;
  /** Starts the child, and ends when it is ready or known to be broken. */
  prepare(): Promise<void>;
  /** Prepares, with one more start if it is known to be broken. */
  tryAgain(): Promise<void>;
  /** Puts what is not answered yet to a new child, each of which may be done twice. */
  askAnew(): void;
  close(): void;
}

/** So many children in a row may be lost before their first answer; after that only `tryAgain` starts one. */
const maxFailedStarts = 2;

const unavailable: KeychainOutcome = { ok: false, code: 'credential-store-unavailable' };
const broken: KeychainOutcome = { ok: false, code: 'keychain-broken' };

/**
 * Talks to the keychain through a child process that starts with the first question, ends when it is unused and starts
 * again with the next, also after it died at work. One that dies before its first answer is replaced once and its
 * questions are put again, each of which may be done twice; if that one dies too, the installation is broken and no
 * question starts another.
 */
export function createKeychainConnection(options: {
  readonly service: string;
  readonly childModule: string;
  readonly spawnChild: SpawnChild;
  readonly lateAnswerMs: number;
  readonly idleMs: number;
  readonly onChildLost: (loss: ChildLoss) => void;
}): KeychainConnection {
  let running: KeychainChild | null = null;
  let closed = false;
  let failedStarts = 0;

  function noteLoss(loss: ChildLoss, isAtStart: boolean): void {
    if (isAtStart) failedStarts += 1;
    options.onChildLost(loss);
  }

  function start(): KeychainChild | null {
    try {
      const port = options.spawnChild(options.childModule);
      let isUp = false;
      const child = createKeychainChild(port, {
        lateAnswerMs: options.lateAnswerMs,
        idleMs: options.idleMs,
        onAnswer() {
          isUp = true;
          failedStarts = 0;
        },
        onGone(loss) {
          if (running === child) running = null;
          if (loss !== null) noteLoss(loss, !isUp && loss.reason !== 'no answer');
        },
      });
      return child;
    } catch {
      noteLoss({ reason: 'not started', exitCode: null }, true);
      return null;
    }
  }

  function findChild(): KeychainChild | null {
    if (running?.isStale && !running.isBusy) {
      running.end();
      running = null;
    }
    running ??= start();
    return running;
  }

  async function ask(
    op: KeychainOperation,
    account: string,
    value?: string,
  ): Promise<KeychainOutcome> {
    const request = { op, service: options.service, account };
    while (failedStarts < maxFailedStarts) {
      if (closed) return unavailable;
      const child = findChild();
      if (child === null) continue;
      const outcome = await child.ask(value === undefined ? request : { ...request, value });
      if (outcome === null) continue;
      if (outcome.ok || outcome.code !== 'keychain-broken') return outcome;
    }
    return closed ? unavailable : broken;
  }

  async function prepare(): Promise<void> {
    await ask('load', '');
  }

  return {
    ask,
    prepare,
    tryAgain() {
      failedStarts = Math.min(failedStarts, maxFailedStarts - 1);
      return prepare();
    },
    askAnew() {
      const replaced = running;
      running = null;
      replaced?.replace();
    },
    close() {
      closed = true;
      running?.end();
      running = null;
    },
  };
}

/** What is used of Electron's `UtilityProcess`. */
interface UtilityProcessLike {
  readonly pid?: number | undefined;
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'spawn', listener: () => void): unknown;
  on(event: 'exit', listener: (exitCode: number) => void): unknown;
  kill(): boolean;
}

/** Makes a `SpawnChild` of Electron's `utilityProcess.fork`, which comes as an argument. */
export function createUtilityChildSpawner(
  fork: (modulePath: string) => UtilityProcessLike,
): SpawnChild {
  return (modulePath): ChildPort => {
    const child = fork(modulePath);
    return {
      postMessage: (message) => child.postMessage(message),
      onMessage: (listener) => void child.on('message', listener),
      onSpawn: (listener) => void child.on('spawn', listener),
      onExit: (listener) => void child.on('exit', listener),
      kill() {
        const { pid } = child;
        child.kill();
        // `kill` asks politely, which a thread inside the system's keychain does not hear.
        if (pid !== undefined) killNow(pid);
      },
    };
  };
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

import type { KeychainAnswer, KeychainOutcome, KeychainRequest } from './keychain-messages.ts';

/** A child process, as little of it as is needed; Electron's and Node's both fit. */
export interface ChildPort {
  postMessage(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Calls `listener` when the system has started the process. */
  onSpawn(listener: () => void): void;
  onExit(listener: (exitCode: number | null) => void): void;
  /** Ends the process whatever it is doing. */
  kill(): void;
}

/** How a child was lost that nobody had told to end. */
export interface ChildLoss {
  readonly reason:
    | 'not started'
    | 'died at start'
    | 'library not loaded'
    | 'died at work'
    | 'no answer';
  /** As the system tells it; null where the process had to be ended by us, or never ran. */
  readonly exitCode: number | null;
}

/** One child process and the questions that it has not answered yet. */
export interface KeychainChild {
  readonly isBusy: boolean;
  /** It has seen no keychain. libsecret never forgets a service that went away, so the next question needs a new child. */
  readonly isStale: boolean;
  /**
   * Puts one question; never rejects. A child that is lost before its first answer answers `keychain-broken`, one that
   * was replaced `null`.
   */
  ask(request: Omit<KeychainRequest, 'id'>): Promise<KeychainOutcome | null>;
  /** Ends the process; who waits hears that the keychain is unavailable. */
  end(): void;
  /** Ends the process; who waits is to ask another. */
  replace(): void;
}

/** What a child is told when it is made. */
interface ChildOptions {
  /** A question unanswered for so long, counted from the start of the process, ends it and all that hangs there. */
  readonly lateAnswerMs: number;
  /** Without a question for so long it ends, for its memory. */
  readonly idleMs: number;
  /** It has answered, so it runs. */
  readonly onAnswer: () => void;
  /** It is gone, by itself or for being unused (null). Comes before who waits is answered. */
  readonly onGone: (loss: ChildLoss | null) => void;
}

interface Waiting {
  readonly settle: (outcome: KeychainOutcome | null) => void;
  readonly timer: NodeJS.Timeout;
}

const unavailable: KeychainOutcome = { ok: false, code: 'credential-store-unavailable' };
const locked: KeychainOutcome = { ok: false, code: 'keychain-locked' };
const broken: KeychainOutcome = { ok: false, code: 'keychain-broken' };

/** Watches over the child at the other end of `port`, from its start to its end. */
export function createKeychainChild(port: ChildPort, options: ChildOptions): KeychainChild {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let hasAnswered = false;
  let isStale = false;
  let hasEnded = false;
  let idleTimer = startIdling();

  function startIdling(): NodeJS.Timeout {
    return setTimeout(() => {
      end();
      options.onGone(null);
    }, options.idleMs).unref();
  }

  function settleAll(outcome: KeychainOutcome | null): void {
    hasEnded = true;
    clearTimeout(idleTimer);
    for (const { settle } of [...waiting.values()]) settle(outcome);
  }

  function lose(loss: ChildLoss, outcome: KeychainOutcome): void {
    if (hasEnded) return;
    hasEnded = true;
    options.onGone(loss);
    settleAll(outcome);
  }

  function end(): void {
    port.kill();
    settleAll(unavailable);
  }

  function giveUp(): void {
    port.kill();
    lose({ reason: 'no answer', exitCode: null }, locked);
  }

  function receive({ id, outcome }: KeychainAnswer): void {
    if (!outcome.ok && outcome.code === 'keychain-broken') {
      port.kill();
      lose({ reason: 'library not loaded', exitCode: null }, broken);
      return;
    }
    if (!outcome.ok && outcome.code === 'credential-store-unavailable') isStale = true;
    hasAnswered = true;
    options.onAnswer();
    waiting.get(id)?.settle(outcome);
  }

  port.onSpawn(() => {
    for (const { timer } of waiting.values()) timer.refresh();
  });
  port.onMessage((message) => {
    if (!hasEnded) receive(message as KeychainAnswer);
  });
  port.onExit((exitCode) => {
    if (hasAnswered) lose({ reason: 'died at work', exitCode }, unavailable);
    else lose({ reason: 'died at start', exitCode }, broken);
  });

  return {
    get isBusy() {
      return waiting.size > 0;
    },
    get isStale() {
      return isStale;
    },
    ask(request) {
      return new Promise((resolve) => {
        clearTimeout(idleTimer);
        lastId += 1;
        const id = lastId;
        const timer = setTimeout(giveUp, options.lateAnswerMs).unref();
        const settle = (outcome: KeychainOutcome | null) => {
          clearTimeout(timer);
          waiting.delete(id);
          if (waiting.size === 0 && !hasEnded) idleTimer = startIdling();
          resolve(outcome);
        };
        waiting.set(id, { settle, timer });
        try {
          port.postMessage({ ...request, id });
        } catch {
          // It ended between two questions; its exit is still to be told.
          settle(unavailable);
        }
      });
    },
    end,
    replace() {
      port.kill();
      settleAll(null);
    },
  };
}

import type { KeychainAnswer, KeychainOperation, KeychainOutcome } from './keychain-messages.ts';

/** A running child process, as little of it as is needed; Electron's and Node's both fit. */
export interface ChildPort {
  postMessage(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: () => void): void;
  /** Ends the process whatever it is doing. */
  kill(): void;
}

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
  close(): void;
}

interface Running {
  readonly port: ChildPort;
  readonly waiting: Map<number, (outcome: KeychainOutcome) => void>;
  /** It has seen no keychain. libsecret never forgets a service that went away, so the next question needs a new child. */
  isStale: boolean;
}

const unavailable: KeychainOutcome = { ok: false, code: 'credential-store-unavailable' };
const locked: KeychainOutcome = { ok: false, code: 'keychain-locked' };

function settleAll(running: Running, outcome: KeychainOutcome): void {
  for (const settle of [...running.waiting.values()]) settle(outcome);
}

/**
 * Talks to the keychain through a child process that starts with the first question and again after it died.
 * A question unanswered for `lateAnswerMs` ends the child, and with it all that hangs there.
 */
export function createKeychainConnection(options: {
  readonly service: string;
  readonly childModule: string;
  readonly spawnChild: SpawnChild;
  readonly lateAnswerMs: number;
}): KeychainConnection {
  let running: Running | null = null;
  let closed = false;
  let lastId = 0;

  function start(): Running {
    const port = options.spawnChild(options.childModule);
    const started: Running = { port, waiting: new Map(), isStale: false };
    started.port.onMessage((message) => {
      const { id, outcome } = message as KeychainAnswer;
      if (!outcome.ok && outcome.code === 'credential-store-unavailable') started.isStale = true;
      started.waiting.get(id)?.(outcome);
    });
    started.port.onExit(() => {
      if (running === started) running = null;
      settleAll(started, unavailable);
    });
    running = started;
    return started;
  }

  function findChild(): Running {
    if (running?.isStale && running.waiting.size === 0) {
      running.port.kill();
      running = null;
    }
    return running ?? start();
  }

  function giveUp(given: Running): void {
    if (running === given) running = null;
    given.port.kill();
    settleAll(given, locked);
  }

  function ask(op: KeychainOperation, account: string, value?: string): Promise<KeychainOutcome> {
    return new Promise((resolve) => {
      if (closed) return resolve(unavailable);
      lastId += 1;
      const id = lastId;
      try {
        const current = findChild();
        const timer = setTimeout(() => giveUp(current), options.lateAnswerMs);
        timer.unref();
        current.waiting.set(id, (outcome) => {
          clearTimeout(timer);
          current.waiting.delete(id);
          resolve(outcome);
        });
        const request = { id, op, service: options.service, account };
        current.port.postMessage(value === undefined ? request : { ...request, value });
      } catch {
        // The child could not be started, or ended between two questions.
        const settle = running?.waiting.get(id);
        if (settle) settle(unavailable);
        else resolve(unavailable);
      }
    });
  }

  return {
    ask,
    close() {
      closed = true;
      const last = running;
      running = null;
      if (!last) return;
      last.port.kill();
      settleAll(last, unavailable);
    },
  };
}

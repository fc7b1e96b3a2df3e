import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createEmitter } from '../common/emitter.ts';
import type { KeychainTrouble } from './keychain-messages.ts';

/** What can be learnt of the keychain without asking the person for a password. */
export type KeychainState = 'open' | 'locked' | 'absent' | 'cannot-tell';

/** Looks at the keychain quietly; never rejects. One implementation per system that has a way. */
export type LookAtKeychain = () => Promise<KeychainState>;

/** For systems without a quiet way: Windows never locks it, macOS tells only by a prompt. */
export async function lookAtNothing(): Promise<KeychainState> {
  return 'cannot-tell';
}

const replyTimeoutMs = 1000;

/** The session bus as the environment names it, or the systemd user bus; null: there is none, and none shall be started. */
function findSessionBus(env: NodeJS.ProcessEnv): string | null {
  const named = env.DBUS_SESSION_BUS_ADDRESS;
  if (named) return named;
  const userBus = `${env.XDG_RUNTIME_DIR ?? ''}/bus`;
  return env.XDG_RUNTIME_DIR && existsSync(userBus) ? `unix:path=${userBus}` : null;
}

function parseReply(error: Error | null, stdout: string, stderr: string): KeychainState {
  if (!error) {
    if (/boolean false/.test(stdout)) return 'open';
    return /boolean true/.test(stdout) ? 'locked' : 'cannot-tell';
  }
  return /ServiceUnknown|NameHasNoOwner|Failed to open connection/.test(stderr)
    ? 'absent'
    : 'cannot-tell';
}

/**
 * Asks the Secret Service whether its default collection is locked: a property, so no prompt comes up. Needs
 * `dbus-send`, which every Debian desktop has; without it the answer is `cannot-tell`.
 */
export function createLinuxKeychainLook(env: NodeJS.ProcessEnv): LookAtKeychain {
  return () =>
    new Promise((resolve) => {
      const bus = findSessionBus(env);
      if (bus === null) return resolve('absent');
      const question = [
        `--bus=${bus}`,
        '--print-reply=literal',
        `--reply-timeout=${replyTimeoutMs}`,
        '--dest=org.freedesktop.secrets',
        '/org/freedesktop/secrets/aliases/default',
        'org.freedesktop.DBus.Properties.Get',
        'string:org.freedesktop.Secret.Collection',
        'string:Locked',
      ];
      const limits = { env, timeout: 2 * replyTimeoutMs, killSignal: 'SIGKILL' } as const;
      execFile('dbus-send', question, limits, (error, stdout, stderr) => {
        resolve(parseReply(error, stdout, stderr));
      });
    });
}

/** How to look at this system's keychain without a prompt; systems without a way are never looked at. */
export function createSystemLook(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
): LookAtKeychain {
  return platform === 'linux' ? createLinuxKeychainLook(env) : lookAtNothing;
}

const longestPauseMs = 300_000;

/** Knows whether the keychain answers, and tells when it does so again. */
interface Availability {
  /** Null: it answers. */
  readonly trouble: KeychainTrouble | null;
  /** What the latest use of the keychain showed; null: it answered. */
  report(trouble: KeychainTrouble | null): void;
  /** Calls `listener` when the keychain answers again; answers the function that stops it. */
  onAvailable(listener: () => void): () => void;
  close(): void;
}

/**
 * While the keychain does not answer, looks at it every `lookEveryMs` without a prompt. Where nobody can look quietly,
 * `probe` asks it a question that no item answers, less and less often, for it may bring up a prompt. A broken
 * installation does not mend itself: that is not looked at, and only a use shows that it is over.
 */
export function createAvailability(options: {
  readonly look: LookAtKeychain;
  readonly probe: () => Promise<boolean>;
  readonly lookEveryMs: number;
}): Availability {
  const available = createEmitter();
  let trouble: KeychainTrouble | null = null;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let pauseMs = options.lookEveryMs;
  let probeAfterMs = 15 * options.lookEveryMs;
  let sinceProbeMs = 0;

  function isWorthLooking(): boolean {
    return !closed && trouble !== null && trouble !== 'keychain-broken';
  }

  function schedule(): void {
    clearTimeout(timer);
    if (!isWorthLooking()) return;
    timer = setTimeout(() => void lookAgain(), pauseMs);
    timer.unref();
  }

  async function isOpenAgain(): Promise<boolean> {
    const state = await options.look();
    if (state !== 'cannot-tell') return state === 'open';
    sinceProbeMs += pauseMs;
    if (sinceProbeMs < probeAfterMs) return false;
    sinceProbeMs = 0;
    probeAfterMs = Math.min(2 * probeAfterMs, longestPauseMs);
    return options.probe();
  }

  async function lookAgain(): Promise<void> {
    const isOpen = await isOpenAgain();
    if (!isWorthLooking()) return;
    if (!isOpen) return schedule();
    // An open keychain in which the next use fails again must not make us spin.
    pauseMs = Math.min(2 * pauseMs, longestPauseMs);
    announce();
  }

  function announce(): void {
    trouble = null;
    clearTimeout(timer);
    available.emit();
  }

  return {
    get trouble() {
      return trouble;
    },
    report(next) {
      if (closed) return;
      if (next === null) {
        pauseMs = options.lookEveryMs;
        probeAfterMs = 15 * options.lookEveryMs;
        if (trouble !== null) announce();
        return;
      }
      const wasLooking = isWorthLooking();
      trouble = next;
      if (wasLooking && isWorthLooking()) return;
      sinceProbeMs = 0;
      schedule();
    },
    onAvailable: available.listen,
    close() {
      closed = true;
      clearTimeout(timer);
      available.clear();
    },
  };
}

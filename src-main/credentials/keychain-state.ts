import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';

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

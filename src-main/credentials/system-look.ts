import type { LookAtKeychain } from './keychain-state.ts';
import { createLinuxKeychainLook } from './keychain-state-linux.ts';

/**
 * The way to look at this system's keychain without a prompt; undefined where there is none: Windows never locks its
 * own, macOS tells only by a prompt.
 */
export function createSystemLook(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
): LookAtKeychain | undefined {
  return platform === 'linux' ? createLinuxKeychainLook(env) : undefined;
}

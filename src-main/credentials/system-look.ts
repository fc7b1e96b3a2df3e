import { type LookAtKeychain, lookAtNothing } from './keychain-state.ts';
import { createLinuxKeychainLook } from './keychain-state-linux.ts';

/** How to look at this system's keychain without a prompt; systems without a way are never looked at. */
export function createSystemLook(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
): LookAtKeychain {
  return platform === 'linux' ? createLinuxKeychainLook(env) : lookAtNothing;
}

import type { PolicyReader } from '../policy/effective-policy.ts';
import type { NetworkModes } from './held-session.ts';

/** What requests go through. */
export interface HoldableNetwork {
  /** Holds all requests to these modes; never rejects. */
  hold(modes: NetworkModes): Promise<void>;
}

/**
 * Holds the app's own requests to the proxy and certificate modes of the policy, now and after each change. The promise
 * ends when the first are in force, or could not be brought into force; the network itself sends nothing before they are.
 */
export async function followNetworkPolicy(
  policy: PolicyReader,
  network: HoldableNetwork,
): Promise<void> {
  policy.onChange((changed) => void network.hold(changed));
  await network.hold(policy.current());
}

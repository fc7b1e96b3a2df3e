import type { EffectivePolicy, PolicyReader } from '../policy/effective-policy.ts';

/** What of the network policy can set. */
export interface NetworkModes {
  readonly setProxyMode: (mode: EffectivePolicy['proxyMode']) => Promise<void>;
  readonly setCertificateMode: (mode: EffectivePolicy['certificateMode']) => void;
}

/**
 * Holds the app's own requests to the proxy and certificate modes of the policy, now and after each change. The promise
 * ends when the first are in force: no request may be made before.
 */
export async function followNetworkPolicy(
  policy: PolicyReader,
  { setProxyMode, setCertificateMode }: NetworkModes,
): Promise<void> {
  const apply = ({ proxyMode, certificateMode }: EffectivePolicy) => {
    setCertificateMode(certificateMode);
    return setProxyMode(proxyMode);
  };
  policy.onChange((changed) => void apply(changed));
  await apply(policy.current());
}

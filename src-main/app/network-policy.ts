import type { EffectivePolicy, PolicyReader } from '../policy/effective-policy.ts';
import { setCertificateMode } from './certificate-mode.ts';
import { setProxyMode } from './electron-fetch.ts';

/** Holds the app's own requests to the proxy and certificate modes of the policy, now and after each change. */
export function followNetworkPolicy(policy: PolicyReader): void {
  const apply = ({ proxyMode, certificateMode }: EffectivePolicy) => {
    void setProxyMode(proxyMode);
    setCertificateMode(certificateMode);
  };
  apply(policy.current());
  policy.onChange(apply);
}

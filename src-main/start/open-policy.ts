import { userInfo } from 'node:os';
import { createPolicyReader, type LivePolicyReader } from '../policy/policy-reader.ts';
import { openSystemPolicySource } from '../policy/system-policy-source.ts';

/** Reads the policies of this computer and this person, and follows them; `onSystemNews`: when to look again. */
export async function openPolicy(
  onSystemNews: (listener: () => void) => () => void,
): Promise<LivePolicyReader> {
  const source = await openSystemPolicySource({
    platform: process.platform,
    userName: () => userInfo().username,
    onSystemNews,
  });
  return createPolicyReader(source);
}

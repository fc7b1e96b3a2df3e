import { userInfo } from 'node:os';
import { createPolicyReader, type LivePolicyReader } from '../policy/policy-reader.ts';
import { openSystemPolicySource } from '../policy/system-policy-source.ts';
import { listenForPolicyNews } from './policy-news.ts';

/** Reads the policies of this computer and this person, and follows them. */
export async function openPolicy(): Promise<LivePolicyReader> {
  const source = await openSystemPolicySource({
    platform: process.platform,
    userName: () => userInfo().username,
    onSystemNews: listenForPolicyNews,
  });
  return createPolicyReader(source);
}

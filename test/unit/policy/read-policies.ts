/** Prints what a user sees of a policy directory that root fills: `node read-policies.ts DIRECTORY UID`, as root. */
import { createLinuxPolicySource } from '../../../src-main/policy/linux-policy-source.ts';
import { createPolicyReader } from '../../../src-main/policy/policy-reader.ts';

const [, , directory = '', uid = ''] = process.argv;
// After everything was loaded: the user need not be able to read this project.
process.setgroups?.([]);
process.setgid?.(Number(uid));
process.setuid?.(Number(uid));
const reader = createPolicyReader(createLinuxPolicySource({ directory, trustedUid: 0 }));
reader.close();
const { unread, ssoRequired } = reader.current();
process.stdout.write(JSON.stringify({ unread, ssoRequired, rejects: reader.report().rejects }));

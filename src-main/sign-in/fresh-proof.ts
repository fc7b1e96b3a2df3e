import { LoginError } from '../errors/login-error.ts';
import { callAsAccount } from '../session/call-as-account.ts';
import type { SignInPorts } from './sign-in-ports.ts';

/** How long the service takes a proof in person as good for what lasts. */
const freshMs = 600_000;

/**
 * Calls the service for something that lasts. When it wants a fresh proof, `reverify-required` names the provider that
 * can give it, none for a password session; the same call goes through after `proveWithProvider` or
 * `proveWithPassword`. It carries its account itself, so nothing has to be kept here for it.
 */
export async function callWithFreshProof<T>(
  ports: SignInPorts,
  accountId: string,
  call: (accessToken: string) => Promise<T>,
): Promise<T> {
  try {
    return await callAsAccount(ports.sessions, accountId, call);
  } catch (thrown) {
    if (!(thrown instanceof LoginError) || thrown.code !== 'reverify-required') throw thrown;
    ports.live.update(accountId, { provedAt: 0 });
    throw proofRequired(ports, accountId, thrown);
  }
}

/**
 * Throws `reverify-required` when the service would: asked before somebody signs in at a provider for it. The service
 * has the last word; what it refuses all the same is kept and sent after the proof.
 */
export function requireFreshProof(ports: SignInPorts, accountId: string): void {
  const signedInAt = Date.parse(ports.index.get(accountId)?.signedInAt ?? '');
  const provedAt = ports.live.get(accountId).provedAt ?? signedInAt;
  // Also when there is no telling.
  if (!(ports.now() - provedAt <= freshMs)) throw proofRequired(ports, accountId);
}

function proofRequired({ index }: SignInPorts, accountId: string, cause?: unknown): LoginError {
  const provider = index.get(accountId)?.identity?.label.provider;
  return new LoginError('reverify-required', provider === undefined ? {} : { provider }, cause);
}

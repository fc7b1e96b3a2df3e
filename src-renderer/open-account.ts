import type { KnownAccount } from '../preload/contract.ts';
import type { Login } from './use-login.ts';

/** Opens another account: at once if it is signed in, else by starting to sign in to it. */
export function openAccount({ run }: Pick<Login, 'run'>, account: KnownAccount): void {
  const provider = account.identity?.provider;
  if (account.session.status !== 'signed-out') void run('switchAccount', account.id);
  else if (provider === undefined) void run('addAccount');
  else void run('startSignIn', provider, { anotherAccount: false });
}

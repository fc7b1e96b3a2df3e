import type { SignInPorts } from './sign-in-ports.ts';

/**
 * Leaves an account whose session ended by itself while it was shown, with the reason: to another account that is
 * open, else to the sign-in screen. Nothing on the account's own pages would work any more.
 */
export function leaveEndedSession({
  view,
  live,
  index,
}: Pick<SignInPorts, 'view' | 'live' | 'index'>): void {
  const shown = view.get();
  if (shown.kind !== 'signed-in') return;
  const { view: session, generation } = live.get(shown.accountId);
  const { status, failure } = session;
  if (status !== 'signed-out') return;
  if (failure === null) {
    // Ended here before, as the keychain tells; one that was not asked about yet is none of those.
    if (generation > 0 && index.get(shown.accountId)?.signedIn !== true) view.showHome(null);
    return;
  }
  const label = index.get(shown.accountId)?.identity?.label;
  view.showHome({
    ...failure,
    accountId: shown.accountId,
    ...(label === undefined ? {} : { provider: label.provider }),
    ...(label?.email ? { email: label.email } : {}),
  });
}

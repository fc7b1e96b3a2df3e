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
  const { status, failure } = live.get(shown.accountId).view;
  if (status !== 'signed-out' || failure === null) return;
  const label = index.get(shown.accountId)?.identity?.label;
  view.showHome({
    ...failure,
    ...(label === undefined ? {} : { provider: label.provider }),
    ...(label?.email ? { email: label.email } : {}),
  });
}

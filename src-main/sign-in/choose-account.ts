import type { View } from '../../preload/contract.ts';
import { LoginError, toFailure } from '../errors/login-error.ts';
import { isRememberLocked } from '../policy/require-allowed.ts';
import type { SonarAccount } from '../sonar/sonar-service.ts';
import { endAttempt } from './end-attempt.ts';
import { openAccount, openChosen } from './finish-sign-in.ts';
import type { SignInPorts } from './sign-in-ports.ts';

/** Opens the chosen account of the current offer and, when asked to, remembers it for this identity. */
export async function chooseAccount(
  ports: SignInPorts,
  accountId: string,
  remember: boolean,
): Promise<void> {
  const attempt = ports.attempts.current();
  const view = ports.view.get();
  const question = attempt?.question ?? null;
  if (attempt === null || question === null || view.kind !== 'choosing') {
    throw new LoginError('ticket-expired');
  }
  const chosen = question.accounts.find(({ id }) => id === accountId);
  if (chosen === undefined) throw new LoginError('not-in-offer');
  if (view.busy) return;
  ports.view.show({ ...view, busy: true, failure: null });
  try {
    const session = await openChosen(ports, attempt, question.ticket, accountId);
    if (ports.attempts.isCurrent(attempt)) {
      rememberChoice(ports, question.tokens.identity.key, view, chosen, remember);
    }
    openAccount(ports, attempt, session, question.tokens);
  } catch (thrown) {
    if (!ports.attempts.isCurrent(attempt)) return;
    const failure = toFailure(thrown);
    if (failure.code === 'ticket-expired' || failure.code === 'not-in-offer') {
      endAttempt(ports, attempt, thrown);
      return;
    }
    ports.view.show({ ...view, busy: false, failure });
  }
}

function rememberChoice(
  ports: SignInPorts,
  identityKey: string,
  view: Extract<View, { kind: 'choosing' }>,
  chosen: SonarAccount,
  remember: boolean,
): void {
  if (isRememberLocked(ports.policy.current())) return;
  // Opening a second account without the tick says nothing about the first, which stays remembered.
  if (!remember && view.reason === 'remembered-open') return;
  const { isOfficeManager: _, ...account } = chosen;
  ports.choices.set(identityKey, { label: view.identity, account: remember ? account : null });
}

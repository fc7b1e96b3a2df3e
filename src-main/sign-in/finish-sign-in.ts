import type { ChoosingReason, IdentityLabel } from '../../preload/contract.ts';
import { LoginError } from '../errors/login-error.ts';
import { isRememberLocked } from '../policy/require-allowed.ts';
import type { ProviderTokens } from '../providers/definition.ts';
import type { SignInOutcome, SonarAccount, SonarSession } from '../sonar/sonar-service.ts';
import type { Attempt, IdentityEvidence } from './attempt.ts';
import type { SignInPorts } from './sign-in-ports.ts';

/** Asks the service what a verified identity opens, and opens it or asks the person. */
export async function finishSignIn(
  ports: SignInPorts,
  attempt: Attempt,
  { tokens, nonceSecret }: IdentityEvidence,
): Promise<void> {
  const { idToken } = tokens.identity;
  const outcome = await ports.askForSession(attempt.signal, (signal) =>
    ports.sonar.startSignIn({ idToken, nonceSecret }, signal),
  );
  switch (outcome.kind) {
    case 'session':
      openAccount(ports, attempt, outcome.session, tokens);
      return;
    case 'offer':
      await answerOffer(ports, attempt, outcome, tokens);
      return;
    case 'link-required':
      askForPassword(ports, attempt, outcome, tokens);
      return;
  }
}

/** Makes the account that the service has opened the active one, which ends the attempt; too late, it ends the session. */
export function openAccount(
  ports: SignInPorts,
  attempt: Attempt,
  session: SonarSession,
  tokens: ProviderTokens | null,
): void {
  if (!ports.attempts.isCurrent(attempt)) {
    void ports.sessions.drop(session);
    return;
  }
  ports.attempts.finish(attempt);
  ports.log({ attempt: attempt.id, provider: attempt.provider, step: 'signed-in', code: null });
  ports.sessions.open({
    session,
    identity: tokens?.identity ?? null,
    providerRefreshToken: tokens?.refreshToken ?? null,
  });
  ports.view.showHome(null);
}

/** Has the service open one account of an offer; `account-service-invalid` when it answers with another one. */
export async function openChosen(
  ports: SignInPorts,
  attempt: Attempt,
  ticket: string,
  accountId: string,
): Promise<SonarSession> {
  const session = await ports.askForSession(attempt.signal, (signal) =>
    ports.sonar.choose(ticket, accountId, signal),
  );
  if (session.account.id === accountId) return session;
  void ports.sessions.drop(session);
  throw new LoginError('account-service-invalid');
}

type Offer = Extract<SignInOutcome, { kind: 'offer' }>;

async function answerOffer(
  ports: SignInPorts,
  attempt: Attempt,
  offer: Offer,
  tokens: ProviderTokens,
): Promise<void> {
  const { accountId, reason } = recallChoice(ports, tokens.identity.key, offer.accounts);
  if (accountId !== null) {
    const session = await openChosen(ports, attempt, offer.ticket, accountId);
    openAccount(ports, attempt, session, tokens);
    return;
  }
  const policy = ports.policy.current();
  if (!ports.attempts.isCurrent(attempt)) return;
  noteQuestion(ports, attempt);
  attempt.question = { ticket: offer.ticket, tokens, accounts: offer.accounts };
  ports.view.show({
    kind: 'choosing',
    identity: offer.identity,
    accounts: lastUsedFirst(ports, offer.accounts),
    reason,
    remember: {
      initially:
        policy.rememberAllowed && (reason === 'first-time' || reason === 'remembered-vanished'),
      locked: isRememberLocked(policy),
    },
    busy: false,
    failure: null,
  });
}

/** The account remembered for this identity if it can be used, else why the person is asked. */
function recallChoice(
  ports: SignInPorts,
  identityKey: string,
  offered: readonly SonarAccount[],
): { readonly accountId: string | null; readonly reason: ChoosingReason } {
  const choice = ports.choices.get(identityKey);
  if (choice === undefined || isRememberLocked(ports.policy.current())) {
    return { accountId: null, reason: 'first-time' };
  }
  const remembered = choice.account;
  if (remembered === null) return { accountId: null, reason: 'always-ask' };
  if (!offered.some(({ id }) => id === remembered.id)) {
    return { accountId: null, reason: 'remembered-vanished' };
  }
  // Who signs in while the remembered account is open wants another one.
  const isOpen = ports.live.get(remembered.id).view.status !== 'signed-out';
  return isOpen
    ? { accountId: null, reason: 'remembered-open' }
    : { accountId: remembered.id, reason: 'first-time' };
}

function lastUsedFirst(
  ports: SignInPorts,
  accounts: readonly SonarAccount[],
): readonly SonarAccount[] {
  const lastUsed = (account: SonarAccount) => ports.index.get(account.id)?.lastUsedAt ?? '';
  return accounts.toSorted((a, b) => lastUsed(b).localeCompare(lastUsed(a)));
}

function askForPassword(
  ports: SignInPorts,
  attempt: Attempt,
  outcome: Extract<SignInOutcome, { kind: 'link-required' }>,
  tokens: ProviderTokens,
): void {
  // As the provider vouches for it, not as it came: it is to open an account for good.
  const { provider, email } = tokens.identity;
  const identity: IdentityLabel = { provider, email };
  if (!ports.policy.current().linkingAllowed) {
    throw new LoginError('blocked-by-policy', { provider: identity.provider });
  }
  if (!ports.attempts.isCurrent(attempt)) return;
  noteQuestion(ports, attempt);
  attempt.question = { ticket: outcome.ticket, tokens, accounts: [] };
  ports.view.show({
    kind: 'linking',
    identity,
    reason: outcome.reason,
    busy: false,
    failure: null,
  });
}

/** Notes that the person is asked something. Throws `ticket-expired` when it may be somebody else by now. */
export function noteQuestion(ports: SignInPorts, attempt: Attempt): void {
  if (attempt.isUnattended) throw new LoginError('ticket-expired');
  ports.log({
    attempt: attempt.id,
    provider: attempt.provider,
    step: 'question-asked',
    code: null,
  });
}

import type { AccountSummary, ChoosingReason, View } from '../../preload/contract/state.ts';
import { mostOffered } from '../../preload/contract/verbs.ts';
import { LoginError, toFailure } from '../errors/login-error.ts';
import type { EffectivePolicy, PolicyReader } from '../policy/effective-policy.ts';
import { isPreferredLocked, isRememberLocked } from '../policy/require-allowed.ts';
import type { ProviderTokens } from '../providers/definition.ts';
import type { AccountIndex, RememberedChoices } from '../session/account-index.ts';
import type { SignInOutcome, SonarService, SonarSession } from '../sonar/sonar-service.ts';
import type { AskForSession } from './ask-for-session.ts';
import { type Attempt, noteQuestion } from './attempt.ts';
import { type EndNeeds, endAttempt, type OpenNeeds, openAccount } from './end-attempt.ts';

/** What an offer is answered with. */
export interface ChooseNeeds extends OpenNeeds, EndNeeds {
  readonly sonar: Pick<SonarService, 'choose'>;
  readonly askForSession: AskForSession;
  readonly policy: Pick<PolicyReader, 'current'>;
  readonly choices: Pick<RememberedChoices, 'get' | 'set'>;
  readonly index: Pick<AccountIndex, 'get'>;
}

/** What opens without a question; null: why there is one. */
interface Recalled {
  readonly accountId: string | null;
  readonly reason: ChoosingReason;
}

type Offer = Extract<SignInOutcome, { kind: 'offer' }>;

/** Answers an offer of several accounts: opens the preferred or the remembered one (R3), or asks the person. */
export async function answerOffer(
  needs: ChooseNeeds,
  attempt: Attempt,
  offer: Offer,
  tokens: ProviderTokens,
): Promise<void> {
  const { accountId, reason } = recallChoice(needs, tokens.identity.key, offer.accounts);
  if (accountId !== null) {
    const session = await openChosen(needs, attempt, offer.ticket, accountId);
    await openAccount(needs, attempt, session, tokens);
    return;
  }
  const policy = needs.policy.current();
  if (!needs.attempts.isCurrent(attempt)) return;
  noteQuestion(needs, attempt);
  const accounts = lastUsedFirst(needs, offer.accounts);
  attempt.question = { ticket: offer.ticket, tokens, accounts };
  needs.view.show({
    kind: 'choosing',
    identity: offer.identity,
    accounts: accounts.slice(0, mostOffered),
    count: accounts.length,
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

/** All accounts of the current offer. */
export function getOffer({ attempts }: Pick<ChooseNeeds, 'attempts'>): readonly AccountSummary[] {
  const question = attempts.current()?.question ?? null;
  if (question === null) throw new LoginError('ticket-expired');
  return question.accounts;
}

/** Opens the chosen account of the current offer and, when asked to, remembers it for this identity. */
export async function chooseAccount(
  needs: ChooseNeeds,
  accountId: string,
  remember: boolean,
): Promise<void> {
  const attempt = needs.attempts.current();
  const view = needs.view.get();
  const question = attempt?.question ?? null;
  if (attempt === null || question === null || view.kind !== 'choosing') {
    throw new LoginError('ticket-expired');
  }
  const chosen = question.accounts.find(({ id }) => id === accountId);
  if (chosen === undefined) throw new LoginError('not-in-offer');
  if (view.busy) return;
  needs.view.show({ ...view, busy: true, failure: null });
  try {
    const session = await openChosen(needs, attempt, question.ticket, accountId);
    if (needs.attempts.isCurrent(attempt)) {
      rememberChoice(needs, question.tokens.identity.key, view, chosen, remember);
    }
    await openAccount(needs, attempt, session, question.tokens);
  } catch (thrown) {
    if (!needs.attempts.isCurrent(attempt)) return;
    const failure = toFailure(thrown);
    if (failure.code === 'ticket-expired' || failure.code === 'not-in-offer') {
      endAttempt(needs, attempt, thrown);
      return;
    }
    needs.view.show({ ...view, busy: false, failure });
  }
}

/** Has the service open one account of an offer; `account-service-invalid` when it answers with another one. */
async function openChosen(
  needs: ChooseNeeds,
  attempt: Attempt,
  ticket: string,
  accountId: string,
): Promise<SonarSession> {
  const session = await needs.askForSession(attempt.signal, (signal) =>
    needs.sonar.choose(ticket, accountId, signal),
  );
  if (session.account.id === accountId) return session;
  void needs.sessions.drop(session);
  throw new LoginError('account-service-invalid');
}

/** The account that policy prefers or that is remembered for this identity; where it cannot be used, why the person is asked. */
function recallChoice(
  needs: Pick<ChooseNeeds, 'choices' | 'policy' | 'live'>,
  identityKey: string,
  offered: readonly AccountSummary[],
): Recalled {
  const policy = needs.policy.current();
  const choice = needs.choices.get(identityKey);
  if (isRememberLocked(policy)) return { accountId: null, reason: 'first-time' };
  const preferred = offered.find(({ username }) => isPreferred(policy, username));
  if (preferred !== undefined && (choice === undefined || isPreferredLocked(policy))) {
    return recall(needs, preferred.id);
  }
  if (choice === undefined) return { accountId: null, reason: 'first-time' };
  const remembered = choice.account;
  if (remembered === null) return { accountId: null, reason: 'always-ask' };
  if (!offered.some(({ id }) => id === remembered.id)) {
    return { accountId: null, reason: 'remembered-vanished' };
  }
  return recall(needs, remembered.id);
}

/** Who signs in while the account that opens by itself is open wants another one. */
function recall({ live }: Pick<ChooseNeeds, 'live'>, accountId: string): Recalled {
  const isOpen = live.get(accountId).view.status !== 'signed-out';
  return isOpen
    ? { accountId: null, reason: 'remembered-open' }
    : { accountId, reason: 'first-time' };
}

/** As the service compares usernames. */
function isPreferred({ preferredAccount }: EffectivePolicy, username: string): boolean {
  return preferredAccount !== '' && preferredAccount.toLowerCase() === username.toLowerCase();
}

function rememberChoice(
  needs: Pick<ChooseNeeds, 'choices' | 'policy'>,
  identityKey: string,
  view: Extract<View, { kind: 'choosing' }>,
  chosen: AccountSummary,
  remember: boolean,
): void {
  if (isRememberLocked(needs.policy.current())) return;
  // Opening a second account without the tick says nothing about the first, which stays remembered.
  if (!remember && view.reason === 'remembered-open') return;
  needs.choices.set(identityKey, { label: view.identity, account: remember ? chosen : null });
}

function lastUsedFirst(
  { index }: Pick<ChooseNeeds, 'index'>,
  accounts: readonly AccountSummary[],
): readonly AccountSummary[] {
  const lastUsed = (account: AccountSummary) => index.get(account.id)?.lastUsedAt ?? '';
  return accounts.toSorted((a, b) => lastUsed(b).localeCompare(lastUsed(a)));
}

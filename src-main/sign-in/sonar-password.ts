import type { IdentityLabel } from '../../preload/contract/state.ts';
import type { CredentialStore } from '../credentials/credential-store.ts';
import { LoginError, toFailure } from '../errors/login-error.ts';
import type { PolicyReader } from '../policy/effective-policy.ts';
import type { ProviderTokens } from '../providers/definition.ts';
import type { SignInOutcome, SonarService, SonarSession } from '../sonar/sonar-service.ts';
import type { AskForSession } from './ask-for-session.ts';
import { type Attempt, noteQuestion, noteStep } from './attempt.ts';
import { type EndNeeds, endAttempt, noteEnd, type OpenNeeds, openAccount } from './end-attempt.ts';
import {
  requireCodeAllowed,
  requirePasswordAllowed,
  requireRoomForAttempt,
} from './require-allowed-attempt.ts';
import type { UnsentEvidence } from './unsent-evidence.ts';

/** What an attempt uses a Sonar password with. */
export interface PasswordNeeds extends OpenNeeds, EndNeeds {
  readonly sonar: Pick<SonarService, 'link' | 'signInWithPassword' | 'signInWithCode'>;
  readonly askForSession: AskForSession;
  readonly policy: Pick<PolicyReader, 'current'>;
  readonly credentials: Pick<CredentialStore, 'prepare'>;
  readonly unsentEvidence: Pick<UnsentEvidence, 'forget'>;
}

/** Signs in with the Sonar username and password, unless policy forbids it. */
export async function signInWithPassword(
  needs: PasswordNeeds,
  username: string,
  password: string,
): Promise<void> {
  requirePasswordAllowed(needs.policy.current());
  await signInWithSecret(needs, {}, (signal) =>
    needs.sonar.signInWithPassword(username, password, signal),
  );
}

/** Signs in with the Sonar username and a one-time code that an office manager or support has issued (R13). */
export async function signInWithCode(
  needs: PasswordNeeds,
  username: string,
  code: string,
): Promise<void> {
  requireCodeAllowed(needs.policy.current());
  await signInWithSecret(needs, { secret: 'code' }, (signal) =>
    needs.sonar.signInWithCode(username, code, signal),
  );
}

async function signInWithSecret(
  needs: PasswordNeeds,
  by: { readonly secret?: 'code' },
  ask: (signal: AbortSignal) => Promise<SonarSession>,
): Promise<void> {
  const purpose = { kind: 'sign-in', anotherAccount: true, ...by } as const;
  requireRoomForAttempt(needs.policy.current(), { purpose }, needs.view.homeAccount());
  needs.unsentEvidence.forget();
  const attempt = needs.attempts.start(null, purpose);
  void needs.credentials.prepare();
  const before = needs.view.get();
  needs.view.show({ kind: 'checking', provider: null });
  try {
    const session = await needs.askForSession(attempt.signal, ask);
    await openAccount(needs, attempt, session, null);
  } catch (thrown) {
    if (!needs.attempts.isCurrent(attempt)) return;
    needs.attempts.finish(attempt);
    const failure = { ...toFailure(thrown), ...by };
    noteEnd(needs, attempt, failure);
    if (before.kind === 'signed-in') needs.view.showHome(failure);
    else needs.view.show({ kind: 'signed-out', failure });
  }
}

/** Asks for the Sonar password that links the proved identity to an account (R4). */
export function askForPassword(
  needs: Pick<PasswordNeeds, 'policy' | 'attempts' | 'view' | 'log'>,
  attempt: Attempt,
  outcome: Extract<SignInOutcome, { kind: 'link-required' }>,
  tokens: ProviderTokens,
): void {
  // As the provider vouches for it, not as it came: it is to open an account for good.
  const { provider, email } = tokens.identity;
  const identity: IdentityLabel = { provider, email };
  if (!needs.policy.current().linkingAllowed) {
    throw new LoginError('blocked-by-policy', { provider: identity.provider });
  }
  if (!needs.attempts.isCurrent(attempt)) return;
  noteQuestion(needs, attempt);
  attempt.question = { ticket: outcome.ticket, tokens, accounts: [] };
  needs.view.show({
    kind: 'linking',
    identity,
    reason: outcome.reason,
    busy: false,
    failure: null,
  });
}

/**
 * Links the identity of the current attempt to the account whose Sonar password proves it, and opens the account.
 * A wrong password keeps the attempt, so that the person can try again without the browser.
 */
export async function linkAccount(
  needs: PasswordNeeds,
  username: string,
  password: string,
): Promise<void> {
  const attempt = needs.attempts.current();
  const view = needs.view.get();
  const question = attempt?.question ?? null;
  if (attempt === null || question === null || view.kind !== 'linking') {
    throw new LoginError('ticket-expired');
  }
  if (view.busy) return;
  needs.view.show({ ...view, busy: true, failure: null });
  try {
    const session = await needs.askForSession(attempt.signal, (signal) =>
      needs.sonar.link(question.ticket, username, password, signal),
    );
    noteStep(needs, attempt, 'linked');
    await openAccount(needs, attempt, session, question.tokens);
  } catch (thrown) {
    if (!needs.attempts.isCurrent(attempt)) return;
    const failure = toFailure(thrown);
    if (failure.code === 'ticket-expired') {
      endAttempt(needs, attempt, thrown);
      return;
    }
    needs.view.show({ ...view, busy: false, failure });
  }
}

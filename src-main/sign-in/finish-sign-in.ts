import { LoginError } from '../errors/login-error.ts';
import { type AccountIndex, requireSameIdentity } from '../session/account-index.ts';
import type { Sessions } from '../session/session-ports.ts';
import type { SonarService } from '../sonar/sonar-service.ts';
import { type Attempt, type IdentityEvidence, noteStep, type Purpose } from './attempt.ts';
import { answerOffer, type ChooseNeeds } from './choose-account.ts';
import { ofTheAddedAccount, openAccount } from './end-attempt.ts';
import { askToLink, type LinkNeeds, linkProved } from './link-from-settings.ts';
import { askForPassword } from './sonar-password.ts';
import { keepUnsent } from './unsent-evidence.ts';

/** What a proved identity is finished with, whatever it was proved for. */
export type FinishNeeds = ChooseNeeds &
  LinkNeeds & {
    readonly sonar: Pick<SonarService, 'startSignIn'>;
    readonly sessions: Pick<Sessions, 'prove'>;
    readonly index: Pick<AccountIndex, 'list'>;
  };

type PurposeOf<Kind extends Purpose['kind']> = Extract<Purpose, { kind: Kind }>;

/**
 * Does what an attempt was for with the identity that was proved. What the service has not taken is kept under `keeping`;
 * `mayLink`: the person has said already that it is to be linked.
 */
export async function finishAttempt(
  needs: FinishNeeds,
  attempt: Attempt,
  evidence: IdentityEvidence,
  { keeping, mayLink }: { readonly keeping: symbol; readonly mayLink: boolean },
): Promise<void> {
  const { purpose } = attempt;
  try {
    switch (purpose.kind) {
      case 'sign-in':
        return await finishSignIn(needs, attempt, evidence);
      case 'confirm':
        return await confirmAccount(needs, attempt, purpose, evidence);
      case 'prove':
        return await proveAccount(needs, attempt, purpose, evidence);
      case 'link':
        if (mayLink) return await linkProved(needs, attempt, purpose, evidence);
        askToLink(needs, attempt, purpose, { evidence, keeping });
        return;
    }
  } catch (thrown) {
    keepUnsent(needs, keeping, { purpose, evidence }, thrown);
    throw purpose.kind === 'sign-in' ? nameAccount(needs, evidence, thrown) : thrown;
  }
}

/** Asks the service what a verified identity opens, and opens it or asks the person. */
async function finishSignIn(
  needs: FinishNeeds,
  attempt: Attempt,
  { tokens, nonceSecret }: IdentityEvidence,
): Promise<void> {
  const { idToken } = tokens.identity;
  const outcome = await needs.askForSession(attempt.signal, (signal) =>
    needs.sonar.startSignIn({ idToken, nonceSecret }, signal),
  );
  switch (outcome.kind) {
    case 'session':
      await openAccount(needs, attempt, outcome.session, tokens);
      return;
    case 'offer':
      await answerOffer(needs, attempt, outcome, tokens);
      return;
    case 'link-required':
      askForPassword(needs, attempt, outcome, tokens);
      return;
  }
}

/**
 * Opens one known account again with its own identity: "Confirm with …" and "Continue as …".
 * Throws `identity-mismatch` when somebody else signed in at the provider, `not-in-offer` when the identity no
 * longer opens the account; a running session is untouched by both.
 */
async function confirmAccount(
  needs: FinishNeeds,
  attempt: Attempt,
  purpose: PurposeOf<'confirm'>,
  { tokens, nonceSecret }: IdentityEvidence,
): Promise<void> {
  const { identity } = tokens;
  requireSameIdentity(identity, needs.index.get(purpose.accountId), purpose.identityKey);
  const proof = { idToken: identity.idToken, nonceSecret };
  const outcome = await needs.askForSession(attempt.signal, (signal) =>
    needs.sonar.startSignIn(proof, signal),
  );
  if (outcome.kind === 'link-required') throw new LoginError('not-in-offer');
  const session =
    outcome.kind === 'session'
      ? outcome.session
      : await needs.askForSession(attempt.signal, (signal) =>
          needs.sonar.choose(outcome.ticket, purpose.accountId, signal),
        );
  if (session.account.id !== purpose.accountId) {
    void needs.sessions.drop(session);
    throw new LoginError('not-in-offer');
  }
  await openAccount(needs, attempt, session, tokens);
}

/**
 * Gives the service a fresh proof of the identity that an account was opened with. Throws `identity-mismatch` when
 * somebody else signed in at the provider; the session is untouched.
 */
async function proveAccount(
  needs: FinishNeeds,
  attempt: Attempt,
  purpose: PurposeOf<'prove'>,
  { tokens, nonceSecret }: IdentityEvidence,
): Promise<void> {
  const { identity, refreshToken } = tokens;
  const proof = { identity, nonceSecret, providerRefreshToken: refreshToken };
  await needs.sessions.prove(purpose.accountId, proof);
  if (!needs.attempts.isCurrent(attempt)) throw new LoginError('cancelled');
  needs.attempts.finish(attempt);
  noteStep(needs, attempt, 'proved');
  needs.view.showHome(null);
}

/**
 * Adds whose organization it is that takes no part yet, and which account is not opened any more where this computer
 * knows: the one that the identity has opened here.
 */
function nameAccount(
  { index }: Pick<FinishNeeds, 'index'>,
  { tokens }: IdentityEvidence,
  thrown: unknown,
): unknown {
  if (!(thrown instanceof LoginError) || !ofTheAddedAccount.includes(thrown.code)) return thrown;
  const [about, another] = index
    .list()
    .filter(({ identity }) => identity?.key === tokens.identity.key);
  const { email } = tokens.identity;
  const told =
    thrown.code === 'sso-not-enabled' && email !== null ? thrown.with({ email }) : thrown;
  if (about === undefined || another !== undefined) return told;
  return told.with({ accountId: about.summary.id });
}

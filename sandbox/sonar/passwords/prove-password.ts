import { nameOfIdentity, recordAudit, recordCounted } from '../audit/record.ts';
import { type Answer, problemAnswer, ServiceProblem } from '../problem.ts';
import { type Service, timestamp } from '../service.ts';
import { type AccountRow, findAccount, identityById } from '../sessions/rows.ts';
import { countTry, forgiveTry, type PasswordTry } from './try-limits.ts';
import { usernameKeyOf } from './username-key.ts';

/** From this many tries left on, the person is told. */
const toldFrom = 3;

/** The account whose password was right, or what to answer (in a transaction, with its audit event) when it was not. */
export type PasswordProof =
  | { readonly right: true; readonly account: AccountRow }
  | { readonly right: false; readonly answerRefusal: () => Answer };

function recordRefusal(
  service: Service,
  attempt: PasswordTry,
  account: AccountRow | undefined,
  deviceName: string,
): void {
  const identity = attempt.identityId === null ? null : identityById(service, attempt.identityId);
  // Usernames that do not exist can be made up without end.
  const record = account ? recordAudit : recordCounted;
  record(service, {
    who: identity ? nameOfIdentity(identity.provider, identity.email) : 'somebody',
    what: 'password-refused',
    accountId: account?.id ?? null,
    device: deviceName,
  });
}

/**
 * Proves a username and password: counts the try, does the same slow work whether or not the username exists, and
 * takes the try back when it was right. Throws `too-many-tries` without looking at the password.
 */
export async function provePassword(
  service: Service,
  attempt: PasswordTry & { readonly password: string; readonly deviceName: string },
): Promise<PasswordProof> {
  const counted = countTry(service, attempt);
  if (!counted.allowed) {
    const retryAfterSeconds = Math.max(1, Math.ceil((counted.retryAt - service.now()) / 1_000));
    throw new ServiceProblem('too-many-tries', {
      retryAt: timestamp(counted.retryAt),
      retryAfterSeconds,
    });
  }
  if (counted.waitMs > 0) await service.pause(counted.waitMs);
  const account = findAccount(
    service,
    'accounts.username_key = ?',
    usernameKeyOf(attempt.username),
  );
  const isRight = await service.passwords.verify(attempt.password, account?.password_hash ?? null);
  if (isRight && account) {
    forgiveTry(service, counted.counters);
    return { right: true, account };
  }
  const triesLeft = counted.triesLeft <= toldFrom ? counted.triesLeft : null;
  return {
    right: false,
    answerRefusal() {
      recordRefusal(service, attempt, account, attempt.deviceName);
      return problemAnswer('wrong-credentials', { triesLeft });
    },
  };
}

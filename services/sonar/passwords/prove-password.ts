import { nameOfIdentity, recordAudit, recordCounted } from '../audit.ts';
import { type Answer, problemAnswer, ServiceProblem } from '../problem.ts';
import { type Service, timestamp } from '../service.ts';
import { type AccountRow, accountById, findAccount, identityById } from '../sessions/rows.ts';
import { countTry, forgiveTry, type PasswordTry, usernameKeyOf } from './try-limits.ts';

/** From this many tries left on, the person is told. */
const toldFrom = 3;

/** Whether the password was right. The rest happens in the transaction of the second half. */
export type PasswordProof =
  | {
      readonly right: true;
      readonly accountId: string;
      /** False when the account has another password by now: the right one was the former. */
      readonly isStillRight: () => boolean;
      readonly answerRefusal: () => Answer;
    }
  | {
      readonly right: false;
      /** What to answer, with its audit event. */
      readonly answerRefusal: () => Answer;
    };

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
  const refuse = (triesLeft: number | null) => () => {
    recordRefusal(service, attempt, account, attempt.deviceName);
    return problemAnswer('wrong-credentials', { triesLeft });
  };
  if (isRight && account) {
    forgiveTry(service, counted.counters);
    const isStillRight = () =>
      accountById(service, account.id).password_hash === account.password_hash;
    return { right: true, accountId: account.id, isStillRight, answerRefusal: refuse(null) };
  }
  const { triesLeft } = counted;
  return { right: false, answerRefusal: refuse(triesLeft <= toldFrom ? triesLeft : null) };
}

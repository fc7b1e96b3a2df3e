import { nameOfIdentity, recordAudit, recordCounted } from '../audit.ts';
import { type Answer, problemAnswer, ServiceProblem } from '../problem.ts';
import { type Service, timestamp } from '../service.ts';
import { type AccountRow, accountById, findAccount, identityById } from '../sessions/rows.ts';
import { countTry, forgiveTry, type PasswordTry, usernameKeyOf } from './try-limits.ts';

/** From this many tries left on, the person is told. */
const toldFrom = 3;

/** Whether the password, or what stands in for it, was right. The rest happens in the transaction of the second half. */
export type PasswordProof =
  | {
      readonly right: true;
      readonly accountId: string;
      /** False when the account has another by now: the right one was the former. */
      readonly isStillRight: () => boolean;
      readonly answerRefusal: () => Answer;
    }
  | {
      readonly right: false;
      /** What to answer, with its audit event. */
      readonly answerRefusal: () => Answer;
    };

/** What is proved: the password of an account, or a code that stands in for it. */
interface Secret {
  readonly typed: string;
  /** The hash that it must match now; null: nothing does. */
  readonly hashOf: (account: AccountRow) => string | null;
  /** What a wrong one is recorded as. */
  readonly refused: 'password-refused' | 'break-glass-refused';
}

/** A try from a device. */
interface NamedTry extends PasswordTry {
  readonly deviceName: string;
}

function recordRefusal(
  service: Service,
  attempt: NamedTry,
  account: AccountRow | undefined,
  what: Secret['refused'],
): void {
  const identity = attempt.identityId === null ? null : identityById(service, attempt.identityId);
  // Usernames that do not exist can be made up without end.
  const record = account ? recordAudit : recordCounted;
  record(service, {
    who: identity ? nameOfIdentity(identity.provider, identity.email) : 'somebody',
    what,
    accountId: account?.id ?? null,
    device: attempt.deviceName,
  });
}

/** Proves a username and password, as `proveSecret` does. */
export function provePassword(
  service: Service,
  { password, ...attempt }: NamedTry & { readonly password: string },
): Promise<PasswordProof> {
  return proveSecret(service, attempt, {
    typed: password,
    hashOf: ({ password_hash }) => password_hash,
    refused: 'password-refused',
  });
}

/**
 * Proves a username and a secret: counts the try, does the same slow work whether or not the username exists and has
 * such a secret, and takes the try back when it was right. Passwords and codes have the same counters, so that nobody
 * gets more tries by trying both. Throws `too-many-tries` without looking at the secret.
 */
export async function proveSecret(
  service: Service,
  attempt: NamedTry,
  { typed, hashOf, refused }: Secret,
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
  const hash = account ? hashOf(account) : null;
  const isRight = await service.passwords.verify(typed, hash);
  const refuse = (triesLeft: number | null) => () => {
    recordRefusal(service, attempt, account, refused);
    return problemAnswer('wrong-credentials', { triesLeft });
  };
  if (isRight && account) {
    forgiveTry(service, counted.counters);
    const isStillRight = () => hashOf(accountById(service, account.id)) === hash;
    return { right: true, accountId: account.id, isStillRight, answerRefusal: refuse(null) };
  }
  const { triesLeft } = counted;
  return { right: false, answerRefusal: refuse(triesLeft <= toldFrom ? triesLeft : null) };
}

import { recordAudit } from '../audit/record.ts';
import { bodyOf, type Operation } from '../http/operation.ts';
import { provePassword } from '../passwords/prove-password.ts';
import { jsonAnswer, problemAnswer } from '../problem.ts';
import { openSession } from '../sessions/open-session.ts';
import { accountById, type DeviceInfo } from '../sessions/rows.ts';

interface SignInWithPasswordBody {
  readonly username: string;
  readonly password: string;
  readonly device: DeviceInfo;
}

/** POST /sessions: a Sonar username and password. Single sign-on being off does not matter here. */
export const signInWithPassword: Operation = async (service, request) => {
  const { username, password, device } = bodyOf<SignInWithPasswordBody>(request);
  const proved = await provePassword(service, {
    username,
    password,
    identityId: null,
    address: request.address,
    deviceName: device.name,
  });
  if (!proved.right) return proved.answerRefusal;
  return () => {
    if (!proved.isStillRight()) return proved.answerRefusal();
    const account = accountById(service, proved.accountId);
    const who = account.username;
    if (account.disabled === 1) {
      const { id: accountId } = account;
      const detail = 'account-disabled';
      recordAudit(service, {
        who,
        what: 'sign-in-refused',
        accountId,
        device: device.name,
        detail,
      });
      return problemAnswer('account-disabled');
    }
    return jsonAnswer(
      201,
      openSession(service, {
        accountId: account.id,
        proof: null,
        device,
        who,
        how: 'password',
        renamedFrom: null,
        from: request,
      }),
    );
  };
};

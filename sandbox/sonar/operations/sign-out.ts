import { recordAudit } from '../audit/record.ts';
import { bodyOf, type Operation, paramOf } from '../http/operation.ts';
import { done, jsonAnswer, ServiceProblem } from '../problem.ts';
import { hashOf } from '../secrets.ts';
import { requireLiveSession, signedIn } from '../sessions/caller.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { accountById, type SessionRow } from '../sessions/rows.ts';
import { shownDeviceId } from '../sessions/shown-device-id.ts';

/** POST /sessions/sign-out: ends the session of any refresh token it ever had; says nothing about unknown ones. */
export const signOut: Operation = async (service, request) => {
  const { refreshToken } = bodyOf<{ readonly refreshToken: string }>(request);
  return () => {
    const session = service.database.get<SessionRow>(
      `SELECT sessions.* FROM sessions JOIN refresh_tokens ON refresh_tokens.session_id = sessions.id
       WHERE refresh_tokens.hash = ? AND sessions.ended_at IS NULL`,
      hashOf(refreshToken),
    );
    if (!session) return done;
    endSessions(service, { sessionId: session.id }, 'signed-out');
    const { id: accountId, username: who } = accountById(service, session.account_id);
    recordAudit(service, { who, what: 'signed-out', accountId });
    return done;
  };
};

/** DELETE /me/session: ends the caller's session and no other, also of an account that is closed. */
export const endMySession: Operation = async (service, request) => () => {
  const session = requireLiveSession(service, request);
  endSessions(service, { sessionId: session.id }, 'signed-out');
  const { id: accountId, username: who } = accountById(service, session.account_id);
  recordAudit(service, { who, what: 'signed-out', accountId });
  return done;
};

/** POST /sessions/sign-out-everywhere: ends every session of the account, the caller's too. */
export const signOutEverywhere = signedIn((service, { account, deviceName }) => {
  const ended = endSessions(service, { accountId: account.id }, 'signed-out-everywhere');
  recordAudit(service, {
    who: account.username,
    what: 'signed-out-everywhere',
    accountId: account.id,
    device: deviceName,
    detail: `${ended} sessions`,
  });
  return jsonAnswer(200, { ended });
});

/** DELETE /me/devices/{deviceId}: ends the sessions of the account on one device. */
export const signOutDevice = signedIn((service, { account, deviceName }, request) => {
  const shownId = paramOf(request, 'deviceId').toLowerCase();
  const devices = service.database.all<{ device_id: string; name: string }>(
    'SELECT device_id, name FROM devices WHERE account_id = ?',
    account.id,
  );
  const device = devices.find(({ device_id: id }) => shownDeviceId(account.id, id) === shownId);
  if (!device) throw new ServiceProblem('not-found');
  const { device_id: deviceId } = device;
  const ended = endSessions(service, { accountId: account.id, deviceId }, 'device-signed-out');
  if (ended === 0) throw new ServiceProblem('not-found');
  recordAudit(service, {
    who: account.username,
    what: 'device-signed-out',
    accountId: account.id,
    device: deviceName,
    detail: device.name,
  });
  return done;
});

import { randomUUID } from 'node:crypto';
import { recordAudit } from '../audit/record.ts';
import { whyClosed } from '../matching/decide.ts';
import { jsonAnswer } from '../problem.ts';
import { newSecret } from '../secrets.ts';
import { timestamp } from '../service.ts';
import { signedIn } from '../sessions/caller.ts';
import { issueAccessToken } from '../sessions/issue-tokens.ts';
import { accountBody, accountFacts } from '../sessions/rows.ts';
import { shownDeviceId } from '../sessions/shown-device-id.ts';

/** GET /me: the account, and whether single sign-on works for it. */
export const getMyAccount = signedIn((_service, { account }) => {
  const reason = whyClosed({ ...accountFacts(account), disabled: false });
  return jsonAnswer(200, { ...accountBody(account), sso: { on: reason === null, reason } });
});

/** GET /me/devices: devices with a live session, last seen first. */
export const getMyDevices = signedIn((service, { account, session }) => {
  const rows = service.database.all<{
    device_id: string;
    name: string;
    platform: string;
    app_version: string;
    signed_in_at: number;
    last_seen_at: number;
  }>(
    `SELECT * FROM devices WHERE account_id = ? AND EXISTS (
       SELECT 1 FROM sessions WHERE sessions.account_id = devices.account_id
         AND sessions.device_id = devices.device_id AND ended_at IS NULL)
     ORDER BY last_seen_at DESC, device_id`,
    account.id,
  );
  return jsonAnswer(200, {
    devices: rows.map((row) => ({
      id: shownDeviceId(account.id, row.device_id),
      name: row.name,
      platform: row.platform,
      appVersion: row.app_version,
      signedInAt: timestamp(row.signed_in_at),
      lastSeenAt: timestamp(row.last_seen_at),
      current: row.device_id === session.device_id,
    })),
  });
});

/** POST /me/softphone-token: an access token of this session that opens nothing but what a softphone needs. */
export const issueSoftphoneToken = signedIn((service, { account, session, deviceName }) => {
  recordAudit(service, {
    who: account.username,
    what: 'softphone-token-issued',
    accountId: account.id,
    device: deviceName,
  });
  return jsonAnswer(201, issueAccessToken(service, session.id, 'softphone'));
});

/** POST /me/provisioning: SIP credentials that live an hour. */
export const provisionSoftphone = signedIn((service, { account, deviceName }) => {
  const domain = `${account.organization_id}.sip.sonar.example`;
  recordAudit(service, {
    who: account.username,
    what: 'provisioned',
    accountId: account.id,
    device: deviceName,
  });
  return jsonAnswer(200, {
    sipAddress: `sip:${account.extension}@${domain}`,
    registrar: `sips:${domain}:5061`,
    username: `${account.extension}-${randomUUID().slice(0, 8)}`,
    password: newSecret(),
    expiresAt: timestamp(service.now() + service.ttl().provisioning),
  });
});

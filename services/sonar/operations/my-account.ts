import { createHmac } from 'node:crypto';
import { recordAudit } from '../audit.ts';
import { activeLinks, type LinkRow } from '../links/links.ts';
import { emailDomainOf, whyClosed } from '../matching/decide.ts';
import { jsonAnswer } from '../problem.ts';
import { shownDeviceId } from '../secrets.ts';
import { day, type Service, timestamp } from '../service.ts';
import { type Caller, isAlive, signedIn } from '../sessions/caller.ts';
import { endOf, issueAccessToken } from '../sessions/issue-tokens.ts';
import { accountBody, accountFacts } from '../sessions/rows.ts';

/** Each organization has a domain below it. */
export const sipDomain = 'sip.sonar.example';

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
         AND sessions.device_id = devices.device_id AND ${isAlive})
     ORDER BY last_seen_at DESC, device_id`,
    account.id,
    service.now(),
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

/** GET /me/security: addresses with the warnings of R5 and R6, links, and what else opens the account. */
export const getMySecurity = signedIn((service, caller) => {
  const { account, session } = caller;
  const rows = addressesOf(service, caller);
  const domains = domainsOf(service, account.organization_id);
  const several = rows.filter(({ purpose }) => purpose === 'sign-in').length > 1;
  function warningsOf(row: AddressRow): string[] {
    if (row.purpose === 'notifications-only') return [];
    const isOutside = !domains.some(({ domain }) => domain === emailDomainOf(row.email));
    return [
      ...(several ? ['several-addresses'] : []),
      ...(row.here + row.elsewhere > 1 ? ['shared-address'] : []),
      ...(isOutside ? ['outside-domain'] : []),
    ];
  }
  const isOn = account.organization_sso_on === 1;
  const hasTenant = domains.some(({ microsoft_tenant_id }) => microsoft_tenant_id !== null);
  return jsonAnswer(200, {
    addresses: rows.map((row) => ({
      id: row.id,
      email: row.email,
      purpose: row.purpose,
      opens: row.here,
      alsoElsewhere: row.elsewhere > 0,
      warnings: warningsOf(row),
    })),
    links: activeLinks(service, 'links.account_id = ?', account.id).map((link) =>
      linkBody(link, session.identity_id),
    ),
    hasPassword: account.password_hash !== null,
    organizationProviders: service.providers.filter(
      (name) => isOn && (name !== 'microsoft' || hasTenant),
    ),
  });
});

interface AddressRow {
  readonly id: string;
  readonly email: string;
  readonly purpose: 'sign-in' | 'notifications-only';
  /** How many accounts it opens here, this one included, and whether it opens one elsewhere. */
  readonly here: number;
  readonly elsewhere: number;
}

function addressesOf({ database }: Service, { account }: Caller): AddressRow[] {
  const counted = (comparison: '=' | '<>') =>
    `(SELECT count(*) FROM addresses AS other JOIN accounts ON accounts.id = other.account_id
      WHERE other.email_key = addresses.email_key AND other.purpose = 'sign-in'
        AND accounts.organization_id ${comparison} ?)`;
  return database.all<AddressRow>(
    `SELECT id, email, purpose, ${counted('=')} AS here, ${counted('<>')} AS elsewhere
     FROM addresses WHERE account_id = ? ORDER BY email`,
    account.organization_id,
    account.organization_id,
    account.id,
  );
}

/** The domains of an organization. */
export function domainsOf({ database }: Service, organizationId: string) {
  return database.all<{ domain: string; microsoft_tenant_id: string | null }>(
    'SELECT domain, microsoft_tenant_id FROM domains WHERE organization_id = ?',
    organizationId,
  );
}

/** A link as the account itself sees it. */
export function linkBody(link: LinkRow, currentIdentityId: string | null) {
  return {
    id: link.id,
    provider: link.provider,
    email: link.email,
    linkedBy: link.linked_by,
    linkedAt: timestamp(link.linked_at),
    lastUsedAt: link.last_used_at === null ? null : day(link.last_used_at),
    current: link.identity_id === currentIdentityId,
  };
}

/** POST /me/softphone-token: an access token of this session that opens nothing but what a softphone needs. */
export const issueSoftphoneToken = signedIn((service, { account, session, deviceName }) => {
  recordAudit(service, {
    who: account.username,
    what: 'softphone-token-issued',
    accountId: account.id,
    device: deviceName,
  });
  return jsonAnswer(201, issueAccessToken(service, session, 'softphone'));
});

/**
 * POST /me/provisioning: SIP credentials that live an hour. The registrar never hears of the session: what it needs to
 * know is in the name, and signed by the password.
 */
export const provisionSoftphone = signedIn((service, { account, session, deviceName }) => {
  const domain = `${account.organization_id}.${sipDomain}`;
  const address = `${account.extension}@${domain}`;
  const expiresAt = Math.floor(endOf(session, service.now() + service.ttl().provisioning) / 1_000);
  const username = `${expiresAt}:${address}`;
  recordAudit(service, {
    who: account.username,
    what: 'provisioned',
    accountId: account.id,
    device: deviceName,
  });
  return jsonAnswer(200, {
    sipAddress: `sip:${address}`,
    registrar: `sips:${domain}:5061`,
    webSocket: service.registrar.webSocket ?? `wss://${domain}`,
    username,
    password: createHmac('sha1', service.registrar.secret).update(username).digest('base64'),
    expiresAt: timestamp(expiresAt * 1_000),
  });
});

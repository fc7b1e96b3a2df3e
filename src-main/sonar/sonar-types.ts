import type {
  AccountSecurity,
  AuditPage,
  DeviceView,
  LinkView,
  Review,
} from '../../preload/contract/account-pages.ts';
import type { AccountSummary } from '../../preload/contract/state.ts';
import type { Wire } from '../generated/service-contract.ts';
import type { SessionKey } from './session-key.ts';
import type { SignInOutcome, SonarAccount, SonarSession, Verification } from './sonar-service.ts';

/** What an answer is read with: the key that was proved, and the local clock, milliseconds since 1970. */
interface Reading {
  readonly key: SessionKey | null;
  readonly now: number;
  /** What the service has as time, as its answer says; null: it does not. */
  readonly serverTime: string | null;
}

/** A computer's clock may be off by this much, and its times are still right enough to be shown. */
const toleratedSkewMs = 60_000;

/** A moment of the service by the local clock; on a computer whose clock is wrong it comes when it should all the same. */
function toLocalTime(moment: string, { now, serverTime }: Reading): string {
  const ahead = now - Date.parse(serverTime ?? '');
  const local = new Date(Date.parse(moment) + ahead);
  const isOff = Math.abs(ahead) > toleratedSkewMs && !Number.isNaN(local.getTime());
  return isOff ? local.toISOString() : moment;
}

/** A session as the service sends it, with its times on the local clock. */
export function toSession(session: Wire['Session'], reading: Reading): SonarSession {
  const { key, now } = reading;
  return {
    sessionId: session.sessionId,
    accessToken: session.accessToken,
    accessTokenExpiresAt: now + session.accessTokenExpiresIn * 1000,
    refreshToken: session.refreshToken,
    key,
    account: toAccount(session.account),
    identity: session.identity,
    linkedBy: session.linkedBy,
    reverifyBy: session.reverifyBy,
    verifiedAt: session.verifiedAt,
    emailRenamedFrom: session.emailRenamedFrom,
    endsAt: session.endsAt === null ? null : toLocalTime(session.endsAt, reading),
    newLinks: session.newLinks,
    newCodes: session.newCodes,
  };
}

/** What a fresh ID token proved of a running session. */
export function toVerification(verification: Wire['Verification']): Verification {
  const { reverifyBy, email, emailRenamedFrom } = verification;
  return { reverifyBy, email, emailRenamedFrom };
}

/** What the service decided about an identity. */
export function toOutcome(outcome: Wire['SignInOutcome'], reading: Reading): SignInOutcome {
  switch (outcome.outcome) {
    case 'session':
      return { kind: 'session', session: toSession(outcome.session, reading) };
    case 'offer':
      return {
        kind: 'offer',
        ticket: outcome.ticket,
        identity: outcome.identity,
        accounts: outcome.accounts.map(toSummary),
      };
    case 'link-required':
      return {
        kind: 'link-required',
        ticket: outcome.ticket,
        identity: outcome.identity,
        reason: outcome.reason,
      };
  }
}

/** The page "Change account security", from its two sources. */
export function toSecurity(
  sso: Wire['MyAccount']['sso'],
  security: Wire['AccountSecurity'],
): Omit<AccountSecurity, 'accountId'> {
  return {
    sso: { on: sso.on, failure: sso.reason === null ? null : { code: sso.reason } },
    addresses: security.addresses.map(({ id, email, purpose, opens, alsoElsewhere, warnings }) => ({
      id,
      email,
      purpose,
      alsoOpens: Math.max(opens - 1, 0),
      alsoElsewhere,
      warnings,
    })),
    links: security.links satisfies readonly LinkView[],
    hasPassword: security.hasPassword,
  };
}

/** Who can get in. */
export function toReview(review: Wire['Review']): Review {
  return {
    rows: review.rows.map((row) => ({
      ...row,
      name: nameOf({ ...row, id: row.accountId }),
      sso: row.sso === 'on',
      addresses: row.addresses.map(({ addressId, ...address }) => ({ id: addressId, ...address })),
      links: row.links.map(({ linkId, ...link }) => ({ id: linkId, ...link })),
    })),
    recycled: review.recycled.map(({ accountIds, ...recycled }) => ({
      ...recycled,
      accounts: accountIds,
    })),
    lastReviewedAt: review.lastReviewedAt,
  };
}

/** What was done, newest first. */
export function toAuditPage(page: Wire['AuditPage']): AuditPage {
  return {
    events: page.events.map(({ id, at, who, what, accountId, device }) => ({
      id,
      at,
      who,
      what,
      account: accountId,
      device,
    })),
    next: page.next,
  };
}

/** The devices of an account. */
export function toDevices({ devices }: Wire['Devices']): readonly DeviceView[] {
  return devices.map((device) => ({
    ...device,
    name: firstWithText(device.name, device.platform, device.id),
  }));
}

function toAccount(account: Wire['Account']): SonarAccount {
  return { ...toSummary(account), isOfficeManager: account.isOfficeManager };
}

/** What people recognise an account by, and no more: an offer goes to the window as it is. */
function toSummary(account: Wire['Account']): AccountSummary {
  const { id, organization, extension, username } = account;
  return { id, name: nameOf(account), organization: organization.name, extension, username };
}

/** Who has no name is called what the organization knows them by: people have to be told apart. */
function nameOf(account: Pick<Wire['Account'], 'name' | 'username' | 'extension' | 'id'>): string {
  return firstWithText(account.name, account.username, account.extension, account.id);
}

function firstWithText(...texts: readonly string[]): string {
  return texts.find((text) => text !== '') ?? '';
}
